#!/usr/bin/env bash
# phonenumbers 9.0.43 (PyPI; the rules are those of libphonenumber): telephones in a line of a rota.
#
# One would guess: in 20:00—24:00 13800000000 the widest search (Leniency.POSSIBLE) finds the mobile
# number, and perhaps some digits too many beside it.
# Seen: it finds one number, in North America. The minutes of 24:00 are taken for the 00 that is
# dialled before a country in China, so the mobile number behind them begins with the country code 1.
# The number that stands there is not found at all. Leniency.VALID finds it.
# Why it matters here: hours before telephones are the ordinary line of a duty list. A number is read
# only from digits that stand together, and what a colon precedes belongs to the time.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'phonenumbers==9.0.43'
"$folder/venv/bin/python" - <<'PYTHON'
import phonenumbers

line = "2月5日20:00—24:00 13800000000"


def found(leniency):
    return [(match.raw_string, match.number.country_code, match.number.national_number)
            for match in phonenumbers.PhoneNumberMatcher(line, "CN", leniency=leniency)]


possible = found(phonenumbers.Leniency.POSSIBLE)
valid = found(phonenumbers.Leniency.VALID)
print(line, "POSSIBLE:", possible, "VALID:", valid)
assert valid == [("13800000000", 86, 13800000000)]
assert possible == [("00 13800000000", 1, 3800000000)]
PYTHON
