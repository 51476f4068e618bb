#!/usr/bin/env bash
# pyworkforce 0.5.1 (PyPI; with ortools 9.15.6755), MinHoursRoster: shifts that may not follow each other.
#
# One would guess: non_sequential_shifts with 夜 before 早 says just that ("destination shift can't be after origin
# shift"); 夜 after 夜 is free. A second line for 夜 before 中 forbids that as well, and no more.
# Seen: with the one line whoever has a night may stand nothing at all on the next day, another night included: one man
# for four nights, who was right before, is INFEASIBLE, and two take turns. With the second line nobody may stand a
# night except on the last day, and of twenty people there is no rota for one night shift: each line for a shift counts
# that shift once more against the one for which there is room. No error, no warning.
# Why it matters here: no early shift after a night is where every rota of a mine begins. What comes back is a rota
# that takes more people than it needs, or the word that there is none, without the rule that is to blame. Ours counts
# rest between two watches by the clock, and names the rules that leave no rota.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'pyworkforce==0.5.1' 'ortools==9.15.6755'
"$folder/venv/bin/python" - <<'PYTHON'
from pyworkforce.rostering import MinHoursRoster

DAYS, SHIFTS = 4, ["早", "中", "夜"]


def rota(people, *not_after, nights=(1, 1, 1, 1)):
    """Only nights are asked for, one man each; nobody has to work at all."""
    answer = MinHoursRoster(
        num_days=DAYS, resources=people, shifts=SHIFTS, shifts_hours=[8, 8, 8], min_working_hours=0, max_resting=DAYS,
        banned_shifts=[], required_resources={"早": [0] * DAYS, "中": [0] * DAYS, "夜": list(nights)},
        non_sequential_shifts=[{"origin": before, "destination": after} for before, after in not_after],
        max_search_time=30, num_search_workers=1).solve()
    stood = sorted((one["day"], one["resource"], one["shift"]) for one in answer["resource_shifts"])
    print(len(people), not_after, answer["status"], stood)
    return answer["status"], stood


TWENTY = [f"{number}号" for number in range(20)]
NO_MORNING, NO_AFTERNOON = ("夜", "早"), ("夜", "中")
FOUR_NIGHTS = [(day, "甲", "夜") for day in range(DAYS)]
assert rota(["甲"]) == ("OPTIMAL", FOUR_NIGHTS)
assert rota(["甲"], ("早", "夜")) == ("OPTIMAL", FOUR_NIGHTS)
assert rota(["甲"], NO_MORNING)[0] == "INFEASIBLE"
status, stood = rota(["甲", "乙"], NO_MORNING)
assert status == "OPTIMAL" and all(one[1] != next_one[1] for one, next_one in zip(stood, stood[1:])), stood
assert rota(TWENTY, NO_MORNING)[0] == "OPTIMAL"
assert rota(TWENTY, NO_MORNING, NO_AFTERNOON)[0] == "INFEASIBLE"
assert rota(["甲"], NO_MORNING, NO_AFTERNOON, nights=(0, 0, 0, 1)) == ("OPTIMAL", FOUR_NIGHTS[-1:])
PYTHON
