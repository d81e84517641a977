// Types for TypeScript out of the report's JSON Schema, so that there is one truth: tests/report_schema.rs holds the schema to the
// engine's own types. Knows the keywords that the schema uses and refuses every other.

/** What narrows a value and has no place in a type. */
const SILENT = new Set(['$schema', '$defs', 'title', 'description', 'minimum', 'maximum', 'minLength', 'pattern', 'minItems', 'maxItems', 'additionalProperties', 'required', 'items', 'properties']);

/** Names for the things in lists of the report. */
const PARTS = { Claim: 'claims', Official: 'officials', Source: 'sources', Note: 'notes' };

const capital = (/** @type {string} */ name) => name[0].toUpperCase() + name.slice(1);

/** @param {any} schema @param {string} indent @returns {string} */
function type(schema, indent) {
  for (const keyword of Object.keys(schema)) {
    if (!SILENT.has(keyword) && !['type', '$ref', 'anyOf', 'enum', 'const'].includes(keyword)) throw new Error(`The schema says ${keyword}, which the types do not know.`);
  }
  if (schema.$ref) return capital(schema.$ref.replace('#/$defs/', ''));
  if (schema.anyOf) return schema.anyOf.map((/** @type {any} */ one) => type(one, indent)).join(' | ');
  if (schema.enum) return schema.enum.map((/** @type {any} */ one) => JSON.stringify(one)).join(' | ');
  if ('const' in schema) return JSON.stringify(schema.const);
  if (Array.isArray(schema.type)) return schema.type.map((/** @type {string} */ one) => type({ ...schema, type: one }, indent)).join(' | ');
  switch (schema.type) {
    case 'null': case 'boolean': case 'string': return schema.type;
    case 'integer': case 'number': return 'number';
    case 'array': {
      const item = type(schema.items, indent);
      if (schema.minItems !== undefined && schema.minItems === schema.maxItems) return `[${Array(schema.minItems).fill(item).join(', ')}]`;
      return /[|]/.test(item) && !item.startsWith('{') ? `(${item})[]` : `${item}[]`;
    }
    case 'object': {
      if (schema.additionalProperties !== false) throw new Error('An object of the schema allows more than it names.');
      const required = new Set(schema.required);
      const fields = Object.entries(schema.properties).map(([name, of]) =>
        `${comment(of, `${indent}  `)}${indent}  ${name}${required.has(name) ? '' : '?'}: ${type(of, `${indent}  `)};\n`);
      return `{\n${fields.join('')}${indent}}`;
    }
    default: throw new Error(`The schema says ${JSON.stringify(schema)}, which the types do not know.`);
  }
}

/** @param {any} schema @param {string} indent */
const comment = (schema, indent) => (schema.description ? `${indent}/** ${schema.description.replaceAll('*/', '* /')} */\n` : '');

/** The text of a file of types. @param {any} schema */
export function types(schema) {
  const named = Object.entries(schema.$defs).map(([name, of]) => `${comment(of, '')}export type ${capital(name)} = ${type(of, '')};\n`);
  const parts = Object.entries(PARTS).map(([name, list]) => `export type ${name} = Report['${list}'][number];\n`);
  return `${named.join('')}\n${comment(schema, '')}export interface Report ${type(schema, '')}\n\n${parts.join('')}`;
}
