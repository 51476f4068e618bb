#!/usr/bin/env python3
"""Make the faces in this folder from their full originals.

Writes beside itself:

    sans.ttf  sans-bold.ttf     Noto Sans SC Regular, Bold     OFL-noto-sans.txt
    serif.ttf serif-bold.ttf    Noto Serif SC Regular, Bold    OFL-noto-serif.txt
    kai.ttf                     LXGW WenKai, common signs      OFL-kai.txt
    symbols.ttf                 DejaVu Sans, a few signs       LICENSE-dejavu.txt
    icons.ttf                   Phosphor, regular, some icons  MIT-phosphor.txt, ICONS.txt

Needs, in one source folder (searched with its sub-folders):

    npm     @expo-google-fonts/noto-sans-sc@0.4.3
            @expo-google-fonts/noto-serif-sc@0.4.3
            @phosphor-icons/web@2.1.2
            dejavu-fonts-ttf@2.37.3
    Debian  unicode-data (15.0), its file Unihan_OtherMappings.txt.bz2 copied into the folder
            fonts-lxgw-wenkai (1.250), its file LXGWWenKai-Regular.ttf copied into the folder
    PyPI    fonttools==4.68.0

How to run:

    mkdir source && cd source && npm install --ignore-scripts PACKAGES
    cp FROM_UNICODE_DATA/Unihan_OtherMappings.txt.bz2 .
    cp FROM_FONTS_LXGW_WENKAI/LXGWWenKai-Regular.ttf .
    python3 subset.py source

With the versions above, every run gives the same bytes. The script reads back what it has
written and ends with an error if a character that was asked for is not there.

To add a character or an icon: add it to NAMES, SIGNS, SYMBOLS or ICONS and run again.
"""

import argparse
import bz2
import hashlib
import re
import shutil
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent

# --- What to keep ---------------------------------------------------------------------------

# 人名用字: not in 通用规范汉字表 or GB 2312, but met in names and in pasted text (variant and
# traditional forms too). Anything rarer falls back to the system's own faces on screen.
NAMES = """
    伃侊俻俽偀傑僩兪冝凃凈剏勛勣匄匋卨卲厷叡吔吢吳吿呂呍咊哛啓喦噐囍囎囧囯圑坣坴埈埜堔
    堯塲奛姃姲姵娍娪娫娿婄嫙嬅孋寀寗寘寯岀峯崋崑嵒嵗嵿嶽巙帋弌彣彥徟恵悳愷慜慤戩戶挍昐
    昰晈晛晧晳暁暎暐暠暻朙朤朶柗栢桖椙椶樑樫橒檍檦欥歳毘氷氹泩洤浤涏淓淛淩渃渙湦滎滐滙
    潁澐澔濛濤濬瀞灝炚烎焮煇煐煒煚熀熈熲熺燁燄燐燿爕爗玆玗玧珘珤珬珮琋琍琝琱瑊瑋瑸璊璕
    璡璣璦璿瓃瓅瓈畇畊畑疌皊皥皪眀眞眧睍瞾矅矱砢砳祘祙祤祹禎禕禵秄秊秝稘穀穎竇竸笂筞箎
    紘絢綉綎緁緑緒縡繻羙羴臯苪苳茞茡莐莯菓萐萓葇蒓蔯蔴蕓薀藴蘊蘐蘓褀覌訢詒詠詡誌誾諟諲
    謩譓譞豊豐賢贇贠軏軲輈迀迡逹邁邅郕鄩釆釒釗釥鈊鈜鈞鈺鉞鉦銘鋮錡鍇鍏鍙鎣鎭鏐鏵鐏鑅閆
    閏闇陳隊雋霂霙靌靚靝韺頉頔頫顗餘馫騄騏騫驊驫髙鯤鰲鱻鳯鴻鵬鵾鸑麃麐麗黃黙齊龑龘䶮
    逄郄仝亢逯鿔鿫鿬鿭𬭊
"""

# Signs of the text faces beyond ASCII, Latin-1 and rows 1 to 8 of GB 2312.
SIGNS = """
    ‐‑‒–—―‖‘’“”†‡•…‰′″‹›※℃℉℡№™Ω√∞∫≈≠≡≤≥⊥∠∅
    ←↑→↓↔↕↖↗↘↙⇒⇔△▲▽▼▷▶◁◀□■▪▫○●◎◯◇◆◉★☆☀☁☂☃☎☏♀♂✓✂☞
    々〇《》〈〉「」『』【】〔〕〖〗〝〞〒￥㎡㎥㎎㎏㎜㎝㎞㎟㏄㏑㊣㊙
    ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ
    ⓪①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿
    ❶❷❸❹❺❻❼❽❾❿
"""

