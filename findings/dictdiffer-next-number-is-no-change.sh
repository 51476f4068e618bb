#!/usr/bin/env bash
# dictdiffer 0.10.0 (PyPI), diff: whole numbers of many digits.
#
# One would guess: two whole numbers that are not the same are a change; its tolerance is, by its own words, for "two
# float numbers", and with tolerance=0 there is none. So it is with deepdiff 9.1.0 and jsonpatch 1.48.
# Seen: 202702050140200017 and the number after it are no change, and so is any of the 63 after it; with tolerance=0 it
# is so up to the 30th, for both numbers are made floats first. patch with what was found leaves the old number where it
# was. Numbers up to 15 digits, telephones among them, are right. No warning. (Known as issue 181 of its repository,
# open.)
# Why it matters here: numbers that offices give, a day with the number of a mine and a running one, have 17 or 18
# digits and come out of JSON as whole numbers. A hazard that got the notice of the one before it is said to be
# unchanged, and only running numbers lie so near to each other. In ours numbers of papers and records are words.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'dictdiffer==0.10.0' 'deepdiff==9.1.0' \
    'jsonpatch==1.48'
"$folder/venv/bin/python" - <<'PYTHON'
import json

import deepdiff
import dictdiffer
import jsonpatch


def hazard(notice):
    return json.loads(f'{{"place": "3号公寓", "owner": "张三", "notice": {notice}}}')


def changes(before, after, **settings):
    found = list(dictdiffer.diff(hazard(before), hazard(after), **settings))
    print(before, after, settings, found)
    return found


NUMBER = 202702050140200017
for step in (1, 2, 63):
    assert changes(NUMBER, NUMBER + step) == []
assert changes(NUMBER, NUMBER + 64) == [("change", "notice", (NUMBER, NUMBER + 64))]
for step in (1, 2, 30):
    assert changes(NUMBER, NUMBER + step, tolerance=0) == []
assert changes(NUMBER, NUMBER + 31, tolerance=0) == [("change", "notice", (NUMBER, NUMBER + 31))]
assert changes(20270205200700123, 20270205200700124) == []
assert changes(13800000001, 13800000002) != []
assert changes(999999999999998, 999999999999999) != []
assert changes(f'"{NUMBER}"', f'"{NUMBER + 1}"') != []

before, after = hazard(NUMBER), hazard(NUMBER + 1)
assert dictdiffer.patch(dictdiffer.diff(before, after), before)["notice"] == NUMBER
assert deepdiff.DeepDiff(before, after)["values_changed"]["root['notice']"]["new_value"] == NUMBER + 1
assert jsonpatch.make_patch(before, after).apply(before) == after
PYTHON
