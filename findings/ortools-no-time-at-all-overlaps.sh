#!/usr/bin/env bash
# ortools 9.15.6755 (PyPI), CP-SAT: a stretch of no length within another one.
#
# One would guess: add_no_overlap over some stretches and add_cumulative over the same ones with room for one say the
# same thing; a stretch of no length takes no room in either.
# Seen: from 20 to 20 within 18 to 22 is a solution to add_cumulative and INFEASIBLE with add_no_overlap. At 18 and at 22,
# the ends, both take it.
# Why it matters here: "no break" is a break of length 0 to whoever lets the solver choose the length, and a relief is a
# moment. It then must not fall where somebody works, and the rota gets worse or impossible with nothing to show
# why. Ours has no lengths to choose: its shifts are given.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'ortools==9.15.6755'
"$folder/venv/bin/python" - <<'PYTHON'
from ortools.sat.python import cp_model


def solved(kind, at):
    model = cp_model.CpModel()
    stretches = [model.new_fixed_size_interval_var(18, 4, "watch"), model.new_fixed_size_interval_var(at, 0, "break")]
    if kind == "no overlap":
        model.add_no_overlap(stretches)
    else:
        model.add_cumulative(stretches, [1, 1], 1)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.status_name(solver.solve(model))
    print(kind, at, status)
    return status


assert [solved("cumulative", at) for at in (18, 20, 22)] == ["OPTIMAL"] * 3
assert [solved("no overlap", at) for at in (18, 20, 22)] == ["OPTIMAL", "INFEASIBLE", "OPTIMAL"]
PYTHON
