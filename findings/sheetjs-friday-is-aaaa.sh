#!/usr/bin/env bash
# xlsx 0.18.5 (npm; SheetJS): the day of the week in Chinese.
#
# One would guess: a day with the format aaaa, which Chinese Excel and WPS offer for 星期五, is shown so or, at the
# worst, as Friday: dddd is, m"月"d"日" is, and so is 上午/下午.
# Seen: it is the word aaaa, and $aaaa with the [$-804] that names the language. sheet_to_csv, sheet_to_html and
# sheet_to_json with raw: false all hand it out, for every row the same.
# Why it matters here: beside the date, the day of the week is the column every rota has; in a web page that shows
# or converts one it is gone. Ours reads 星期五, and writes it as words.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit 'xlsx@0.18.5' >/dev/null
TZ=Asia/Shanghai node - <<'NODE'
const assert = require('assert');
const xlsx = require('xlsx');
// 46423 is 5 February 2027, a Friday.
const formats = ['m"月"d"日"', '上午/下午h"时"', 'dddd', 'aaaa', '[$-804]aaaa;@'];
const sheet = { '!ref': `A1:${'ABCDE'[formats.length - 1]}1` };
formats.forEach((z, place) => { sheet['ABCDE'[place] + '1'] = { t: 'n', v: place === 1 ? 46423 + 20 / 24 : 46423, z }; });
xlsx.writeFile({ SheetNames: ['rota'], Sheets: { rota: sheet } }, 'rota.xlsx');

const read = xlsx.readFile('rota.xlsx').Sheets.rota;
const shown = xlsx.utils.sheet_to_json(read, { header: 1, raw: false })[0];
console.log(shown);
assert.deepEqual(shown, ['2月5日', '下午8时', 'Friday', 'aaaa', '$aaaa']);
assert.equal(xlsx.utils.sheet_to_csv(read), shown.join());
assert.ok(xlsx.utils.sheet_to_html(read).includes('>aaaa</td>'));
NODE
