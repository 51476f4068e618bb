#!/usr/bin/env bash
# pandoc 3.9 (in pypandoc_binary 1.17, PyPI) and python-docx 1.2.0 (PyPI): a name with a phonetic guide.
#
# One would guess: of 仇 with qiú above it (Word's phonetic guide) a reader keeps the sign and may lose the reading,
# as with a note at the side.
# Seen: both lose both. 值班人：仇英 is 值班人：英, and where the whole name has a guide its cell is empty. pandoc
# says nothing even with --verbose; docx2txt 0.9 keeps both, the reading in front of the name: qiú仇英.
# Why it matters here: the names that get a guide are those nobody can read, and a roster without them has a person
# less, or another person. Ours reads the sign and leaves the reading.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'pypandoc_binary==1.17' 'python-docx==1.2.0' \
    'docx2txt==0.9'
cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import subprocess

import docx
import docx2txt
import pypandoc
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls


def plain(words):
    return f"<w:r><w:t>{words}</w:t></w:r>"


def guided(words, reading):
    """A phonetic guide as ECMA-376 part 1, 17.3.3.25 writes it."""
    settings = '<w:rubyAlign w:val="center"/><w:hps w:val="10"/><w:hpsRaise w:val="18"/>'
    settings += '<w:hpsBaseText w:val="21"/><w:lid w:val="zh-CN"/>'
    return (f"<w:r><w:ruby><w:rubyPr>{settings}</w:rubyPr><w:rt>{plain(reading)}</w:rt>"
            f"<w:rubyBase>{plain(words)}</w:rubyBase></w:ruby></w:r>")


def paragraph(*runs):
    return parse_xml(f"<w:p {nsdecls('w')}>{''.join(runs)}</w:p>")


roster = docx.Document()
roster.element.body.insert(0, paragraph(plain("值班人："), guided("仇", "qiú"), plain("英")))
row = roster.add_table(rows=1, cols=2).rows[0].cells
row[0]._tc.replace(row[0]._tc.p_lst[0], paragraph(guided("逄卓然", "páng zhuó rán")))
row[1].text = "8001"
roster.save("roster.docx")

command = [pypandoc.get_pandoc_path(), "--verbose", "--from=docx", "--to=org", "roster.docx"]
done = subprocess.run(command, capture_output=True, text=True, check=True)
print(done.stdout)
assert done.stdout.startswith("值班人：英\n") and "\n|  | 8001 |\n" in done.stdout, done.stdout
assert done.stderr == "", done.stderr
read = docx.Document("roster.docx")
assert [one.text for one in read.paragraphs] == ["值班人：英"]
assert [one.text for one in read.tables[0].rows[0].cells] == ["", "8001"]
assert docx2txt.process("roster.docx").split() == ["值班人：qiú仇英", "páng", "zhuó", "rán逄卓然", "8001"]
PYTHON
