#!/usr/bin/env bash
# python-constraint2 2.9.0 (PyPI): a rule written as text, "n5 != n6 != n7".
#
# One would guess: it is what the same words are as a function, lambda n5, n6, n7: n5 != n6 != n7, and what they are in
# Python: nobody stands two nights running. The texts are recommended in place of functions, as the quicker way.
# Seen: it is "all different": 张三 may not stand on the 5th and the 7th. Of two people there is no rota at all (the
# function has 2), of three people for seven nights none (192). With one more variable in the problem, which the rule
# does not even name, it is as guessed. No error, no warning; n5 < n6 < n7 and n5 == n6 == n7 are right.
# Why it matters here: rest after a night is the first rule of any rota, and one that is too strict is not found out:
# what comes back is a rota that keeps it, with people called in who need not have been, or the word that there is none.
# Ours names the rules that leave no rota, and tests each of them by itself.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'python-constraint2==2.9.0'
"$folder/venv/bin/python" - <<'PYTHON'
import constraint


def rotas(people, nights, *rule, beside=()):
    problem = constraint.Problem()
    problem.addVariables(nights, people)
    problem.addVariables(beside, ["有"])
    problem.addConstraint(*rule)
    return len(problem.getSolutions())


THREE, SEVEN = ["n5", "n6", "n7"], [f"n{day}" for day in range(5, 12)]
TWO_PEOPLE, THREE_PEOPLE = ["张三", "李四"], ["张三", "李四", "王五"]


def never_running(*nights):
    return all(one != other for one, other in zip(nights, nights[1:]))


text = "n5 != n6 != n7"
seen = [rotas(TWO_PEOPLE, THREE, text), rotas(THREE_PEOPLE, THREE, text),
        rotas(THREE_PEOPLE, SEVEN, " != ".join(SEVEN))]
guessed = [rotas(TWO_PEOPLE, THREE, lambda n5, n6, n7: n5 != n6 != n7, THREE),
           rotas(THREE_PEOPLE, THREE, never_running, THREE), rotas(THREE_PEOPLE, SEVEN, never_running, SEVEN)]
print("as text:", seen, "as function:", guessed)
assert seen == [0, 6, 0], seen
assert guessed == [2, 12, 192], guessed
assert rotas(TWO_PEOPLE, THREE, text, beside=["leader"]) == 2
assert rotas([1, 2, 3], THREE, "n5 < n6 < n7") == 1
assert rotas([1, 2, 3], THREE, "n5 == n6 == n7") == 3
PYTHON
