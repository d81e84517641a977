#!/usr/bin/env bash
# The one door: builds, tries, tests, measures and packages Sourcelight. `./build.sh help` lists what it does.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

ROOT=$PWD
BUILT=$ROOT/target/built         # what wasm-bindgen and wasm-opt made, before it goes into dist/
TOOLS=$ROOT/target/tools
TRIPLE=wasm32-unknown-unknown

say() { printf '\033[1m▸ %s\033[0m\n' "$*"; }
fail() { printf '\n✗ %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

usage() {
  cat <<'HELP'
./build.sh help                     this list
./build.sh build                    dist/chrome/, dist/firefox/, dist/www/ (release WebAssembly, optimised)
./build.sh try [chromium|firefox]   build, then open a browser with the extension on a sample article;
                                    without a display: screenshots under target/screenshots/ and the report
./build.sh test                     everything that must hold: format, lints, types, unit, golden, contract and
                                    end-to-end tests in stock Chromium and stock Firefox
./build.sh bench [PAGE.html]        sizes, click-to-highlight times, the engine on growing texts natively and in both browsers
./build.sh bench batch [COPIES]     what one job and what several of the command line tool read in a second
./build.sh bench pages [FOLDER] [--keep]
                                    what the extension costs the pages of a folder (../shared/pages, else our own) in both browsers:
                                    time, memory, time to marks; beside the figures kept in benches/pages.tsv
./build.sh peers [CORPUS]           Sourcelight beside the Gender Gap Tracker, textacy and sayswho on the same texts, quality and
                                    speed: our own corpus, or a folder with text/*.txt and gold.json (Python 3.11 to 3.13)
./build.sh soak [LOADS]             so many page loads (2000) in automatic mode in each browser: exceptions, memory, marks outside the
                                    article, requests to anywhere
./build.sh fuzz [TARGET] [SECONDS]  text, page, snapshot or list: random input until something breaks (nightly Rust); 60 seconds
                                    of each without a TARGET
./build.sh data [--write] [SOURCE]  asks the public sources of the tables of officials (SOURCE: wikidata or congress; both
                                    without) and shows what has changed; --write puts it into the tables
./build.sh audit [--strict]         licences, origins and known weaknesses of all that the product and its tools rest on; what cannot
                                    be looked up here is named, and with --strict counts as a failure
./build.sh package [--check]        dist/sourcelight-VERSION-chrome.zip and -firefox.xpi for the stores, each with its list of parts
                                    (CycloneDX) beside it, -source.tar.gz, and the npm package sourcelight-VERSION.tgz; --check
                                    builds all again from the source archive, in another folder, and compares the bytes (minutes)
./build.sh clean                    removes target/, dist/ and node_modules/

Needs Rust (1.89 or later, https://rustup.rs) and Node (20.19 or later). What else is missing is installed, or, where
that is not allowed, the exact command is named. CHROMIUM=PATH and FIREFOX=PATH choose other browsers.
HELP
}

# --- What the machine must have -------------------------------------------------------------------------------------

# Installs Debian packages, or names the command that does.
apt_install() {
  local command="apt-get update && apt-get install -y --no-install-recommends $*"
  have apt-get || fail "Missing: $*. Install what your system calls these packages, then run this again."
  if [ "$(id -u)" = 0 ]; then
    say "Installing $* (apt-get)"
    apt-get update -q >/dev/null || true
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >/dev/null ||
      fail "apt-get could not install $*. To see why: $command"
  elif have sudo && sudo -n true 2>/dev/null; then
    say "Installing $* (sudo apt-get)"
    sudo -n apt-get update -q >/dev/null || true
    sudo -n DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >/dev/null ||
      fail "apt-get could not install $*. To see why: sudo sh -c '$command'"
  else
    fail "Missing: $*. Run this, then try again:
    sudo sh -c '$command'"
  fi
}

need_rust() {
  have cargo && return
  [ -x "$HOME/.cargo/bin/cargo" ] && { PATH=$HOME/.cargo/bin:$PATH; return; }
  fail "Rust is missing. Install it from https://rustup.rs, for instance:
    curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh -s -- -y --target $TRIPLE"
}

# A C linker, which the build scripts of some crates need.
need_cc() { have cc || apt_install gcc libc6-dev; }

need_node() {
  have node && have npm || fail "Node (20.19 or later) with npm is missing: https://nodejs.org, or your system's package of it."
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
    fail "Node $(node --version) is too old; 20.19 or later is needed: https://nodejs.org"
  local stamp=node_modules/.sourcelight-lock
  if ! cmp -s package-lock.json "$stamp"; then
    say "Installing the tools named in package-lock.json (npm ci)"
    # None of the tools needs its scripts of installation, and so none gets to run one.
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error || fail "npm ci failed. To see why: npm ci --ignore-scripts"
    cp package-lock.json "$stamp"
  fi
}

chromium_path() {
  local c
  for c in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    [ -n "$c" ] && command -v "$c" 2>/dev/null && return
  done
  return 1
}

firefox_path() {
  local c
  for c in "${FIREFOX:-}" firefox-esr firefox; do
    [ -n "$c" ] && command -v "$c" 2>/dev/null && return
  done
  return 1
}

need_browser() {
  case $1 in
    chromium) CHROMIUM=$(chromium_path) || { apt_install chromium; CHROMIUM=$(chromium_path); } || fail "Chromium was not found; CHROMIUM=PATH names one." ;;
    firefox) FIREFOX=$(firefox_path) || { apt_install firefox-esr; FIREFOX=$(firefox_path); } || fail "Firefox was not found; FIREFOX=PATH names one." ;;
  esac
  export CHROMIUM FIREFOX
}

# --- WebAssembly ----------------------------------------------------------------------------------------------------

# Chooses how to compile to WebAssembly: the toolchain's own target, rustup, Debian's rustc-web with its sources.
WASM_BY=
choose_wasm() {
  [ -z "$WASM_BY" ] || return 0
  installed() { compgen -G "$(rustc --print target-libdir --target $TRIPLE 2>/dev/null)/libstd-*.rlib" >/dev/null; }
  debian() { [ -x /usr/bin/rustc ] && [ -x /usr/bin/cargo ] && have wasm-ld-19 && [ -d /usr/lib/rustlib/src/rust/library/std ]; }
  if installed; then
    WASM_BY=installed
    say "WebAssembly target: the one installed with $(rustc --version)"
  elif ! debian && have rustup && timeout 180 rustup target add $TRIPLE >/dev/null 2>&1 && installed; then
    WASM_BY=installed
    say "WebAssembly target: added by rustup to $(rustc --version)"
  else
    if ! debian; then
      have rustup && say "rustup could not add $TRIPLE here; Debian's packages are next"
      apt_install rustc-web cargo-web rust-web-src lld-19
    fi
    debian || fail "Debian's rustc-web is there, but not where it was expected. With rustup: rustup target add $TRIPLE"
    WASM_BY=debian
    say "WebAssembly target: Debian's rustc-web with its sources ($(/usr/bin/rustc --version | cut -d' ' -f1-2))"
  fi
}

cargo_wasm() {
  # Where somebody's crates lie is nothing for the module: it would not be the same elsewhere.
  local flags="-Ctarget-feature=+simd128"$'\x1f'"--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}/registry/src=/crates"
  if [ "$WASM_BY" = debian ]; then
    RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc CARGO_ENCODED_RUSTFLAGS="-Clinker=wasm-ld-19"$'\x1f'"$flags" \
      /usr/bin/cargo build -Zbuild-std=std,panic_abort "$@"
  else
    CARGO_ENCODED_RUSTFLAGS="$flags" cargo build "$@"
  fi
}

# The library crate of wasm-bindgen's command, at exactly the version that Cargo.lock gives to the engine: the crate and
# the command must match, and installing the command itself compiles much that is not needed here.
BINDGEN=
need_bindgen() {
  local version crate
  version=$(sed -n '/^name = "wasm-bindgen"$/{n;s/version = "\(.*\)"/\1/p}' Cargo.lock)
  [ -n "$version" ] || fail "Cargo.lock names no wasm-bindgen."
  crate=$TOOLS/bindgen-$version-fresh
  BINDGEN=$crate/target/debug/bindgen
  [ -x "$BINDGEN" ] && return
  say "Building wasm-bindgen $version (once for each version in Cargo.lock, about a minute)"
  mkdir -p "$crate/src"
  cat >"$crate/Cargo.toml" <<TOML
[package]
name = "bindgen"
version = "0.0.0"
edition = "2021"
[workspace]
[dependencies]
wasm-bindgen-cli-support = "=$version"
TOML
  cat >"$crate/src/main.rs" <<'RUST'
//! bindgen INPUT.wasm OUT_DIR
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let [_, input, out] = &args[..] else { panic!("usage: bindgen INPUT.wasm OUT_DIR") };
    let mut bindgen = wasm_bindgen_cli_support::Bindgen::new();
    // A module that panicked is thrown away and made afresh: __wbg_reset_state.
    let made = bindgen
        .input_path(input)
        .reset_state_function(true)
        .web(true)
        .and_then(|b| b.typescript(true).out_name("sourcelight").generate(out));
    if let Err(error) = made {
        eprintln!("wasm-bindgen: {error:?}");
        std::process::exit(1);
    }
}
RUST
  cargo build --quiet --manifest-path "$crate/Cargo.toml" --target-dir "$crate/target" || fail "wasm-bindgen $version could not be built."
}

# wasm_module NAME FEATURE OPTIMISATION: target/built/NAME/sourcelight.js and sourcelight_bg.wasm
wasm_module() {
  local name=$1 feature=$2 level=$3 dir=$BUILT/$1 raw stamp
  say "Compiling the WebAssembly module '$name'"
  CARGO_PROFILE_RELEASE_OPT_LEVEL=${level#-O} cargo_wasm --quiet --locked --release --lib --no-default-features --features "$feature" \
    --target $TRIPLE --target-dir target/wasm || fail "The module '$name' does not compile."
  raw=target/wasm/$TRIPLE/release/sourcelight.wasm
  stamp="$(sha256sum <"$raw") $level $BINDGEN $(cat node_modules/binaryen/package.json | sha256sum)"
  [ "$(cat "$dir.stamp" 2>/dev/null)" = "$stamp" ] && return
  rm -rf "$dir" "$dir.stamp"
  "$BINDGEN" "$raw" "$dir"
  node_modules/.bin/wasm-opt "$level" --enable-simd --enable-bulk-memory --enable-bulk-memory-opt --enable-sign-ext \
    --enable-mutable-globals --enable-nontrapping-float-to-int --enable-reference-types --enable-multivalue \
    --strip-debug --strip-producers "$dir/sourcelight_bg.wasm" -o "$dir/sourcelight_bg.wasm"
  echo "$stamp" >"$dir.stamp"
}

# --- Commands -------------------------------------------------------------------------------------------------------

build() {
  need_rust; need_cc; need_node; choose_wasm; need_bindgen
  wasm_module engine wasm -O3
  wasm_module ui ui -Oz
  node .ci/assemble.mjs
}

native() {
  need_rust; need_cc
  say "Compiling the command line tool"
  cargo build --quiet --locked --release --bin sourcelight
  export SOURCELIGHT_BIN=$ROOT/target/release/sourcelight
}

try() {
  local which=${1:-}
  if [ -z "$which" ]; then
    if chromium_path >/dev/null; then which=chromium; elif firefox_path >/dev/null; then which=firefox; else which=chromium; fi
  fi
  case $which in chromium | firefox) ;; *) fail "try takes chromium or firefox, not '$which'." ;; esac
  need_browser "$which"
  build
  native
  node tests/e2e/try.mjs "$which"
}

# stage NAME COMMAND…: runs it, keeps the outcome for the summary, goes on after a failure.
SUMMARY=() FAILED=0
stage() {
  local name=$1 from=$SECONDS status=passed
  shift
  say "$name"
  ( "$@" ) || { status=FAILED; FAILED=1; }
  SUMMARY+=("$(printf '%-7s %4ds  %s' "$status" $((SECONDS - from)) "$name")")
}

node_tests() {
  compgen -G "$1" >/dev/null || { echo "  none found: $1"; return; }
  # shellcheck disable=SC2086
  node --test --test-concurrency=1 --test-reporter=spec $1
}

# Lints the wasm code too where the toolchain can: Debian's packages bring no clippy for it.
wasm_lints() {
  if [ "$WASM_BY" != installed ]; then echo "  skipped: clippy needs the target of rustup; the code is compiled by the build"; return; fi
  cargo clippy --quiet --locked --lib --no-default-features --features wasm,ui --target $TRIPLE --target-dir target/wasm-lint -- -D warnings
}

script_types() {
  node_modules/.bin/tsc -p tsconfig.json
  node_modules/.bin/tsc -p .ci/tsconfig.json
}

need_components() {
  cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1 && return
  timeout 180 rustup component add rustfmt clippy >/dev/null 2>&1 || fail "rustfmt or clippy is missing: rustup component add rustfmt clippy"
}

tests() {
  local from=$SECONDS
  need_rust; need_cc; need_node; need_components
  need_browser chromium
  need_browser firefox
  choose_wasm
  stage "build" build
  stage "format (cargo fmt)" cargo fmt --check
  stage "Rust lints (clippy)" cargo clippy --quiet --locked --all-targets -- -D warnings
  stage "Rust lints, WebAssembly" wasm_lints
  stage "Rust tests (unit, golden, bad input)" cargo test --quiet --locked
  stage "JavaScript lints (eslint)" node_modules/.bin/eslint .
  stage "JavaScript types (tsc)" script_types
  stage "extension lints (web-ext)" node_modules/.bin/web-ext lint --source-dir dist/firefox --self-hosted --no-config-discovery
  stage "refreshing the tables of officials" node_tests 'tests/data/*.test.mjs'
  stage "settings, messages, manifests, parts and their licences, texts for the stores, the crate's files" node_tests 'tests/unit/*.test.mjs'
  stage "reading an archive (docs/archives.md)" node_tests 'tests/archives/*.test.mjs'
  stage "the npm package" node_tests 'tests/npm/*.test.mjs'
  stage "contract of the two snapshot makers" node_tests 'tests/contract/*.test.mjs'
  stage "end to end, Chromium and Firefox" node_tests 'tests/e2e/*.test.mjs'
  printf '\nChromium %s · Firefox %s · %ds\n' "$("$CHROMIUM" --version 2>/dev/null | grep -o '[0-9.]*' | head -1)" \
    "$("$FIREFOX" --version 2>/dev/null | grep -o '[0-9][0-9.]*' | head -1)" $((SECONDS - from))
  printf '%s\n' "${SUMMARY[@]}"
  [ $FAILED = 0 ] || fail "Something does not hold; see above."
}

bench() {
  if [ "${1:-}" = batch ]; then
    need_node
    native
    node tests/archives/scaling.mjs "${@:2}"
    return
  fi
  need_browser chromium
  need_browser firefox
  if [ "${1:-}" = pages ]; then
    build
    node tests/e2e/pages.mjs "${@:2}"
    return
  fi
  package
  native
  # The portable program uses the vector instructions that every processor of its kind has; this one all that this one has.
  say "Compiling the command line tool for this processor"
  RUSTFLAGS="-Ctarget-cpu=native" cargo build --quiet --locked --release --bin sourcelight --target-dir target/this-processor
  export SOURCELIGHT_BIN_HERE=$ROOT/target/this-processor/release/sourcelight
  node tests/e2e/measure.mjs "$@"
}

# The other systems are installed for this alone, below target/: nothing that ships, and no test, has to do with them.
peers() {
  local dir=$ROOT/target/peers corpus=${1:-} python system round compare tool
  need_rust; need_cc
  [ -z "$corpus" ] || [ -f "$corpus/gold.json" ] || fail "$corpus has no gold.json; tests/peers/README.md says what a corpus is."
  python=$dir/venv/bin/python
  if ! cat tests/peers/{requirements,alone}.txt | cmp -s - "$dir/installed"; then
    say "Installing the other systems into target/peers (pip; half a gigabyte)"
    rm -rf "$dir/venv" "$dir/installed"
    mkdir -p "$dir"
    "${PYTHON:-python3}" -m venv "$dir/venv" || fail "Python (3.11 to 3.13) with venv is missing; PYTHON=PATH names one. On Debian: apt-get install python3-venv"
    "$python" -m pip install --quiet --disable-pip-version-check --only-binary :all: -r tests/peers/requirements.txt &&
      "$python" -m pip install --quiet --disable-pip-version-check --no-deps --ignore-requires-python -r tests/peers/alone.txt ||
      fail "pip could not install what tests/peers/ names; PYTHON=PATH names another Python."
    cat tests/peers/{requirements,alone}.txt >"$dir/installed"
  fi
  say "Compiling Sourcelight"
  cargo build --quiet --locked --release --bin sourcelight --example compare
  compare=target/release/examples/compare tool=target/release/sourcelight
  [ -n "$corpus" ] || { corpus=$dir/corpus; rm -rf "$corpus"; "$compare" export "$corpus"; }
  rm -rf "$dir/found"
  mkdir "$dir/found"
  # By turns: what else the machine does then touches all of them.
  for round in 1 2 3; do
    say "Round $round of 3: Sourcelight, textacy, sayswho, Gender Gap Tracker"
    "$compare" read "$corpus" "$dir/found/sourcelight-$round.json" "$tool"
    for system in textacy sayswho gender-gap-tracker; do
      OMP_NUM_THREADS=1 "$python" -B tests/peers/run.py "$system" "$corpus" "$dir/found/$system-$round.json"
    done
  done
  echo
  "$compare" table "$corpus" "$dir"/found/*.json
}

soak() {
  need_browser chromium
  need_browser firefox
  build
  node tests/e2e/soak.mjs "$@"
}

# Needs nightly Rust: the sanitisers are not in the stable one.
fuzz() {
  local seconds=${2:-60} target seeds=$ROOT/target/fuzz-seeds
  need_rust; need_cc
  cargo +nightly --version >/dev/null 2>&1 || timeout 600 rustup toolchain install nightly --profile minimal ||
    fail "Fuzzing needs nightly Rust: rustup toolchain install nightly --profile minimal"
  have cargo-fuzz || { say "Installing cargo-fuzz"; cargo install --quiet --locked cargo-fuzz || fail "cargo-fuzz could not be installed: cargo install cargo-fuzz"; }
  mkdir -p "$seeds/text" "$seeds/page" "$seeds/snapshot" "$seeds/list"
  cp tests/attribution/*.txt "$seeds/text/"
  for page in tests/golden/*/page.html; do cp "$page" "$seeds/page/$(basename "$(dirname "$page")").html"; done
  printf 'person\tother_names\toffice\tplace\tstart\tend\tsource\nAda Obi\tAdaeze Obi;Addie\tMayor\tFenmarsh, United Kingdom\t2019-05\t2023\tcouncil\n' >"$seeds/list/whole.tsv"
  printf '# our council\nplace,office\nperson\tplace\toffice\r\n"Obi, Ada"\tNATO\tEnvoy\r\n' >"$seeds/list/broken.tsv"
  for target in ${1:-text page snapshot list}; do
    say "Fuzzing $target for $seconds seconds"
    mkdir -p "fuzz/corpus/$target"
    cargo +nightly fuzz build --sanitizer none "$target" || fail "The fuzzing target $target does not build."
    cargo +nightly fuzz run --sanitizer none "$target" "fuzz/corpus/$target" "$seeds/$target" -- \
      -max_total_time="$seconds" -max_len=20000 -timeout=30 -rss_limit_mb=4096 -dict=fuzz/words.dict ||
      fail "$target broke; fuzz/artifacts/$target/ holds the input."
  done
}

# Needs the network, and nothing but Node.
data() {
  have node || fail "Node (20.19 or later) is missing: https://nodejs.org, or your system's package of it."
  node src/officials/refresh/refresh.mjs "$@"
}

# Works without a network, and says then what it could not look up.
audit() {
  local strict=${1:-} skipped=0 wrong=0 status advisories=${CARGO_HOME:-$HOME/.cargo}/advisory-dbs
  case $strict in '' | --strict) ;; *) fail "audit takes --strict, or nothing." ;; esac
  need_rust; need_cc; need_node
  if ! have cargo-deny; then
    say "Installing cargo-deny (once, some minutes)"
    # Unoptimised: it is compiled longer than it will ever run.
    cargo install --quiet --locked --debug cargo-deny || fail "cargo-deny could not be installed. To see why: cargo install --locked cargo-deny"
  fi
  say "Crates: licences, banned ones, origins"
  cargo deny --locked --offline check licenses bans sources || wrong=1
  say "Crates: known weaknesses (RustSec), withdrawn versions"
  # With nothing to wait for, a fetch fails at once; a copy of an earlier day is better than none.
  if GIT_TERMINAL_PROMPT=0 timeout 120 cargo deny fetch db >/dev/null 2>&1; then
    cargo deny --locked check advisories || wrong=1
  elif compgen -G "$advisories/*/.git" >/dev/null; then
    echo "  the list could not be fetched: its copy of an earlier day is asked"
    cargo deny --locked --offline check advisories || wrong=1
    skipped=1
  else
    echo "  SKIPPED: the list of known weaknesses of crates could not be fetched"
    skipped=1
  fi
  say "Tools that npm brings (none of them ships)"
  status=0
  node .ci/audit.mjs || status=$?
  case $status in 0) ;; 3) skipped=1 ;; *) wrong=1 ;; esac
  [ $wrong = 0 ] || fail "Something is not in order; see above."
  [ $skipped = 0 ] && { say "All is in order"; return; }
  [ -z "$strict" ] || fail "Not all could be looked up; see above."
  say "What could be looked up is in order; what could not is named above"
}