# What the Noto faces lack, and the signs that look best beside it when one hand drew both.
SYMBOLS = """
    ⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎½⅓⅔¼¾⅛−
    ☐☑☒✓✔✕✖✗✘△▲▽▼►○●◎◯◐◑◒◓◇◆□■▪▫▮▯☆★⬤
    ←↑→↓↔↕⇄⇐⇑⇒⇓⇔↩↪↵↺↻⟳⌫⌨⌀⌃⌥⇥⇧≒⩽⩾‾
    ⚠⚡☎✆✉✎✏✂☀☁☂☃❄
"""
# Spaces and marks without ink: en, em, thin, zero-width, narrow no-break, byte order mark.
INVISIBLE = {0x2002, 0x2003, 0x2009, 0x200B, 0x202F, 0xFEFF}

ICONS = """
    house users-three map-trifold shield-check calendar calendar-check clipboard-text warning
    phone phone-call megaphone files file folder-open floppy-disk printer magnifying-glass
    arrow-u-up-left arrow-u-up-right arrow-left arrow-right plus minus trash pencil-simple
    check x caret-down caret-right caret-left caret-up clock warning-circle check-circle info
    user buildings map-pin flame fire-extinguisher lightning list-checks tray paper-plane-tilt
    download-simple upload-simple eye eye-slash keyboard question dots-three lock qr-code copy
    note-pencil gear funnel arrows-clockwise table camera
"""

# --- Where it comes from --------------------------------------------------------------------

UNIHAN = "Unihan_OtherMappings.txt.bz2"

TEXT_FACES = {
    "sans.ttf": "noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
    "sans-bold.ttf": "noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf",
    "serif.ttf": "noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf",
    "serif-bold.ttf": "noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf",
}
KAI_FACE = "LXGWWenKai-Regular.ttf"
# "LXGW" is a reserved name: a subset must be called something else.
KAI_FAMILY = "Shousui Kai"
KAI_RESERVED = 'with Reserved Font Names "霞鹜" and "LXGW".'
SYMBOL_FACE = "dejavu-fonts-ttf/ttf/DejaVuSans.ttf"
ICON_FACE = "@phosphor-icons/web/src/regular/Phosphor.ttf"
ICON_NAMES = "@phosphor-icons/web/src/regular/style.css"

LICENCES = {
    "OFL-noto-sans.txt": "noto-sans-sc/LICENSE_FONT",
    "OFL-noto-serif.txt": "noto-serif-sc/LICENSE_FONT",
    "LICENSE-dejavu.txt": "dejavu-fonts-ttf/LICENSE",
    "MIT-phosphor.txt": "@phosphor-icons/web/LICENSE",
}

# --- Character sets -------------------------------------------------------------------------


def code_points(text):
    """The characters of a constant above, without the white space that lays it out."""
    return {ord(character) for character in text if not character.isspace()}


def standard_hanzi(unihan, most=8105):
    """通用规范汉字表 (2013): the first `most` characters with the property kTGH."""
    with bz2.open(unihan, "rt", encoding="utf-8") as lines:
        found = {
            int(match[1], 16)
            for match in (re.match(r"U\+([0-9A-F]+)\tkTGH\t2013:(\d+)", line) for line in lines)
            if match and int(match[2]) <= most
        }
    if len(found) != most:
        sys.exit(f"{unihan}: {len(found)} characters with kTGH, {most} expected")
    return found


def gb2312(rows):
    """The characters of some rows (区) of GB 2312."""
    found = set()
    for row in rows:
        for cell in range(1, 95):
            try:
                found.add(ord(bytes([0xA0 + row, 0xA0 + cell]).decode("gb2312")))
            except UnicodeDecodeError:
                pass  # an empty cell
    return found


def signs():
    """Everything of a text face that is no hanzi."""
    ascii_and_latin_1 = {*range(0x20, 0x7F), *range(0xA0, 0x100)} - {0xAD}
    greek = {*range(0x391, 0x3AA), *range(0x3B1, 0x3CA)} - {0x3A2}
    full_width = {0x3000, *range(0xFF01, 0xFF5F), 0xFFE0, 0xFFE1, 0xFFE5}
    symbol_rows = range(1, 9)  # row 9 is box drawing
    return gb2312(symbol_rows) | ascii_and_latin_1 | greek | full_width | code_points(SIGNS)


def text_characters(unihan):
    hanzi_rows = range(16, 88)  # some radicals and old forms are in no other list
    return standard_hanzi(unihan) | gb2312(hanzi_rows) | signs() | code_points(NAMES)


