#!/usr/bin/env bash
# daff 1.4.2 (npm): the changes between two tables, put into the first of them.
#
# One would guess: `daff patch` makes the second table from the first and what `daff diff` has found between them, or
# says that it can not.
# Seen: where one of two like lines is taken out, every cell of the whole table is NULL, the heads as well, and the
# command ends with 0; a third like line put in leaves that line alone, and NULL for all others. The list of changes is
# right and reads right. Another line changed beside the two, and one of two unlike lines taken out, are as guessed.
# (Spoken of in pull request 90 of its repository, open; `diff --all` mends the first and not the second.)
# Why it matters here: a list of posts has a line for each man, and two men at one gate are two like lines; so it is
# with supplies. One man less, and nothing is left of the rota but its size. Ours writes the number of its record
# beside every line of a table, and puts copies of a workbook together by what was done in each, not by lines.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit 'daff@1.4.2' >/dev/null
PATH="$folder/node_modules/.bin:$PATH" node - <<'NODE'
const assert = require('assert');
const fs = require('fs');
const { execFileSync } = require('child_process');
const HEADS = ['班次,岗位,人数'];
const write = (name, lines) => fs.writeFileSync(name, lines.map((line) => `${line}\n`).join(''));
const patched = (was, now, ...more) => {
    write('was.csv', [...HEADS, ...was]);
    write('now.csv', [...HEADS, ...now]);
    fs.writeFileSync('changes.csv', execFileSync('daff', ['diff', ...more, 'was.csv', 'now.csv']));
    const made = execFileSync('daff', ['patch', 'was.csv', 'changes.csv'], { encoding: 'utf-8' }).trim().split(/\r?\n/);
    console.log(was.join(' '), '->', now.join(' '), more.join(''), '=', made.join(' '));
    return made;
};
const [DAY, GATE, OFFICE] = ['白班,井口,1', '夜班,井口,1', '夜班,调度室,1'];
const right = (was, now, ...more) => assert.deepEqual(patched(was, now, ...more), [...HEADS, ...now]);
right([DAY, GATE, OFFICE], [DAY, GATE]);
right([DAY, GATE, GATE], ['白班,井口,2', GATE, GATE]);
right([DAY, GATE, GATE], [DAY, GATE], '--all');
const NOTHING = 'NULL,NULL,NULL';
assert.deepEqual(patched([DAY, GATE, GATE], [DAY, GATE]), Array(3).fill(NOTHING));
assert.deepEqual(patched([DAY, GATE, GATE], [DAY, GATE, GATE, GATE]), [GATE, ...Array(4).fill(NOTHING)]);
NODE
