#!/usr/bin/env bash
# pypdf 7.1.1 (PyPI), on plans of typst 0.15.2 (PyPI): two PDFs put together whose references bear the same name.
#
# One would guess: PdfWriter.append keeps the links of each document within it, as it does its bookmarks. Where two
# places have one name, one of them gets another, as with pikepdf 10.18.0 (add_pages_from), or there is a word about
# it.
# Seen: the name stays with the first. In the plan of the second mine the reference to its chapter 1, and the line of
# that chapter in its table of contents, lead to page 2, chapter 1 of the first mine, instead of page 6. No error, no
# warning. Typst gives a place a name where it has a label, and without a label there is no reference to it.
# Why it matters here: the plans of several mines come from one template, with the same labels, and are handed in as
# one file. Whoever follows "way out: see chapter 1" reads the way out of another mine, under the same heading. Ours
# makes several papers in one go, with bookmarks of their own and no links by name.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'pypdf==7.1.1' 'typst==0.15.2' 'pikepdf==10.18.0'
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import io
import warnings

import pikepdf
import pypdf
import typst

warnings.simplefilter("error")
PLAN = """
#set heading(numbering: "1")
#outline()
#pagebreak()
= 撤离路线 <way-out>
#pagebreak()
= 通讯
#pagebreak()
见 @way-out
"""


def plan(mine):
    with open(f"{mine}.typ", "w", encoding="utf-8") as file:
        file.write(PLAN)
    return typst.compile(f"{mine}.typ")


def links(pdf):
    """Pages, from 1: where each link stands, where it leads; and where the bookmarks lead."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    page_of = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages, 1)}
    found = []
    for number, page in enumerate(reader.pages, 1):
        for link in page.get("/Annots", ()):
            link = link.get_object()
            to = link["/Dest"] if "/Dest" in link else link["/A"]["/D"]
            to = reader.named_destinations[to].dest_array if isinstance(to, str) else to
            found.append((number, page_of[to[0].idnum]))
    return found, [reader.get_destination_page_number(mark) + 1 for mark in reader.outline]


first, second = plan("first"), plan("second")
assert links(first) == links(second) == ([(1, 2), (1, 3), (4, 2)], [2, 3])

writer = pypdf.PdfWriter()
for one in (first, second):
    writer.append(io.BytesIO(one))
together = io.BytesIO()
writer.write(together)
seen = links(together.getvalue())
print("pypdf", *seen)
assert seen == ([(1, 2), (1, 3), (4, 2), (5, 2), (5, 7), (8, 2)], [2, 3, 6, 7]), seen

other = pikepdf.Pdf.new()
for one in (first, second):
    other.add_pages_from(pikepdf.open(io.BytesIO(one)))
together = io.BytesIO()
other.save(together)
seen = links(together.getvalue())[0]
print("pikepdf", seen)
assert seen == [(1, 2), (1, 3), (4, 2), (5, 6), (5, 7), (8, 6)], seen
PYTHON
