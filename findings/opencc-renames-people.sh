#!/usr/bin/env bash
# OpenCC 1.4.2 (PyPI), conversion t2s: signs of names that are the same in both scripts.
#
# One would guess: text that is simplified already passes unchanged, so t2s may be run over a pasted
# roster to fold the few traditional signs in it.
# Seen: 李乾明 becomes 李干明 and 毕昇 becomes 毕升, although 乾 and 昇 stand in the mainland's own table of
# signs (通用规范汉字表, 2013; 昇 is there for names). 乾坤 stays, since that word is in its list.
# Why it matters here: a renamed person is another person, on a certificate, a duty and a signature.
# Ours folds look-alike signs for comparing only, and says so; what is kept is what was typed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'opencc==1.4.2'
"$folder/venv/bin/python" - <<'PYTHON'
import opencc

fold = opencc.OpenCC("t2s").convert
read = {words: fold(words) for words in ("乾坤", "魏徵", "李乾明", "毕昇")}
print(read)
assert read == {"乾坤": "乾坤", "魏徵": "魏徵", "李乾明": "李干明", "毕昇": "毕升"}, read
PYTHON
