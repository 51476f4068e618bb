#!/usr/bin/env bash
# exceljs 4.4.0 (npm): cells of a CSV file that hold a space and nothing else.
#
# One would guess: a cell with one space, or with the wide space of Chinese typing (U+3000), is read as that text or as
# empty; an empty cell is read as empty.
# Seen: the empty cell is null, and the one with a space of either kind is the number 0. 应到 3, 实到 "　" becomes 3 and 0,
# and an average over those who have written something counts it. No warning; `xlsx` 0.18.5 keeps the space as text.
# Why it matters here: in tables that people draw, a blank is put where nobody has counted yet, and the wide one is what
# the space bar gives in Chinese typing. "Not counted" becomes "nobody came", or a gas reading of 0. Ours takes a cell
# of spaces for an empty one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit 'exceljs@4.4.0' 'xlsx@0.18.5' >/dev/null
node - <<'NODE'
const assert = require('assert');
const fs = require('fs');
const ExcelJS = require('exceljs');
const XLSX = require('xlsx');

fs.writeFileSync('rota.csv', '岗位,应到,实到\n主扇房,3,3\n水泵房,2,\u3000\n压风机房,2, \n变电所,2,\n', 'utf8');

(async () => {
  const sheet = await new ExcelJS.Workbook().csv.readFile('rota.csv');
  const came = [2, 3, 4, 5].map((row) => sheet.getCell(row, 3).value);
  console.log(JSON.stringify(came));
  assert.deepStrictEqual(came, [3, 0, 0, null]);

  const book = XLSX.read(fs.readFileSync('rota.csv', 'utf8'), { type: 'string' });
  const other = [2, 3, 4, 5].map((row) => book.Sheets[book.SheetNames[0]][`C${row}`]?.v);
  assert.deepStrictEqual(other, [3, '\u3000', ' ', undefined]);
})().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
NODE
