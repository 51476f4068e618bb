#!/usr/bin/env bash
# tablib 3.10.0 (PyPI; with odfpy 1.4.1): a row of an ODS sheet in which the same person stands twice running.
#
# One would guess: a row of five cells is read as five, however its neighbours look, or is refused.
# Seen: it is read as four. Two cells side by side that are the same are written once, with a mark that they are two
# (table:number-columns-repeated of OpenDocument 1.3; LibreOffice saves so), and the mark is left unread: 张三, on duty
# on 5 and 6 February, stands on the 5th only, all after him come a day early, and the last day is empty. No error, no
# warning; python-calamine 0.9.1 has the row whole. (Known by pull request 616 of its repository, open.)
# Why it matters here: it is just the rotas with two nights running that are moved, and but for the last day every day
# still has a name. Ours reads the mark, for cells and for rows.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'tablib==3.10.0' 'odfpy==1.4.1' \
    'python-calamine==0.9.1'
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import itertools

import python_calamine
import tablib
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

ROTA = [["岗位", "2月5日", "2月6日", "2月7日", "2月8日"],
        ["门岗", "张三", "张三", "李四", "王五"],
        ["监控室", "赵六", "孙七", "赵六", "孙七"]]


def save(name, is_short):
    """The rota, with equal neighbours written once or each by itself."""
    book = OpenDocumentSpreadsheet()
    sheet = Table(name="值班")
    for words in ROTA:
        row = TableRow()
        for word, alike in itertools.groupby(words):
            count = len(list(alike))
            once = [{"numbercolumnsrepeated": count}]
            for settings in once if is_short and count > 1 else [{}] * count:
                cell = TableCell(valuetype="string", **settings)
                cell.addElement(P(text=word))
                row.addElement(cell)
        sheet.addElement(row)
    book.spreadsheet.addElement(sheet)
    book.save(name)


def read(name):
    assert python_calamine.CalamineWorkbook.from_path(name).get_sheet_by_index(0).to_python() == ROTA
    with open(name, "rb") as file:
        rows = tablib.Dataset().load(file, "ods").dict
    rows = [list(row.values()) for row in rows]
    print(name, *rows, sep="\n")
    return rows


save("each.ods", is_short=False)
save("short.ods", is_short=True)
assert read("each.ods") == ROTA[1:]
assert read("short.ods") == [["门岗", "张三", "李四", "王五", ""], ROTA[2]]
PYTHON
