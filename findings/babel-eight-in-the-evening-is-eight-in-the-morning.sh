#!/usr/bin/env bash
# Babel 2.19.0 (PyPI), locale zh_CN: hours with 上午 and 下午.
#
# One would guess: parse_time reads what format_time writes in the same language, or refuses it; in English
# 8:00 PM is 20:00.
# Seen: 下午8:00, which Babel writes for 20:00, is read as 08:00, and so is 晚上8:00. The words are not looked at in any
# language but English; there is no error for them.
# Why it matters here: a form in Chinese that is filled with what it shows itself moves every evening watch by twelve
# hours. Ours takes hours by the clock, 20:00, and says of any word with them that it is not understood.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'babel==2.19.0'
"$folder/venv/bin/python" - <<'PYTHON'
import datetime

from babel.dates import format_time, parse_time


def there_and_back(language, pattern):
    words = format_time(datetime.time(20), pattern, locale=language)
    read = parse_time(words, locale=language)
    print(language, words, read)
    return words, read


assert there_and_back("en_US", "h:mm a") == ("8:00 PM", datetime.time(20))
assert there_and_back("zh_CN", "ah:mm") == ("下午8:00", datetime.time(8))
assert there_and_back("zh_CN", "Bh:mm") == ("晚上8:00", datetime.time(8))
PYTHON
