#!/usr/bin/env bash
# ical-generator 10.2.0 (npm): an event whose end is earlier than its start.
#
# One would guess: a watch from 20:00 to 8:00, both put on the day on which it begins, is refused, as by icalendar 7.3.2
# of PyPI (Event.new), or is written as it was given, as ics 3.12.0 does, for the calendar to complain.
# Seen: it is written from 8:00 to 20:00. Start and end change places, also where they are set one after the other, and
# event.start() answers 8:00 from then on. A watch from 20:00 to 24:00, given as 0:00, is from 0:00 to 20:00. No error,
# no warning, and nothing about it where start and end are described.
# Why it matters here: rotas have one date and two hours in a line, and every night watch of such a line becomes the day
# watch of the same day, on the telephone of the one who has to come. It looks like any other. Ours has the hours of a
# shift as a start and a length, and writes no calendars.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit 'ical-generator@10.2.0' 'ics@3.12.0' >/dev/null
cat > watches.mjs <<'NODE'
import assert from 'node:assert';
import ical from 'ical-generator';
import { createEvent } from 'ics';

const hour = (hours, day = 5) => new Date(2027, 1, day, hours);
const written = (text) => [...text.matchAll(/^DT(?:START|END)[^:]*:(\w+)/gm)].map((found) => found[1]);
const watch = (start, end) => {
  const calendar = ical({ timezone: 'Asia/Shanghai' });
  calendar.createEvent({ start, end, summary: '张三 值班' });
  const hours = written(calendar.toString());
  console.log(start.getHours(), 'to', end.getHours(), 'is written', ...hours);
  return hours;
};

const day = ['20270205T080000', '20270205T200000'];
assert.deepStrictEqual(watch(hour(8), hour(20)), day);
assert.deepStrictEqual(watch(hour(20), hour(8, 6)), ['20270205T200000', '20270206T080000']);
assert.deepStrictEqual(watch(hour(20), hour(8)), day);
assert.deepStrictEqual(watch(hour(20), hour(0)), ['20270205T000000', '20270205T200000']);

const event = ical().createEvent({ start: hour(20) });
event.end(hour(8));
assert.strictEqual(event.start().getHours(), 8);
assert.strictEqual(event.end().getHours(), 20);

const hours = { startInputType: 'local', startOutputType: 'local', endInputType: 'local', endOutputType: 'local' };
const { error, value } = createEvent({ start: [2027, 2, 5, 20, 0], end: [2027, 2, 5, 8, 0], title: '张三 值班', ...hours });
assert.strictEqual(error, null);
assert.deepStrictEqual(written(value), [...day].reverse());
NODE
TZ=Asia/Shanghai node watches.mjs
