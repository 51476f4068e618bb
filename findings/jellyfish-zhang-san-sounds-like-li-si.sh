#!/usr/bin/env bash
# jellyfish 1.3.0 (PyPI): whether two names sound alike.
#
# One would guess: for names that are not written in letters match_rating_comparison has no answer (None), as for names of
# too different a length, or says they differ.
# Seen: any two Chinese names of one or of two signs are alike: 张三 and 李四, 王伟 and 赵强, 诸葛 and 司马 are True.
# With three signs 张三丰 and 李四光 are False. metaphone is the empty text for every one of them, and so the same.
# Why it matters here: names of two signs are a good part of any roster, and "sounds alike" is asked where rosters are
# joined: everybody of two signs becomes one person. Ours compares names sign by sign, and joins nobody by sound.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'jellyfish==1.3.0'
"$folder/venv/bin/python" - <<'PYTHON'
import jellyfish

PAIRS = (("Smith", "Smyth"), ("Smith", "Jones"), ("Ann", "Bartholomew"), ("甲", "乙"), ("张三", "李四"), ("王伟", "赵强"),
         ("诸葛", "司马"), ("张三丰", "李四光"))
seen = [jellyfish.match_rating_comparison(*pair) for pair in PAIRS]
for pair, alike in zip(PAIRS, seen):
    print(*pair, alike)
assert seen == [True, False, None] + [True] * 4 + [False], seen
assert {jellyfish.metaphone(name) for pair in PAIRS[3:] for name in pair} == {""}
PYTHON
