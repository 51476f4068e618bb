#!/usr/bin/env bash
# pandoc 3.9 (in pypandoc_binary 1.17, PyPI): a form filled in Word, with boxes and lists of the older kind.
#
# One would guess: a ticked box is ☒ and an open one ☐, as those of Word's newer forms are; of a list to choose
# from what was chosen is read, as of a newer list.
# Seen: of the older fields (FORMCHECKBOX, FORMDROPDOWN; what Word puts into protected forms) nothing is left:
# ☒合格☐不合格 reads 合格不合格, and 级别：重大。 reads 级别：。 No warning, not even with --verbose. docx2python
# 3.7.1 reads both fields.
# Why it matters here: a checked sheet and an unchecked one become the same text, and the class of a hazard goes.
# What was ticked stands in the settings of such a field, not in its words, and has to be looked for there.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'pypandoc_binary==1.17' 'python-docx==1.2.0' \
    'docx2python==3.7.1'
cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import subprocess

import docx
import docx2python
import pypandoc
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

NEWER = "http://schemas.microsoft.com/office/word/2010/wordml"


def words(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


def field(kind, settings):
    """A field of a form as ECMA-376 part 1, 17.16.17 writes it."""
    data = f'<w:ffData><w:name w:val="f"/><w:enabled/><w:calcOnExit w:val="0"/>{settings}</w:ffData>'
    return (f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> {kind} </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>')


def box(is_ticked):
    ticked = "<w:checked/>" if is_ticked else ""
    return field("FORMCHECKBOX", f'<w:checkBox><w:sizeAuto/><w:default w:val="0"/>{ticked}</w:checkBox>')


def choice(chosen, *entries):
    listed = "".join(f'<w:listEntry w:val="{entry}"/>' for entry in entries)
    return field("FORMDROPDOWN", f'<w:ddList><w:result w:val="{chosen}"/>{listed}</w:ddList>')


def newer(settings, shown):
    return f"<w:sdt><w:sdtPr>{settings}</w:sdtPr><w:sdtContent>{words(shown)}</w:sdtContent></w:sdt>"


def newer_box(is_ticked):
    settings = f'<w14:checkbox><w14:checked w14:val="{int(is_ticked)}"/></w14:checkbox>'
    return newer(settings, "☒" if is_ticked else "☐")


def newer_choice(chosen, *entries):
    listed = "".join(f'<w:listItem w:displayText="{entry}" w:value="{entry}"/>' for entry in entries)
    return newer(f"<w:dropDownList>{listed}</w:dropDownList>", entries[chosen])


form = docx.Document()
for parts in (
    (newer_box(True), words("合格"), newer_box(False), words("不合格")),
    (box(True), words("合格"), box(False), words("不合格")),
    (words("级别："), newer_choice(1, "一般", "重大"), words("。")),
    (words("级别："), choice(1, "一般", "重大"), words("。")),
):
    line = parse_xml(f'<w:p {nsdecls("w")} xmlns:w14="{NEWER}">{"".join(parts)}</w:p>')
    form.element.body.insert(len(form.element.body) - 1, line)
form.save("form.docx")

command = [pypandoc.get_pandoc_path(), "--verbose", "--from=docx", "--to=plain", "form.docx"]
done = subprocess.run(command, capture_output=True, text=True, check=True)
print(done.stdout)
assert done.stdout.split() == ["☒合格☐不合格", "合格不合格", "级别：重大。", "级别：。"], done.stdout
assert done.stderr == "", done.stderr
assert docx2python.docx2python("form.docx").text.split() == ["☒合格☐不合格"] * 2 + ["级别：重大。"] * 2
PYTHON
