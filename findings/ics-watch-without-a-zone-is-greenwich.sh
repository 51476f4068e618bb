#!/usr/bin/env bash
# ics 0.7.3 (PyPI): an event whose hour has no time zone (RFC 5545, 3.3.5, form 1).
#
# One would guess: DTSTART:20270205T200000 is eight in the evening by the clock on the wall, wherever it is read, and is
# written again as it was read; icalendar 7.3.2 does both.
# Seen: it is 20:00 in Greenwich, and is written as 20270205T200000Z. In China that is 04:00 of the next day; so the
# calendar that was read and saved has every watch eight hours late, and those after 16:00 on another day. No error,
# no warning; an event with TZID=Asia/Shanghai keeps its moment.
# Why it matters here: whoever writes a calendar for one mine leaves the zone out, since there is only one, and the
# phone shows it right until a script has added a line to it. Ours writes and reads no calendars of this kind.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'ics==0.7.3' 'icalendar==7.3.2'
TZ=Asia/Shanghai "$folder/venv/bin/python" -W ignore - <<'PYTHON'
import datetime

import icalendar
import ics


def calendar(start):
    return "\r\n".join([
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//office//rota//ZH", "BEGIN:VEVENT", "UID:1@rota.example",
        "DTSTAMP:20261201T000000Z", f"DTSTART{start}:20270205T200000", "DURATION:PT4H", "SUMMARY:主扇房夜班 张三",
        "END:VEVENT", "END:VCALENDAR", ""])


def start_of(text):
    return next(line for line in text.splitlines() if line.startswith("DTSTART"))


here = datetime.timezone(datetime.timedelta(hours=8))
read = ics.Calendar(calendar(""))
begin = next(iter(read.events)).begin.datetime
print(begin.isoformat(), start_of(read.serialize()))
assert begin.astimezone(here).strftime("%d %H:%M") == "06 04:00", begin
assert start_of(read.serialize()) == "DTSTART:20270205T200000Z"

zoned = ics.Calendar(calendar(";TZID=Asia/Shanghai"))
assert next(iter(zoned.events)).begin.datetime.astimezone(here).strftime("%d %H:%M") == "05 20:00"

other = icalendar.Calendar.from_ical(calendar(""))
assert other.walk("VEVENT")[0]["DTSTART"].dt == datetime.datetime(2027, 2, 5, 20, 0)
assert start_of(other.to_ical().decode()) == "DTSTART:20270205T200000"
PYTHON
