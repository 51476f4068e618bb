#!/usr/bin/env bash
# chrono-node 2.10.3 (npm), its Chinese reader `zh.hans`: hours as they are said.
#
# One would guess: 晚上12点 is midnight, as 凌晨12点 is and as `12am` is in the English reader.
# Seen: 晚上8点 is 20:00, 凌晨12点 is 00:00, 中午12点 is 12:00, and 晚上12点 is 12:00 as well: noon.
# Why it matters here: a watch until midnight is the most common line on a holiday rota. Twelve hours
# of it vanish, and the result is an ordinary time. Ours takes hours by the clock, 24:00 among them,
# and no words.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit 'chrono-node@2.10.3' >/dev/null
TZ=Asia/Shanghai node - <<'NODE'
const assert = require('assert');
const chrono = require('chrono-node');
const seenFrom = new Date(2027, 1, 5, 9);
const hour = (reader, words) => {
    const found = reader.parse(words, seenFrom);
    console.log(words, found.map((one) => `${one.text} = ${one.start.date().getHours()}:00`).join());
    return found[0].start.date().getHours();
};
assert.equal(hour(chrono.zh.hans, '晚上8点'), 20);
assert.equal(hour(chrono.zh.hans, '凌晨12点'), 0);
assert.equal(hour(chrono.zh.hans, '中午12点'), 12);
assert.equal(hour(chrono.en, '12am'), 0);
assert.equal(hour(chrono.zh.hans, '晚上12点'), 12);
NODE
