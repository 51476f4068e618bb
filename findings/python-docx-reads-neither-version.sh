#!/usr/bin/env bash
# python-docx 1.2.0 (PyPI): the text of a paragraph that was changed while changes are kept in sight.
#
# One would guess: Paragraph.text is what stands there once the changes are accepted, or what stood there
# before them.
# Seen: it is neither. Words struck out are left out, and so are the words put in for them: 5分钟内撤离,
# changed to 3分钟内撤离, reads 分钟内撤离. A paragraph that is new altogether reads as an empty one, a
# cell of a table likewise. There is no warning, and nothing of the paragraph says that it has changes.
# Why it matters here: limits and telephones of a plan are what its readers change, and the sentence
# left over looks whole. Ours reads what stands there once all is accepted, and says so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'python-docx==1.2.0'
"$folder/venv/bin/python" - "$folder/plan.docx" <<'PYTHON'
import sys
import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

BY = 'w:id="{}" w:author="王工" w:date="2027-01-30T08:00:00Z"'


def paragraph(*runs):
    """A paragraph as ECMA-376 part 1, 17.13.5 writes it."""
    inner = ""
    for place, (kind, words) in enumerate(runs):
        tag = "delText" if kind == "del" else "t"
        run = f'<w:r><w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'
        inner += f"<w:{kind} {BY.format(place)}>{run}</w:{kind}>" if kind else run
    return parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>")


plan = docx.Document()
body = plan.element.body
for changed in (
    paragraph(("del", "5"), ("ins", "3"), ("", "分钟内撤离")),
    paragraph(("", "报调度室"), ("del", "8000"), ("ins", "8009")),
    paragraph(("ins", "先救人，再灭火。")),
):
    body.insert(len(body) - 1, changed)
plan.save(sys.argv[1])

read = [one.text for one in docx.Document(sys.argv[1]).paragraphs]
print(read)
assert read == ["分钟内撤离", "报调度室", ""], read
PYTHON
