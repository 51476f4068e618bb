#!/usr/bin/env bash
# node 26.10.0 (npm; with ICU 78.3): the lunar day of a date, by Intl.DateTimeFormat and the calendar "chinese".
#
# One would guess: 6 February 2027 is 正月初一, as in the almanac, in lunar-javascript 1.7.7, and in Temporal of the very
# same Node, which has a table of its own for it.
# Seen: it is 腊月三十, and 正月初一 is 7 February; all of that month is a day late, and only from 8 March on is it right
# again. The new moon is at four minutes to midnight of China; ICU reckons it by itself, and has it after midnight. In
# 2030 the first month begins a day too soon. No error, no warning; Node 20, 22 and 24 say the same.
# Why it matters here: this is how a web page gets a lunar day without any library, and it is wrong from the first day
# of the festival on: 初一 to 初七 each stand beside the watch of the day after. Ours has the days from icu_calendar, and a
# test compares every one with a published table.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit 'node@26.10.0' 'lunar-javascript@1.7.7' >/dev/null
node_modules/.bin/node - <<'NODE'
const assert = require('assert');
const { Solar } = require('lunar-javascript');
const words = new Intl.DateTimeFormat('zh-u-ca-chinese', { timeZone: 'Asia/Shanghai', dateStyle: 'long' });
const days = (day) => {
    const lunar = Temporal.PlainDate.from(day).withCalendar('chinese');
    const seen = {
        intl: words.format(new Date(`${day}T12:00:00+08:00`)).split('年')[1],
        temporal: `${lunar.monthCode}-${lunar.day}`,
        library: Solar.fromYmd(...day.split('-').map(Number)).getLunar().toString().slice(-4),
    };
    console.log(day, JSON.stringify(seen));
    return Object.values(seen);
};
console.log(process.version, process.versions.icu);
assert.deepEqual(days('2026-02-17'), ['正月初一', 'M01-1', '正月初一']);
assert.deepEqual(days('2027-02-05'), ['腊月廿九', 'M12-29', '腊月廿九']);
assert.deepEqual(days('2027-02-06'), ['腊月三十', 'M01-1', '正月初一']);
assert.deepEqual(days('2027-02-07'), ['正月初一', 'M01-2', '正月初二']);
assert.deepEqual(days('2027-03-07'), ['正月廿九', 'M01-30', '正月三十']);
assert.deepEqual(days('2027-03-08'), ['二月初一', 'M02-1', '二月初一']);
assert.deepEqual(days('2028-01-26'), ['正月初一', 'M01-1', '正月初一']);
assert.deepEqual(days('2030-02-02'), ['正月初一', 'M12-30', '腊月三十']);
NODE
