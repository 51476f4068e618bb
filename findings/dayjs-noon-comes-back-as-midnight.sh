#!/usr/bin/env bash
# dayjs 1.11.23 (npm), locale zh-cn with customParseFormat: a moment that it wrote itself.
#
# One would guess: what format('LLL') writes is read by the same 'LLL' as the same moment, as moment 2.31.0 does with
# its own and dayjs with every other hour.
# Seen: 12:30 is written 2027年2月5日中午12点30分 and read as 00:30; 中午1点 is 01:00. Of the words for parts of a
# day that it writes (凌晨, 早上, 上午, 中午, 下午, 晚上) 中午 is the one that is not taken for the afternoon. In strict
# mode the whole is an Invalid Date.
# Why it matters here: noon is when the day watch is relieved for its meal, and midnight is an hour somebody else
# stands. Ours writes and reads hours by the clock.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit 'dayjs@1.11.23' 'moment@2.31.0' >/dev/null
TZ=Asia/Shanghai node - <<'NODE'
const assert = require('assert');
const dayjs = require('dayjs');
const moment = require('moment');
require('dayjs/locale/zh-cn');
require('moment/locale/zh-cn');
dayjs.extend(require('dayjs/plugin/customParseFormat'));
dayjs.extend(require('dayjs/plugin/localizedFormat'));
const changed = (library) => Array.from({ length: 24 }, (_, hour) => {
    const words = library(new Date(2027, 1, 5, hour, 30)).locale('zh-cn').format('LLL');
    return [words, hour, library(words, 'LLL', 'zh-cn').hour()];
}).filter(([, hour, read]) => hour !== read);
console.log(changed(dayjs));
assert.deepEqual(changed(moment), []);
assert.deepEqual(changed(dayjs), [['2027年2月5日中午12点30分', 12, 0]]);
assert.equal(dayjs('下午1点', 'Ah点', 'zh-cn').hour(), 13);
assert.equal(dayjs('中午1点', 'Ah点', 'zh-cn').hour(), 1);
assert.equal(dayjs('中午12点', 'Ah点', 'zh-cn', true).isValid(), false);
NODE
