#!/usr/bin/env bash
# chrono-node 2.10.3 (npm), its Chinese reader `zh.hans`: stretches of days.
#
# One would guess: 2月5日至7日 and 2月5日—7日 have an end, as `February 5 to 7` has in the English reader.
# Seen: both are 5 February alone, with no end and nothing said; only 2月5日至2月7日, with the month
# written twice, has one.
# Why it matters here: leave and shifts are written in the short way. Whoever reads them so calls
# somebody to a watch on the second day of a leave. Ours reads both days, and shows before it takes
# them whatever it has not understood.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit 'chrono-node@2.10.3' >/dev/null
TZ=Asia/Shanghai node - <<'NODE'
const assert = require('assert');
const chrono = require('chrono-node');
const seenFrom = new Date(2027, 1, 1, 9);
const stretch = (reader, words) => {
    const found = reader.parse(words, seenFrom);
    const said = found.map((one) => [one.text, one.start.date().getDate(), one.end && one.end.date().getDate()]);
    console.log(words, JSON.stringify(said));
    return said.map((one) => one.slice(1));
};
assert.deepEqual(stretch(chrono.en, 'February 5 to 7'), [[5, 7]]);
assert.deepEqual(stretch(chrono.zh.hans, '2月5日至2月7日'), [[5, 7]]);
assert.deepEqual(stretch(chrono.zh.hans, '2月5日至7日'), [[5, null]]);
assert.deepEqual(stretch(chrono.zh.hans, '2月5日—7日'), [[5, null]]);
NODE
