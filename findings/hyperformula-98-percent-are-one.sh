#!/usr/bin/env bash
# hyperformula 3.5.0 (npm): a share as text, with a format that has a percent sign.
#
# One would guess: TEXT(94/96,"0.0%") is 97.9%, as in Excel, WPS and LibreOffice: the sign in a format stands for a
# hundredth of what is shown.
# Seen: it is 1.0%. The number is rounded as it is, 0.979, and the sign is set behind it: 94 of 96 is 1% with "0%" and
# 0.98% with "0.00%", and a half is 1%, too. The sign behind a number in a formula, 98%, is read right. No error, no
# warning. (Known as issue 1565 of its repository, open.)
# Why it matters here: 闭环率 is written so into the sentences of a monthly report, and web pages that show the workbook
# of an office count with this engine. 1.0% is a share like any other, and stands in a finished sentence. Ours counts
# shares itself, in whole numbers, and writes no formulas of this kind.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit 'hyperformula@3.5.0' >/dev/null
node - <<'NODE'
const assert = require('assert');
const { HyperFormula } = require('hyperformula');

const engine = HyperFormula.buildFromArray([[94, 96]], { licenseKey: 'gpl-v3' });
const value = (formula) => engine.calculateFormula(formula, 0);

const seen = {
  '="闭环率"&TEXT(A1/B1,"0.0%")': '闭环率1.0%',
  '=TEXT(A1/B1,"0%")': '1%',
  '=TEXT(A1/B1,"0.00%")': '0.98%',
  '=TEXT(1/2,"0%")': '1%',
  '=TEXT(1,"0%")': '1%',
};
for (const [formula, text] of Object.entries(seen)) {
  console.log(formula, value(formula));
  assert.strictEqual(value(formula), text);
}
assert.strictEqual(value('=TEXT(A1/B1,"0.000")'), '0.979');
assert.strictEqual(value('=IF(A1/B1<98%,"不足","够")'), '不足');
NODE
