#!/usr/bin/env bash
# nzh 1.0.14 (npm), Nzh.cn.decodeS: a Chinese number as digits.
#
# One would guess: 两百 is 200 as 二百 is, or a number that is not understood is an error or NaN.
# Seen: a sign that is not in its table is left out, and 两 and 廿 are not: 两百 is 0, 两千零五 is 5, 两百五十 is 50 and 廿九 is
# 9. What comes back is a number like any other, and nothing says that a sign was passed over.
# Why it matters here: 两 is how two of anything are said and written, and 廿九 is the last day of the lunar year. Amounts
# in a list of supplies become none, and the eve becomes the ninth. Ours takes amounts in digits only and says so, and
# reads the name of a lunar day as a whole.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit 'nzh@1.0.14' >/dev/null
node - <<'NODE'
const assert = require('assert');
const nzh = require('nzh');
const read = (words) => {
    const number = Number(nzh.cn.decodeS(words));
    console.log(words, number);
    return number;
};
assert.deepEqual(['二百', '二千零五', '二百五十', '二十九'].map(read), [200, 2005, 250, 29]);
assert.deepEqual(['两百', '两千零五', '两百五十', '廿九'].map(read), [0, 5, 50, 9]);
NODE
