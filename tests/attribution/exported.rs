//! The corpus as files that other programs read and write: `text/NAME.txt`, `gold.json` with what is to be found, and claims as
//! a system found them. All offsets there count code points.

use crate::annotated::{Article, Gold, Split};
use serde::{Deserialize, Serialize};
use sourcelight::report::{Claim, ClaimKind, Range, Speaker, SpeakerKind, UNKNOWN, VerbClass};
use std::collections::BTreeMap;
use std::path::Path;

/// `[start, end)` in code points.
type Place = (usize, usize);

/// Where each code point begins in UTF-16 code units, and where the text ends.
struct Offsets(Vec<u32>);

impl Offsets {
    fn new(text: &str) -> Offsets {
        let mut starts = vec![0];
        let mut end = 0;
        starts.extend(text.chars().map(|c| {
            end += c.len_utf16() as u32;
            end
        }));
        Offsets(starts)
    }

    fn points(&self, ranges: &[Range]) -> Vec<Place> {
        let point = |units: u32| self.0.partition_point(|start| *start < units);
        ranges.iter().map(|r| (point(r.0), point(r.1))).collect()
    }

    fn units(&self, places: &[Place]) -> Result<Vec<Range>, String> {
        let unit = |point: usize| self.0.get(point).copied().ok_or_else(|| format!("{point} is outside the text"));
        places.iter().map(|(from, to)| Ok(Range(unit(*from)?, unit(*to)?))).collect()
    }
}

/// A claim as a system found it.
#[derive(Default, Serialize, Deserialize)]
pub struct Saying {
    pub content: Vec<Place>,
    #[serde(default)]
    pub cue: Vec<Place>,
    #[serde(default)]
    pub source: Vec<Place>,
    /// Who speaks; none where that is unknown.
    pub speaker: Option<String>,
}

/// The engine's claims as those of any system.
pub fn sayings(claims: &[Claim], text: &str) -> Vec<Saying> {
    let offsets = Offsets::new(text);
    let speaker = |claim: &Claim| Some(claim.speaker.label.clone()).filter(|label| label != UNKNOWN);
    let one = |claim: &Claim| Saying {
        content: offsets.points(&claim.content),
        cue: offsets.points(&claim.cue),
        source: offsets.points(&claim.source),
        speaker: speaker(claim),
    };
    claims.iter().map(one).collect()
}

/// The claims of any system as the scorer takes them. What `Saying` does not say is not to be scored.
pub fn claims(sayings: &[Saying], text: &str) -> Result<Vec<Claim>, String> {
    let offsets = Offsets::new(text);
    let one = |(n, saying): (usize, &Saying)| {
        let label = saying.speaker.clone().unwrap_or_else(|| UNKNOWN.into());
        Ok(Claim {
            id: format!("c{}", n + 1),
            content: offsets.units(&saying.content)?,
            cue: offsets.units(&saying.cue)?,
            source: offsets.units(&saying.source)?,
            kind: ClaimKind::Mixed,
            verb: None,
            verb_class: VerbClass::Neutral,
            speaker: Speaker { label, kind: SpeakerKind::Unknown, official: None, outlet: None },
            via: None,
            confidence: 1.0,
            why: String::new(),
        })
    };
    sayings.iter().enumerate().map(one).collect()
}

/// Writes articles as `text/NAME.txt` and `gold.json`.
pub fn write(articles: &[Article], folder: &Path) {
    let texts = folder.join("text");
    std::fs::create_dir_all(&texts).unwrap_or_else(|e| panic!("{}: {e}", texts.display()));
    let mut gold = serde_json::Map::new();
    for article in articles {
        let file = texts.join(format!("{}.txt", article.name));
        std::fs::write(&file, &article.text).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        let offsets = Offsets::new(&article.text);
        let claims: Vec<_> = article.claims.iter().map(|claim| gold_claim(claim, &offsets)).collect();
        gold.insert(article.name.clone(), serde_json::json!({"split": article.split.name(), "claims": claims}));
    }
    let file = folder.join("gold.json");
    let json = serde_json::to_string_pretty(&gold).expect("JSON of strings and numbers");
    std::fs::write(&file, json).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
}

fn gold_claim(claim: &Gold, offsets: &Offsets) -> serde_json::Value {
    serde_json::json!({
        "content": offsets.points(&claim.content),
        "cue": offsets.points(&claim.cue),
        "source": offsets.points(&claim.source),
        "type": claim.kind,
        "speaker": claim.speaker.first(),
        "speakers": claim.speaker,
        "speaker_kind": claim.speaker_kind,
        "via": claim.via,
        "verb_class": claim.verb_class,
    })
}

/// An article in `gold.json`, as far as it is scored here.
#[derive(Deserialize)]
struct GoldArticle {
    /// `dev` or `held`; a corpus without halves was not written from.
    #[serde(default)]
    split: Option<String>,
    claims: Vec<GoldClaim>,
}

#[derive(Deserialize)]
struct GoldClaim {
    content: Vec<Place>,
    cue: Vec<Place>,
    source: Vec<Place>,
    #[serde(rename = "type")]
    kind: ClaimKind,
    speaker: Option<String>,
    /// Labels of which any is right, where there are several.
    #[serde(default)]
    speakers: Vec<String>,
    speaker_kind: SpeakerKind,
}

/// Reads a folder with `gold.json` and `text/NAME.txt`, in the order of the names. Errors name the file.
pub fn read(folder: &Path) -> Result<Vec<Article>, String> {
    let file = folder.join("gold.json");
    let gold: BTreeMap<String, GoldArticle> = std::fs::read_to_string(&file)
        .map_err(|e| e.to_string())
        .and_then(|json| serde_json::from_str(&json).map_err(|e| e.to_string()))
        .map_err(|e| format!("{}: {e}", file.display()))?;
    let article = |(name, gold): (String, GoldArticle)| {
        let file = folder.join("text").join(format!("{name}.txt"));
        let text = std::fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
        let offsets = Offsets::new(&text);
        let claim = |claim: &GoldClaim| {
            let first = claim.speaker.iter().filter(|_| claim.speakers.is_empty());
            Ok(Gold {
                content: offsets.units(&claim.content)?,
                cue: offsets.units(&claim.cue)?,
                source: offsets.units(&claim.source)?,
                speaker: first.chain(&claim.speakers).cloned().collect(),
                speaker_kind: claim.speaker_kind,
                kind: claim.kind,
                verb_class: None,
                via: None,
            })
        };
        let claims = gold.claims.iter().map(claim).collect::<Result<_, String>>().map_err(|e| format!("{name}: {e}"))?;
        let split = if gold.split.as_deref() == Some(Split::Dev.name()) { Split::Dev } else { Split::Held };
        Ok(Article { name, split, text, claims })
    };
    gold.into_iter().map(article).collect()
}
