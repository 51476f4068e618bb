#!/usr/bin/env bash
# typst 0.15.2 (PyPI): a reference to a numbered chapter of a Chinese document.
#
# One would guess: with `#set heading(numbering: "第一章")`, a reference to the chapter 第三章 善后 says
# 第三章, or 章三 at worst.
# Seen: it says 小节 三. The signs round the number belong to the pattern and are left out, and the word
# put before it for zh is 小节 (subsection) at every level. The same numbering written as a function
# keeps them: 小节 第三章; only with `supplement: none` as well is it 第三章.
# Why it matters here: a plan is read in an alarm. Whoever looks for 小节 三 finds no such place in it.
# Our references to chapters are ready words of the program and do not go through this.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'typst==0.15.2'
"$folder/venv/bin/python" - "$folder/plan.typ" <<'PYTHON'
import re, sys
import typst


def references(numbering):
    with open(sys.argv[1], "w", encoding="utf-8") as plan:
        plan.write(f"""#set text(lang: "zh", region: "cn")
#set heading(numbering: {numbering})
= 总则
= 报告
= 善后 <after>
见@after。
见#ref(<after>, supplement: none)。
""")
    page = typst.compile(sys.argv[1], format="html").decode()
    assert "第三章 善后" in re.sub("<[^>]*>", "", page)
    said = re.findall(r'见<a href="#after">([^<]*)</a>', page)
    said = [words.replace("\xa0", " ") for words in said]
    print(numbering, said)
    return said


assert references('"第一章"') == ["小节 三", "三"]
assert references('(..at) => numbering("第一章", ..at)') == ["小节 第三章", "第三章"]
PYTHON
