#!/usr/bin/env bash
# officeparser 7.8.0 (npm), on an ODS file of odfpy 1.4.1 (PyPI): a cell with a comment on it.
#
# One would guess: the cell reads as it shows, and the comment stands beside it (node.comments), as it does for the same
# cell of an XLSX file, or is left out; python-calamine 0.9.1 leaves it out.
# Seen: the comment is the beginning of the cell. 张三, on whom somebody has remarked 夜班与李四对调, reads 夜班与李四对调张三, and the
# telephone 8001 with the comment 夜间8119 reads 夜间81198001 in toText(); in the text of the cell there is the end of a
# line between the two. ignoreComments: true changes nothing. No warning.
# Why it matters here: whoever changes a rota writes why into a comment, on just the cell that counts, and what comes
# back is another person, or a number that nobody has. Ours leaves comments out of the cells they stand on.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'odfpy==1.4.1' 'xlsxwriter==3.3.1' \
    'python-calamine==0.9.1'
cd "$folder"
npm install --silent --no-fund --no-audit 'officeparser@7.8.0' >/dev/null
"$folder/venv/bin/python" - <<'PYTHON'
import python_calamine
import xlsxwriter
from odf.dc import Date
from odf.office import Annotation
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

ROTA = [[("姓名", ""), ("电话", "")], [("张三", "夜班与李四对调"), ("8001", "夜间8119")], [("李四", ""), ("8002", "")]]

document = OpenDocumentSpreadsheet()
table = Table(name="值班表")
workbook = xlsxwriter.Workbook("rota.xlsx")
sheet = workbook.add_worksheet()
for number, line in enumerate(ROTA):
    row = TableRow()
    for place, (words, remark) in enumerate(line):
        cell = TableCell(valuetype="string")
        sheet.write_string(number, place, words)
        if remark:
            comment = Annotation()
            comment.addElement(Date(text="2027-02-05T09:00:00"))
            comment.addElement(P(text=remark))
            cell.addElement(comment)
            sheet.write_comment(number, place, remark)
        cell.addElement(P(text=words))
        row.addElement(cell)
    table.addElement(row)
document.spreadsheet.addElement(table)
document.save("rota.ods")
workbook.close()
for name in ("rota.ods", "rota.xlsx"):
    rows = python_calamine.load_workbook(name).get_sheet_by_index(0).to_python()
    assert rows == [[words for words, _ in line] for line in ROTA], rows
PYTHON
node - <<'NODE'
const assert = require('assert');
const { parseOffice } = require('officeparser');

const read = async (name, settings) => {
  const document = await parseOffice(name, settings);
  assert.deepStrictEqual(document.warnings, []);
  const cells = document.content.flatMap((sheet) => sheet.children.flatMap((row) => row.children));
  const words = document.toText().trim().split(/\s+/);
  console.log(name, settings, words.join(' '));
  return { cells: cells.map((cell) => cell.text), comments: cells.map((cell) => cell.comments?.[0].text ?? ''), words };
};

(async () => {
  const xlsx = await read('rota.xlsx', {});
  assert.deepStrictEqual(xlsx.cells, ['姓名', '电话', '张三', '8001', '李四', '8002']);
  assert.deepStrictEqual(xlsx.comments.slice(2, 4), ['夜班与李四对调', '夜间8119']);
  for (const settings of [{}, { ignoreComments: true }]) {
    const ods = await read('rota.ods', settings);
    assert.deepStrictEqual(ods.cells, ['姓名', '电话', '夜班与李四对调\n张三', '夜间8119\n8001', '李四', '8002']);
    assert.deepStrictEqual(ods.words, ['姓名', '电话', '夜班与李四对调张三', '夜间81198001', '李四', '8002']);
    assert.deepStrictEqual(ods.comments, ['', '', '', '', '', '']);
  }
})();
NODE
