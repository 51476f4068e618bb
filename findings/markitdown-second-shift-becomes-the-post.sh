#!/usr/bin/env bash
# markitdown 0.1.9 (PyPI): a table of Word with cells merged downwards.
#
# One would guess: below a merged cell the place stays empty, as in pandoc's tables of the same kind, or its words
# come again, as pandas has them from the same HTML.
# Seen: the place is left out, and all that follows in the row moves one column to the left: the shift stands under
# 岗位, the name under 班次, the telephone under 姓名. The row has a cell less than the others, and nothing says so.
# Why it matters here: post merged over its shifts is how rotas are drawn, ours for Word among them, and such tables
# are what people hand to programs that read text. Whoever looks for the name finds a telephone. Ours reads
# what it wrote itself, and other people's merged cells, by their columns.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'markitdown[docx]==0.1.9' 'python-docx==1.2.0'
cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import docx
from markitdown import MarkItDown

ROWS = (("岗位", "班次", "姓名", "电话"), ("调度室", "白班", "甲", "8001"), ("", "夜班", "乙", "8002"))
rota = docx.Document()
table = rota.add_table(rows=len(ROWS), cols=len(ROWS[0]))
for row, words in zip(table.rows, ROWS):
    for cell, word in zip(row.cells, words):
        cell.text = word
merged = table.cell(1, 0).merge(table.cell(2, 0))
merged.text = "调度室"
rota.save("rota.docx")

text = MarkItDown().convert("rota.docx").text_content
print(text)
seen = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if "班" in line]
assert seen == [list(ROWS[0]), list(ROWS[1]), ["夜班", "乙", "8002"]], seen
PYTHON
