#!/usr/bin/env bash
# cn2an 0.5.24 (PyPI), transform: numbers of a Chinese sentence as digits.
#
# One would guess: 三五分钟 and 两三人, said of what is not counted exactly, are left as they are, as 十五六人 and
# 七八百人 are.
# Seen: 三五分钟 is 35分钟, 每班两三人 is 每班23人, 一两个 is 12个 and 七八米 is 78米. Two digits side by side are taken
# as those of a year or a telephone are (二〇二七, 一一九). No warning.
# Why it matters here: a plan in words is full of them, and distances and numbers of people are what is looked for in
# it; ten times as much is a possible number still. Ours takes amounts only where they are written in digits, and says
# of any other that it has not taken it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'cn2an==0.5.24'
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import cn2an

GUESSED = {"三十五分钟": "35分钟", "二〇二七年": "2027年", "拨打一一九": "拨打119", "十五六人": "十五六人", "七八百人": "七八百人"}
SEEN = {"三五分钟内到达": "35分钟内到达", "每班两三人": "每班23人", "灭火器一两个": "灭火器12个", "相距七八米": "相距78米"}
read = {words: cn2an.transform(words, "cn2an") for words in GUESSED | SEEN}
print(read)
assert read == GUESSED | SEEN, read
PYTHON