def kai_characters(unihan):
    """What headings are made of: the common hanzi of both lists. Anything rarer is set in Song."""
    common_rows = range(16, 56)
    lacking = code_points("☏")
    return (standard_hanzi(unihan, 3500) | gb2312(common_rows) | signs()) - lacking


def icon_characters(style_sheet):
    """Name and code point of every icon kept, in the order of ICONS."""
    rules = re.findall(
        r'\.ph\.ph-([a-z0-9-]+):before\s*\{\s*content:\s*"\\([0-9a-f]+)"',
        style_sheet.read_text(encoding="utf-8"),
    )
    known = {name: int(code, 16) for name, code in rules}
    unknown = [name for name in ICONS.split() if name not in known]
    if unknown:
        sys.exit(f"no such icons: {' '.join(unknown)}")
    return {name: known[name] for name in ICONS.split()}


# --- Writing --------------------------------------------------------------------------------


def subset(original, target, characters, features, family=None):
    options = Options()
    options.layout_features = features
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    # Only vertical text needs these; MATH and kern are of no use to single signs.
    options.drop_tables += ["DSIG", "vhea", "vmtx", "VORG", "BASE", "MATH", "kern", "FFTM"]

    font = TTFont(original, recalcTimestamp=False)
    # Otherwise the bytes depend on whether the package uharfbuzz happens to be installed.
    font.cfg["fontTools.ttLib.tables.otBase:USE_HARFBUZZ_REPACKER"] = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    if family:
        rename(font, family)
    font.save(target)


def rename(font, family):
    """Give the face a name of our own, where its licence reserves the old one."""
    for record in list(font["name"].names):
        if record.nameID in (16, 17, 18, 21, 22):
            font["name"].removeNames(nameID=record.nameID)
        elif record.nameID in (1, 3, 4, 6):
            words = family.replace(" ", "") if record.nameID == 6 else family
            font["name"].setName(
                words, record.nameID, record.platformID, record.platEncID, record.langID
            )


def kai_licence(original, licence):
    """The licence of the kai face: its own copyright line above the OFL, which is the same text."""
    copyright_words = TTFont(original)["name"].getDebugName(0).strip()
    _, _, text = licence.partition("\n\n")
    return f"{copyright_words}\n{KAI_RESERVED}\n\n{text}"


def report(target, characters):
    """Print what was written; true if nothing is missing."""
    font = TTFont(target)
    missing = sorted(characters - set(font.getBestCmap()))
    name = font["name"]
    family = name.getDebugName(16) or name.getDebugName(1)
    style = name.getDebugName(17) or name.getDebugName(2)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()[:16]
    print(
        f"{target.name:15} {target.stat().st_size:9,} bytes {len(characters):6,} characters  "
        f"{family} {style} {font['OS/2'].usWeightClass}  sha256 {digest}"
    )
    if missing:
        print("    missing:", " ".join(f"U+{code:04X}" for code in missing))
    return not missing


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="folder with the packages and Unihan")
    source = parser.parse_args().source

    def find(path):
        found = sorted(source.rglob(path))
        if not found:
            sys.exit(f"{path}: not found in {source}")
        return found[0]

    for licence, path in LICENCES.items():
        shutil.copyfile(find(path), HERE / licence)

    licence = kai_licence(find(KAI_FACE), (HERE / "OFL-noto-serif.txt").read_text("utf-8"))
    (HERE / "OFL-kai.txt").write_text(licence, encoding="utf-8", newline="\n")

    icons = icon_characters(find(ICON_NAMES))
    table = "".join(f"{name:18}{code:x}\n" for name, code in icons.items())
    (HERE / "ICONS.txt").write_text(table, encoding="utf-8", newline="\n")

    text = text_characters(find(UNIHAN))
    kai = kai_characters(find(UNIHAN))
    text_features = ["kern", "ccmp", "locl", "mark", "mkmk"]
    faces = [(name, path, text, text_features, None) for name, path in TEXT_FACES.items()]
    faces.append(("kai.ttf", KAI_FACE, kai, text_features, KAI_FAMILY))
    faces.append(("symbols.ttf", SYMBOL_FACE, code_points(SYMBOLS) | INVISIBLE, [], None))
    faces.append(("icons.ttf", ICON_FACE, set(icons.values()), [], None))

    complete = True
    for name, path, characters, features, family in faces:
        subset(find(path), HERE / name, characters, features, family)
        complete &= report(HERE / name, characters)
    if not complete:
        sys.exit("some characters are missing")


if __name__ == "__main__":
    main()
