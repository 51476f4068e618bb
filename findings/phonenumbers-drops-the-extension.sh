#!/usr/bin/env bash
# phonenumbers 9.0.43 (PyPI; the rules are those of libphonenumber): telephones of a mainland office.
#
# One would guess: 0351-8888119转8001 is found with its extension, as 0351-8888119 ext 8001 is; 转 is
# the only word a Chinese office writes before an extension.
# Seen: `ext`, `#` and the Russian word are understood; at 转 the number simply ends. What comes back
# is valid and lacks the extension, without a sign that something was left over.
# Why it matters here: a mine has one number to the outside and hundreds of extensions. A telephone list
# cleaned by such a library rings the exchange at night instead of the substation. Ours reads 转
# as part of the number, and shows beforehand what is left over.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'phonenumbers==9.0.43'
"$folder/venv/bin/python" - <<'PYTHON'
import phonenumbers


def found(text):
    numbers = [(str(match.number.national_number), match.number.extension)
               for match in phonenumbers.PhoneNumberMatcher(text, "CN")]
    print(text, numbers)
    return numbers


for word in (" ext 8001", "#8001", " доб. 8001"):
    assert found("0351-8888119" + word) == [("3518888119", "8001")]
assert found("0351-8888119转8001") == [("3518888119", None)]
assert found("0351-8888119 转 8001") == [("3518888119", None)]
PYTHON
