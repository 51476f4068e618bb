#!/usr/bin/env bash
# @microsoft/recognizers-text-date-time 1.3.2 (npm), culture zh-cn: 24:00.
#
# One would guess: 2月5日20:00—24:00 ends at 00:00 of 6 February, and 2月6日24时 is that of 7 February;
# 今晚20点到明早8点 is twelve hours.
# Seen: the last is right. The first ends at 00:00 of 5 February, twenty hours before it begins, as a
# value of the kind `datetimerange`; the second is 00:00 or 12:00 of 6 February.
# Why it matters here: 24:00 is how the end of a day is written on every rota, permit and return of a
# mine. Ours keeps it in the names of shifts, and where a time is typed asks for 00:00 of the next day.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit '@microsoft/recognizers-text-date-time@1.3.2' >/dev/null
TZ=Asia/Shanghai node - <<'NODE'
const assert = require('assert');
const { recognizeDateTime } = require('@microsoft/recognizers-text-date-time');
// Of the readings of a day without a year, the last is that of 2027.
const last = (words) => {
    const [found] = recognizeDateTime(words, 'zh-cn', undefined, new Date(2027, 1, 1, 9));
    const value = found.resolution.values.at(-1);
    const said = [value.type, value.start, value.end, value.value].filter(Boolean);
    console.log(words, said.join(' / '));
    return said;
};
assert.deepEqual(last('今晚20点到明早8点'), ['datetimerange', '2027-02-01 20:00:00', '2027-02-02 08:00:00']);
assert.deepEqual(last('2月5日20:00—24:00'), ['datetimerange', '2027-02-05 20:00:00', '2027-02-05 00:00:00']);
assert.deepEqual(last('2月6日24时'), ['datetime', '2027-02-06 12:00:00']);
NODE
