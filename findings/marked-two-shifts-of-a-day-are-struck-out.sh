#!/usr/bin/env bash
# marked 18.2.1, and micromark 4.0.3 with micromark-extension-gfm 3.0.0 (npm): hours in Markdown, written with a tilde.
#
# One would guess: to strike words out takes two tildes, as markdown-it 15.0.3 has it, and as bold takes two stars; a
# single one between figures is a tilde.
# Seen: one does it. 早班8:00~16:00，中班16:00~24:00 has 16:00，中班16:00 struck out, and the tildes are gone: as plain text it
# reads 早班8:0016:00，中班16:0024:00. A third shift of the line stands as it was typed; over the end of a line it is the
# same. One shift by itself, each in a cell of a table, and the wide tilde (～) are as typed. (It is in line with the
# newer words of the format itself; remark-gfm 4.0.1 has the setting singleTilde for it, marked has none.)
# Why it matters here: hours are joined by a tilde in many a rota, and what is posted to a group chat by a robot, or
# kept in a wiki, is Markdown. Two shifts of one line are called off by it, and whoever tried it with one shift has not
# seen it. Ours joins hours by a dash, on paper and in what is copied.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit 'marked@18.2.1' 'micromark@4.0.3' 'micromark-extension-gfm@3.0.0' \
    'markdown-it@15.0.3' >/dev/null
cat > shifts.mjs <<'NODE'
import assert from 'node:assert';
import markdownit from 'markdown-it';
import { marked } from 'marked';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

const table = (words) => words.replace(/<\/?(?:p|table|thead|tbody|tr|th|td)>|\n$/g, '').trim();
const readers = [
  (words) => marked(words),
  (words) => micromark(words, { extensions: [gfm()], htmlExtensions: [gfmHtml()] }),
];
const plain = markdownit();
const shown = (words, expected) => {
  for (const reader of readers) {
    const html = table(reader(words));
    console.log(words, 'is', html);
    assert.strictEqual(html, expected);
  }
  assert.strictEqual(table(plain.render(words)), words);
};

shown('早班8:00~16:00', '早班8:00~16:00');
shown('早班8:00~16:00，中班16:00~24:00', '早班8:00<del>16:00，中班16:00</del>24:00');
shown('早8~16点、中16~24点、夜0~8点', '早8<del>16点、中16</del>24点、夜0~8点');
shown('早班8:00~16:00\n中班16:00~24:00', '早班8:00<del>16:00\n中班16:00</del>24:00');
shown('早班8:00～16:00，中班16:00～24:00', '早班8:00～16:00，中班16:00～24:00');
for (const reader of readers) {
  const cells = reader('| 早班 | 中班 |\n|-|-|\n| 8:00~16:00 | 16:00~24:00 |');
  assert.ok(cells.includes('<td>8:00~16:00</td>') && cells.includes('<td>16:00~24:00</td>'), cells);
}
NODE
node shifts.mjs