# What is tracked, as it lies here, as one archive: BUILDING.md says how it becomes the packages.
source_archive() {
  local name=sourcelight-$VERSION-source tree
  if [ "$(git rev-parse --show-toplevel 2>/dev/null)" != "$ROOT" ]; then
    say "No source archive: this folder is no git checkout"
    return
  fi
  # Changes that are not committed yet, as a commit that nothing names; empty where there are none.
  tree=$(git -c user.name=sourcelight -c user.email=sourcelight@localhost stash create)
  [ -z "$tree" ] || say "The source archive holds changes that are not committed"
  git archive --format=tar.gz --prefix="$name/" -o "dist/$name.tar.gz" "${tree:-HEAD}"
  echo "  dist/$name.tar.gz  $(($(wc -c <"dist/$name.tar.gz") / 1024)) KiB"
}

package() {
  case ${1:-} in '' | --check) ;; *) fail "package takes --check or nothing, not '$1'." ;; esac
  VERSION=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
  build
  # The bill of materials names the compiler whose standard library is in the modules.
  node .ci/assemble.mjs --package "$(if [ "$WASM_BY" = debian ]; then /usr/bin/rustc --version; else rustc --version; fi)"
  node .ci/npm.mjs dist/npm
  source_archive
  [ "${1:-}" != --check ] || package_check
}

