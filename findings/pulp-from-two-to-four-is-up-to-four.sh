#!/usr/bin/env bash
# pulp 3.3.2 (PyPI; with pywraplp of ortools 9.15.6755): a number of shifts between two bounds.
#
# One would guess: 2 <= shifts <= 4 sets both bounds, as it does with highspy 1.16.0, or is refused, as by CP-SAT
# (NotImplementedError) and MathOpt (TypeError) of the same OR-Tools.
# Seen: the lower bound is gone, in pulp and in pywraplp. Python makes "2 <= shifts and shifts <= 4" of it, and the
# first half, a rule, counts as true and is dropped. The least is 0 shifts. No warning.
# Why it matters here: "two to four night shifts for everybody" is the first line of any rota, and it is the half that
# makes it fair that goes. Ours has its bounds apart, and says what a rota lacks and why.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'pulp==3.3.2' 'highspy==1.16.0' 'ortools==9.15.6755'
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import highspy
import pulp
from ortools.linear_solver import pywraplp
from ortools.sat.python import cp_model


def with_pulp():
    problem = pulp.LpProblem("rota", pulp.LpMinimize)
    shifts = pulp.LpVariable("shifts", 0, 10, cat="Integer")
    problem += shifts
    problem += 2 <= shifts <= 4
    problem.solve(pulp.PULP_CBC_CMD(msg=False))
    return shifts.value()


def with_pywraplp():
    solver = pywraplp.Solver.CreateSolver("SCIP")
    shifts = solver.IntVar(0, 10, "shifts")
    solver.Add(2 <= shifts <= 4)
    solver.Minimize(shifts)
    solver.Solve()
    return shifts.solution_value()


def with_highspy():
    solver = highspy.Highs()
    solver.silent()
    shifts = solver.addIntegral(lb=0, ub=10)
    solver.addConstr(2 <= shifts <= 4)
    solver.minimize(shifts)
    return solver.val(shifts)


def with_cp_sat():
    model = cp_model.CpModel()
    shifts = model.new_int_var(0, 10, "shifts")
    try:
        model.add(2 <= shifts <= 4)
    except NotImplementedError:
        return None


seen = {one.__name__: one() for one in (with_pulp, with_pywraplp, with_highspy, with_cp_sat)}
print(seen)
assert seen == {"with_pulp": 0, "with_pywraplp": 0, "with_highspy": 2, "with_cp_sat": None}, seen
PYTHON
