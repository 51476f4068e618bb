#!/usr/bin/env bash
# python-docx 1.2.0 (PyPI): a date to which Word has put a smart tag.
#
# One would guess: the words within a mark are read like the words round it, as those of a link are.
# Seen: they are gone. 值守时间：2027年2月5日20:00起 reads 值守时间：20:00起, and a cell that holds nothing but a date
# is empty. No warning; docx2txt 0.9, mammoth 1.13.0 and pandoc 3.9 keep what is tagged.
# Why it matters here: up to Word 2007 every date of a Chinese document got such a tag (chsdate) by itself, and plans
# are made from those of earlier years. What is left reads like a sentence. Ours reads what is tagged.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'python-docx==1.2.0' 'docx2txt==0.9' 'mammoth==1.13.0'
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import docx
import docx2txt
import mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls


def words(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


def date(year, month, day):
    """A date as ECMA-376 part 1, 17.5.1 tags it, in Word's own words for Chinese dates."""
    parts = (("IsLunarDate", False), ("IsROCDate", False), ("Year", year), ("Month", month), ("Day", day))
    settings = "".join(f'<w:attr w:name="{name}" w:val="{value}"/>' for name, value in parts)
    return ('<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="chsdate">'
            f"<w:smartTagPr>{settings}</w:smartTagPr>{words(f'{year}年{month}月{day}日')}</w:smartTag>")


def paragraph(*runs):
    return parse_xml(f"<w:p {nsdecls('w')}>{''.join(runs)}</w:p>")


plan = docx.Document()
plan.element.body.insert(0, paragraph(words("值守时间："), date(2027, 2, 5), words("20:00起")))
row = plan.add_table(rows=1, cols=2).rows[0].cells
row[0].text = "除夕"
row[1]._tc.replace(row[1]._tc.p_lst[0], paragraph(date(2027, 2, 5)))
plan.save("plan.docx")

read = docx.Document("plan.docx")
seen = [one.text for one in read.paragraphs], [one.text for one in read.tables[0].rows[0].cells]
print(seen)
assert seen == (["值守时间：20:00起"], ["除夕", ""]), seen
for other in (docx2txt.process("plan.docx"), mammoth.extract_raw_text("plan.docx").value):
    assert other.split() == ["值守时间：2027年2月5日20:00起", "除夕", "2027年2月5日"], other
PYTHON
