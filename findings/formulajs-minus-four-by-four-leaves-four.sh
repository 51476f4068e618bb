#!/usr/bin/env bash
# @formulajs/formulajs 4.6.1 (npm), MOD: what is left of a number below zero.
#
# One would guess: MOD(-4,4) is 0, as MOD(4,4) is and as Excel, LibreOffice and hyperformula 3.5.0 have it. What is left
# is always less than what is divided by, whichever way one counts.
# Seen: it is 4; MOD(-8,4) is 4, MOD(-7,7) is 7 and MOD(-1,1) is 1. Every other number below zero is right: MOD(-1,4) is
# 3, so the usual check with -1 passes. No error, no warning.
# Why it matters here: whose turn it is goes by the days since somebody's first turn, and a rota is looked up backwards,
# too. Of four crews that take turns the first has no turn at all before its first day, and a crew that there is not has
# it. Ours keeps what is left from 0 up, on both sides of the first day.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit '@formulajs/formulajs@4.6.1' 'hyperformula@3.5.0' >/dev/null
node - <<'NODE'
const assert = require('assert');
const { CHOOSE, DAYS, MOD } = require('@formulajs/formulajs');
const { HyperFormula } = require('hyperformula');

const engine = HyperFormula.buildFromArray([[0]], { licenseKey: 'gpl-v3' });
const left = (number, by) => {
  const both = [MOD(number, by), engine.calculateFormula(`=MOD(${number},${by})`, 0)];
  console.log(`MOD(${number},${by})`, both.join(' and by hyperformula '));
  return both;
};

assert.deepStrictEqual(left(4, 4), [0, 0]);
assert.deepStrictEqual([-1, -2, -3, -5].map((number) => left(number, 4)), [[3, 3], [2, 2], [1, 1], [3, 3]]);
assert.deepStrictEqual(left(-4, 4), [4, 0]);
assert.deepStrictEqual(left(-8, 4), [4, 0]);
assert.deepStrictEqual(left(-7, 7), [7, 0]);
assert.deepStrictEqual(left(-1, 1), [1, 0]);

const first = new Date(2027, 1, 6);
const crew = (day) => {
  const turn = MOD(DAYS(new Date(2027, 1, day), first), 4);
  return CHOOSE(turn + 1, '甲', '乙', '丙', '丁', '(nobody)');
};
const days = [2, 3, 4, 5, 6, 7, 8, 9, 10];
console.log(days.map((day) => `2月${day}日${crew(day)}`).join(' '));
assert.strictEqual(days.map(crew).join(' '), '(nobody) 乙 丙 丁 甲 乙 丙 丁 甲');
NODE
