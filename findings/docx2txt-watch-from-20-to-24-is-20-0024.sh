#!/usr/bin/env bash
# docx2txt 0.9 and docx2python 3.7.1 (PyPI): Word's hyphen that does not break.
#
# One would guess: the hyphen between 20:00 and 24:00 is a hyphen in the text, or a space at the worst, whichever of
# the two hyphens of Word it is.
# Seen: the one that keeps a line from ending there (Ctrl+Shift+-) is left out: 20:0024:00, the telephone
# 0351-8888119 is 03518888119, and posts 1-2 are post 12. No warning. python-docx, mammoth and pandoc keep it.
# Why it matters here: it is put into just what must not be torn apart, hours and numbers, and what is left without
# it is another number. Ours reads it as a hyphen.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'docx2txt==0.9' 'docx2python==3.7.1' \
    'python-docx==1.2.0' 'mammoth==1.13.0'
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import docx
import docx2python
import docx2txt
import mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls


def joined(*parts):
    """Words held together as ECMA-376 part 1, 17.3.3 writes it."""
    text = "<w:noBreakHyphen/>".join(f"<w:t>{part}</w:t>" for part in parts)
    return parse_xml(f"<w:p {nsdecls('w')}><w:r>{text}</w:r></w:p>")


rota = docx.Document()
for parts in (("20:00", "24:00"), ("0351", "8888119"), ("1", "2号岗")):
    rota.element.body.insert(len(rota.element.body) - 1, joined(*parts))
rota.save("rota.docx")

whole = ["20:00-24:00", "0351-8888119", "1-2号岗"]
assert [one.text for one in docx.Document("rota.docx").paragraphs] == whole
read = mammoth.extract_raw_text("rota.docx").value.split()
assert [one.replace("\u2011", "-") for one in read] == whole, read
for read in (docx2txt.process("rota.docx"), docx2python.docx2python("rota.docx").text):
    print(read.split())
    assert read.split() == ["20:0024:00", "03518888119", "12号岗"], read
PYTHON
