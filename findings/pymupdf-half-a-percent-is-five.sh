#!/usr/bin/env bash
# pymupdf 2.0 (PyPI), find_tables: cells of a table in a PDF that it wrote itself, and of one by typst 0.15.2 (PyPI).
#
# One would guess: extract() gives the words of a cell in their order, as get_text() gives those of the page and
# to_markdown() those below the head of the very same table; pdfplumber 0.11.10 and pymupdf 1.28.2 do so.
# Seen: signs that are flat are taken out and set on a line of their own below. 0.5% is 05% with a point below it, 12.5
# is 125, 8001,8002 is 80018002, 1-2 is "1 2", and the name 丁一 is 丁 with 一 below it. No error, no warning. It comes of
# TOOLS.unset_quad_corrections, which pymupdf4llm turns on as it is imported and which 2.0, to which it belongs, thus has
# on from the start; off, and with use_layout=False as well, cells are right.
# Why it matters here: limits of gas, telephones and posts stand in tables, and whoever takes the first line of a cell,
# or its digits, has ten times the limit and one telephone out of two. Ours gives out its tables as such beside the PDF,
# and reads no PDF.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'pymupdf==2.0' 'typst==0.15.2' \
    'pdfplumber==0.11.10'
cd "$folder"
TMPDIR="$folder" "$folder/venv/bin/python" - <<'PYTHON'
import pdfplumber
import pymupdf
import typst

ROWS = [["名称", "甲", "乙"], ["瓦斯", "0.5%", "12.5"], ["电话", "8001,8002", "0351-8888119"], ["丁一", "1-2号门", "20点"]]
LATIN = [["What", "A", "B"], ["CH4", "0.5%", "12.5"], ["Tel", "8001,8002", "0351-8888119"], ["Post", "1-2", "20"]]

document = pymupdf.open()
page = document.new_page()
writer = pymupdf.TextWriter(page.rect)
for down, row in enumerate(ROWS):
    for along, words in enumerate(row):
        box = pymupdf.Rect(50 + along * 120, 50 + down * 24, 170 + along * 120, 74 + down * 24)
        page.draw_rect(box)
        writer.append(box.bl + (5, -8), words, font=pymupdf.Font("cjk"))
writer.write_text(page)
document.save("own.pdf")
cells = ", ".join(f'"{words}"' for row in LATIN for words in row)
with open("limits.typ", "w", encoding="utf-8") as file:
    file.write(f"#table(columns: 3, {cells})")
with open("typst.pdf", "wb") as file:
    file.write(typst.compile("limits.typ"))


def read(name, rows):
    page = pymupdf.open(name)[0]
    assert page.get_text().split() == [words for row in rows for words in row]
    assert pdfplumber.open(name).pages[0].extract_table() == rows
    (table,) = page.find_tables().tables
    lines = [line for line in table.to_markdown().splitlines() if line and "---" not in line]
    assert [line.strip("|").split("|") for line in lines] == rows, lines
    print(name, table.extract())
    assert page.find_tables(use_layout=False).tables[0].extract() == table.extract()
    assert pymupdf.TOOLS.unset_quad_corrections() is True
    pymupdf.TOOLS.unset_quad_corrections(False)
    assert page.find_tables(use_layout=False).tables[0].extract() == rows
    pymupdf.TOOLS.unset_quad_corrections(True)
    return table.extract()


assert read("own.pdf", ROWS) == [
    ["名称", "甲", "乙"],
    ["瓦斯", "05%\n.", "125\n."],
    ["电话", "80018002\n,", "0351 8888119\n-"],
    ["丁\n一", "1 2号门\n-", "20点"],
]
assert read("typst.pdf", LATIN) == [
    ["What", "A", "B"],
    ["CH4", "05%\n.", "125\n."],
    ["Tel", "80018002\n,", "0351 8888119\n-"],
    ["Post", "1 2\n-", "20"],
]
PYTHON
