#!/usr/bin/env bash
# From treebanks and our own prose to the weights: train.sh TREEBANKS [arguments of the trainer]
#
# TREEBANKS is a folder with ewt-{train,dev,test}.conllu and gum-{bio,court,interview,news,speech}.conllu; of these files
# only the words are used. All that is made on the way lies in target/training. Needs Rust and Python 3.11.
set -euo pipefail
treebanks=$(realpath "${1:?train.sh TREEBANKS}")
shift
here=$(realpath "$(dirname "${BASH_SOURCE[0]}")")
root=$(realpath "$here/../../..")
work=$root/target/training
python=$work/venv/bin/python
mkdir -p "$work/words" "$work/trees"
cd "$root"

if [ ! -e "$work/venv/ready" ]; then
  "${PYTHON:-python3}" -m venv "$work/venv"
  "$python" -m pip install --quiet --requirement "$here/requirements.txt"
  touch "$work/venv/ready"
fi

# Our words and sentences; the trees that are there already are not looked at.
cargo build --release --bin sourcelight
for text in "$here"/prose/*.txt; do
  target/release/sourcelight trees "$text" >"$work/words/prose-$(basename "$text" .txt).conllu"
done
for name in ewt-train ewt-dev ewt-test gum-bio gum-court gum-interview gum-news gum-speech; do
  cp "$treebanks/$name.conllu" "$work/words/$name.conllu"
done

# The teacher's trees, where the words are newer than they.
for words in "$work"/words/*.conllu; do
  trees=$work/trees/$(basename "$words")
  cmp -s "$words" "$trees.words" || {
    "$python" -B "$here/silver.py" "$words" "$trees"
    cp "$words" "$trees.words"
  }
done

RUSTFLAGS="-C target-cpu=native" cargo run --release --target-dir target/training/built --no-default-features \
  --features train --bin train -- "$work/trees" "$@"