# Builds the packages from the source archive in another folder, with the crates in another place, and compares them.
package_check() {
  local away from file differ=0
  away=$(mktemp -d)
  # shellcheck disable=SC2064
  trap "rm -rf '$away'" EXIT
  from=$away/sourcelight-$VERSION-source
  [ -f "dist/${from##*/}.tar.gz" ] || fail "There is no source archive to check."
  tar -xzf "dist/${from##*/}.tar.gz" -C "$away"
  mkdir "$away/crates"
  for file in "${CARGO_HOME:-$HOME/.cargo}"/*; do ln -s "$file" "$away/crates/"; done
  say "Building from the source archive in $from"
  CARGO_HOME=$away/crates "$from/build.sh" package || fail "The source archive does not build."
  for file in chrome firefox npm; do diff -rq "dist/$file" "$from/dist/$file" || differ=1; done
  for file in "sourcelight-$VERSION-chrome.zip" "sourcelight-$VERSION-firefox.xpi" "sourcelight-$VERSION.tgz"; do
    if cmp "dist/$file" "$from/dist/$file"; then echo "  the same bytes: $file  $(sha256sum <"dist/$file" | cut -c1-16)…"; else differ=1; fi
  done
  [ $differ = 0 ] || fail "What is built from the source archive is not what is built here."
}

command=${1:-help}
[ $# = 0 ] || shift
case $command in
  build) build "$@" ;;
  try) try "$@" ;;
  test) tests "$@" ;;
  bench) bench "$@" ;;
  peers) peers "$@" ;;
  soak) soak "$@" ;;
  fuzz) fuzz "$@" ;;
  data) data "$@" ;;
  audit) audit "$@" ;;
  package) package "$@" ;;
  clean) rm -rf target dist node_modules && say "target/, dist/ and node_modules/ are gone" ;;
  help | -h | --help) usage ;;
  *) usage >&2; fail "There is no './build.sh $command'." ;;
esac
