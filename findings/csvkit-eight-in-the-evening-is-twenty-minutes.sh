#!/usr/bin/env bash
# csvkit 2.2.0 (PyPI; with agate 1.14.2): hours of the clock in a table.
#
# One would guess: csvsort puts rows in another order and leaves the cells alone; a column of 20:00 and 08:00 is
# text or hours of a day.
# Seen: it is a length, and 20:00 is twenty minutes: the file comes back with 0:20:00, 0:08:00 and 0:24:00. csvjson,
# csvlook and csvjoin write the same, csvstat adds up 0:28:00. 1-2 (building and stair) becomes 2001-01-02. No
# warning; --no-inference mends both, and 20:00:00 is read right.
# Why it matters here: watches are written with hours and minutes only, and to sort a rota is the first thing anybody
# does with it. Ours writes hours with their seconds into its CSV.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'csvkit==2.2.0' 'agate==1.14.2'
cd "$folder"
printf '%s\n' '岗位,起,止,楼梯' '大门,20:00,24:00,1-2' '库房,08:00,20:00,2-1' >rota.csv
tool() {
    name=$1
    shift
    "$folder/venv/bin/$name" "$@"
}
sorted=$(tool csvsort --columns 岗位 rota.csv)
echo "$sorted"
test "$sorted" = $'岗位,起,止,楼梯\n大门,0:20:00,0:24:00,2001-01-02\n库房,0:08:00,0:20:00,2001-02-01'
test "$(tool csvsort --no-inference --columns 岗位 rota.csv)" = "$(cat rota.csv)"
test "$(tool csvstat --columns 起 --sum rota.csv)" = 0:28:00
printf '%s\n' '岗位,起' '大门,20:00:00' '库房,08:00:00' >seconds.csv
test "$(tool csvsort --columns 岗位 seconds.csv)" = $'岗位,起\n大门,20:00:00\n库房,8:00:00'
