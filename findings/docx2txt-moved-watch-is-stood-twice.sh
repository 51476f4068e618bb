#!/usr/bin/env bash
# docx2txt 0.9 and docx2python 3.7.1 (PyPI): a line that was moved while Word keeps changes in sight.
#
# One would guess: of a moved line one place is read, the new one or the old one; what is struck out in the same
# document is left out, and what is put in is read.
# Seen: the line is read at both places: 张三, moved from 5 to 7 February, stands on both nights. Word marks what was
# taken away as w:del with words of a kind of their own (w:delText), which both leave out, and what was moved away as
# w:moveFrom with ordinary ones. No warning; mammoth 1.13.0 and pandoc 3.9 read the new place only.
# Why it matters here: nights are exchanged by dragging a line, and lists are passed round with the changes kept for
# whoever signs. A night then has one person more than it has. Ours leaves out what was moved away, and says
# that the document has changes in it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'docx2txt==0.9' 'docx2python==3.7.1' \
    'mammoth==1.13.0' 'pypandoc_binary==1.17' 'python-docx==1.2.0'
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import docx
import docx2python
import docx2txt
import mammoth
import pypandoc
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls


def mark(number):
    return f'w:id="{number}" w:author="矿长" w:date="2026-12-01T10:00:00Z"'


def words(text, tag="t"):
    return f"<w:r><w:{tag}>{text}</w:{tag}></w:r>"


def moved(number, way, text):
    """A whole paragraph of a move, as ECMA-376 part 1, 17.13.5.21 to 28 has it."""
    return (f'<w:pPr><w:rPr><w:{way} {mark(number)}/></w:rPr></w:pPr>'
            f'<w:{way}RangeStart {mark(number + 1)} w:name="m1"/>'
            f'<w:{way} {mark(number + 2)}>{words(text)}</w:{way}><w:{way}RangeEnd w:id="{number + 1}"/>')


rota = docx.Document()
for inner in (words("2月5日夜班"), moved(1, "moveFrom", "张三"), words("李四"),
              words("2月7日夜班"), moved(11, "moveTo", "张三"), words("王五"),
              f'<w:del {mark(21)}>{words("赵六", "delText")}</w:del><w:ins {mark(22)}>{words("钱七")}</w:ins>'):
    rota.element.body.insert(len(rota.element.body) - 1, parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"))
rota.save("rota.docx")

once = ["2月5日夜班", "李四", "2月7日夜班", "张三", "王五", "钱七"]
twice = ["2月5日夜班", "张三", "李四", "2月7日夜班", "张三", "王五", "钱七"]
assert mammoth.extract_raw_text("rota.docx").value.split() == once
assert pypandoc.convert_file("rota.docx", "plain").split() == once
for read in (docx2txt.process("rota.docx"), docx2python.docx2python("rota.docx").text):
    print(read.split())
    assert read.split() == twice, read
PYTHON
