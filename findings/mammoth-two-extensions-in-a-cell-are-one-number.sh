#!/usr/bin/env bash
# mammoth 1.13.0 (PyPI and npm), extract_raw_text: lines of one paragraph, parted with Shift+Enter in Word.
#
# One would guess: where a line ends there is the end of a line in the text, or a space; convert_to_html of the same
# document has <br />, and a tab is a tab in both.
# Seen: there is nothing. 8001 and 8002 below it are 80018002, 张三 and 李四 are 张三李四, and 2月8日 with 10日 below it
# is 2月8日10日. Only paragraphs are parted. No message; python-docx 1.2.0, which makes such an end of a line of every
# one in a text it is given, reads them all.
# Why it matters here: two telephones or two names in a cell are written so, and by python-docx always. What comes back
# is a longer number and another person. Ours reads the end of the line, and parts names and numbers there.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'mammoth==1.13.0' 'python-docx==1.2.0'
cd "$folder"
npm install --silent --no-fund --no-audit 'mammoth@1.13.0' >/dev/null
"$folder/venv/bin/python" - <<'PYTHON'
import docx
import mammoth

LINES = [["8001", "8002"], ["张三", "李四"], ["2月8日", "10日"], ["0351-8888119", "13800000001"]]
TABBED = "张三\t8001"

rota = docx.Document()
cells = rota.add_table(rows=1, cols=len(LINES) + 1).rows[0].cells
for cell, lines in zip(cells, LINES):
    cell.text = "\n".join(lines)
    assert len(cell.paragraphs) == 1
cells[-1].text = TABBED
rota.save("rota.docx")

assert [cell.text.split("\n") for cell in docx.Document("rota.docx").tables[0].rows[0].cells] == [*LINES, [TABBED]]
html = mammoth.convert_to_html("rota.docx").value
assert all("<br />".join(lines) in html for lines in LINES), html
read = mammoth.extract_raw_text("rota.docx")
print(repr(read.value), read.messages)
assert read.value.strip().split("\n\n") == ["".join(lines) for lines in LINES] + [TABBED]
assert read.messages == []
PYTHON
node - <<'NODE'
const assert = require('assert');
require('mammoth').extractRawText({path: 'rota.docx'}).then((read) => {
    console.log(read.value.replaceAll('\n\n', ' | '), read.messages);
    const words = read.value.trim().split('\n\n');
    assert.deepEqual(words.slice(0, 3), ['80018002', '张三李四', '2月8日10日']);
    assert.deepEqual(read.messages, []);
});
NODE
