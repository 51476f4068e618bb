#!/usr/bin/env bash
# ical.js 2.2.1 and node-ical 0.26.1 (npm): an event that comes again by the Chinese calendar (RSCALE, RFC 7529).
#
# One would guess: RSCALE=CHINESE;FREQ=YEARLY from 16 February 2026, the last day of a lunar year, comes again on
# 5 February 2027; or the rule is refused, as rrule 2.8.1 and python-dateutil refuse it.
# Seen: it comes again on 16 February of 2027, 2028 and 2029. The name of the calendar is left unread, and the rest
# done by the other one. No error, no warning.
# Why it matters here: of the eves in somebody's calendar only the first is right, and it is the one that people look at
# before they trust the rest. Ours computes lunar days, and has no files of this kind.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit 'ical.js@2.2.1' 'node-ical@0.26.1' 'rrule@2.8.1' 'lunar-javascript@1.7.7' >/dev/null
cat >eve.mjs <<'NODE'
import assert from 'assert';
import ICAL from 'ical.js';
import ical from 'node-ical';
import lunar from 'lunar-javascript';
import rrule from 'rrule';

const RULE = 'RSCALE=CHINESE;FREQ=YEARLY;COUNT=4';
const FILE = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//example//rota//ZH', 'BEGIN:VEVENT', 'UID:eve@example',
    'DTSTAMP:20260101T000000Z', 'DTSTART;VALUE=DATE:20260216', `RRULE:${RULE}`, 'SUMMARY:除夕', 'END:VEVENT',
    'END:VCALENDAR', ''].join('\r\n');
const two = (number) => String(number).padStart(2, '0');

const event = new ICAL.Event(new ICAL.Component(ICAL.parse(FILE)).getFirstSubcomponent('vevent'));
const found = event.iterator();
const first = [];
for (let day = found.next(); day; day = found.next()) first.push(day.toString());
const read = Object.values(ical.sync.parseICS(FILE)).find((one) => one.type === 'VEVENT');
const second = read.rrule.all().map((day) => `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`);
const named = (day) => lunar.Solar.fromYmd(...day.split('-').map(Number)).getLunar().getFestivals().join();
console.log(first, second, first.map(named));
assert.deepEqual(first, ['2026-02-16', '2027-02-16', '2028-02-16', '2029-02-16']);
assert.deepEqual(second, first);
assert.deepEqual(first.map(named), ['除夕', '', '', '']);
assert.deepEqual(['2027-02-05', '2028-01-25', '2029-02-12'].map(named), ['除夕', '除夕', '除夕']);
assert.throws(() => rrule.rrulestr(`DTSTART:20260216T000000Z\nRRULE:${RULE}`), /RSCALE/);
NODE
TZ=Asia/Shanghai node eve.mjs
