#!/usr/bin/env bash
# exceljs 4.4.0 (npm): hours of a workbook written as CSV, on a computer set to the time of China.
#
# One would guess: 20:00 comes out as 20:00, or with the day that hours have in Excel before it, 1899-12-30T20:00.
# Seen: it is 1899-12-31T04:05:43+08:00: the hour is taken for one of Greenwich and moved to Shanghai, and as there was
# no zone yet in 1899, by the sun, 8 h 5 min 43 s. 08:00 becomes 16:05:43 and the day 2027-02-05 becomes
# 2027-02-05T08:00:00+08:00. With dateUTC: true hours are right. No warning.
# Why it matters here: a rota sent on as CSV has every watch in the wrong half of the day, for whoever reads the hour
# out of it. Ours has the hours of the clock on the wall, and writes 20:00:00.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit 'exceljs@4.4.0' 'xlsx@0.18.5' >/dev/null
TZ=Asia/Shanghai node - <<'NODE'
const assert = require('assert');
const { Workbook } = require('exceljs');
const xlsx = require('xlsx');
// 46423 is 5 February 2027; 20/24 and 8/24 of a day are hours.
const sheet = { '!ref': 'A1:C1' };
[['A1', 46423, 'yyyy-mm-dd'], ['B1', 20 / 24, 'h:mm'], ['C1', 8 / 24, 'h:mm']].forEach(([cell, v, z]) => {
    sheet[cell] = { t: 'n', v, z };
});
xlsx.writeFile({ SheetNames: ['rota'], Sheets: { rota: sheet } }, 'rota.xlsx');
assert.equal(xlsx.utils.sheet_to_csv(xlsx.readFile('rota.xlsx').Sheets.rota), '2027-02-05,20:00,8:00');

(async () => {
    const workbook = await new Workbook().xlsx.readFile('rota.xlsx');
    const written = async (options) => {
        const text = String(await workbook.csv.writeBuffer(options));
        console.log(JSON.stringify(options), text);
        return text.split(',');
    };
    const morning = ['1899-12-31T04:05:43+08:00', '1899-12-30T16:05:43+08:00'];
    assert.deepEqual(await written(), ['2027-02-05T08:00:00+08:00', ...morning]);
    const wanted = ['2027-02-05T00:00:00Z', '1899-12-30T20:00:00Z', '1899-12-30T08:00:00Z'];
    assert.deepEqual(await written({ dateUTC: true }), wanted);
})();
NODE
