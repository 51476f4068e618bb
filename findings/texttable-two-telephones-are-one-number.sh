#!/usr/bin/env bash
# texttable 1.7.2 (PyPI): telephones and staff numbers, given as text, in a table for the screen.
#
# One would guess: what is handed over as text is set as it is, as prettytable 3.18.0 does; at most a number is moved
# to the right.
# Seen: 13800000001 and 13800000002 both read 1.380e+10, 03518888119 is 3.519e+09, and the staff numbers 00123 and 1E3
# are 123 and 1000. A text that can be read as a number is one to it, and above a hundred million it is written with a
# power of ten; a telephone with a hyphen stays. No warning; set_cols_dtype with "t" for every column mends it.
# Why it matters here: a list of telephones is the first thing a script on our export will print, and of all mobile
# numbers of a mine two or three signs are left, the same ones for many people. In our tables telephones are text.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'texttable==1.7.2' 'prettytable==3.18.0'
"$folder/venv/bin/python" - <<'PYTHON'
import prettytable
import texttable

ROWS = [["张三", "13800000001", "00123"], ["李四", "13800000002", "00124"], ["王五", "03518888119", "1E3"],
        ["赵六", "0351-8888119", "A-07"]]


def drawn(kinds=None):
    table = texttable.Texttable()
    table.set_deco(0)
    if kinds:
        table.set_cols_dtype(kinds)
    table.add_rows(ROWS, header=False)
    return table.draw()


print(drawn())
assert [line.split() for line in drawn().splitlines()] == [
    ["张三", "1.380e+10", "123"], ["李四", "1.380e+10", "124"], ["王五", "3.519e+09", "1000"],
    ["赵六", "0351-8888119", "A-07"]]
assert [line.split() for line in drawn(["t", "t", "t"]).splitlines()] == ROWS
other = prettytable.PrettyTable(border=False, header=False)
other.add_rows(ROWS)
assert [line.split() for line in other.get_string().splitlines()] == ROWS, other.get_string()
PYTHON
