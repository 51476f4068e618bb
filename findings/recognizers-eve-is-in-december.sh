#!/usr/bin/env bash
# @microsoft/recognizers-text-date-time 1.3.2 (npm), culture zh-cn: the eve of the festival.
#
# One would guess: 除夕 and 大年三十 are the last day before the lunar new year, in 2027 the 5th of
# February, or are not understood.
# Seen: 除夕 is 31 December and 大年三十 is 30 January, both as ordinary dates of the reader's kind
# `date`. 正月 is found and left without a value.
# Why it matters here: the two words head the most important row of every rota of the season, and a
# table of duties converted through this reader moves that night by five weeks. Ours computes lunar
# days, and shows before it takes a table which day each row was read as.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit '@microsoft/recognizers-text-date-time@1.3.2' >/dev/null
TZ=Asia/Shanghai node - <<'NODE'
const assert = require('assert');
const { recognizeDateTime } = require('@microsoft/recognizers-text-date-time');
const days = (words) => {
    const found = recognizeDateTime(words, 'zh-cn', undefined, new Date(2027, 1, 1, 9));
    const values = found.flatMap((one) => one.resolution.values.map((value) => `${value.type} ${value.value}`));
    console.log(words, values.join(', '));
    return values;
};
assert.deepEqual(days('2月5日'), ['date 2026-02-05', 'date 2027-02-05']);
assert.deepEqual(days('除夕'), ['date 2026-12-31', 'date 2027-12-31']);
assert.deepEqual(days('大年三十'), ['date 2027-01-30', 'date 2028-01-30']);
NODE
