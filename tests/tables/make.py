#!/usr/bin/env python3
"""Makes the files beside it: tables as office programs write them, each with something awkward.

Usage: make.py [NAME...]

Wants openpyxl, xlwt, python-docx and msoffcrypto-tool from PyPI, LibreOffice (soffice) and Gnumeric
(ssconvert) with a zh_CN.UTF-8 locale. What was made with which version stands in README.md. The people
are invented.
"""

import datetime as dt
import io
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import docx
import openpyxl
import xlwt
from docx.oxml import OxmlElement
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart

HERE = Path(__file__).resolve().parent
TEMP = Path(tempfile.mkdtemp())
MADE = {}

HEADS = ["序号", "姓名", "性别", "单位", "职务", "手机", "政治面貌"]
PEOPLE = [
    [1, "亢宝庆", "男", "机电队", "队长", 13900000001, "中共党员"],
    [2, "逯春晖", "女", "通风队", "技术员", 13900000002, "预备党员"],
    [3, "苗小满", "女", "后勤部", "管理员", 13900000003, "中共党员"],
]
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c63f8cfc0f01f00050001ff5699c8b30000000049454e44ae426082"
)


def makes(name):
    def keep(function):
        MADE[name] = function
        return function
    return keep


def rows(sheet, lines, at=(1, 1)):
    for down, line in enumerate(lines):
        for across, value in enumerate(line):
            if value is not None:
                sheet.cell(at[0] + down, at[1] + across, value)


def book(fill, name=None):
    """A workbook by openpyxl, saved; its bytes."""
    one = openpyxl.Workbook()
    sheet = one.active
    sheet.title = name or "名册"
    fill(one, sheet)
    out = io.BytesIO()
    one.save(out)
    return slim(out.getvalue())


def repacked(data, change):
    """The same file with parts changed: {name: bytes} in, out."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in parts.items():
            new.writestr(name, part)
    return out.getvalue()


def slim(data):
    """The same file without what no reader of cells looks at: themes, pictures of it, settings."""
    def drop(parts):
        for name in list(parts):
            if name.startswith(("docProps/", "xl/theme/", "word/theme/", "customXml/", "Thumbnails/", "Configurations2/")):
                del parts[name]
            elif name in ("settings.xml", "styles.xml", "meta.xml", "manifest.rdf", "word/styles.xml", "word/stylesWithEffects.xml"):
                del parts[name]
    return repacked(data, drop)


def with_(tool, data, ending, to, *more):
    """What another program makes of a file."""
    source = TEMP / f"source.{ending}"
    source.write_bytes(data)
    if tool == "gnumeric":
        target = TEMP / f"target.{ending}.{to.split(':', 1)[0]}"
        kind = ["-T", to.split(":", 1)[1]] if ":" in to else []
        env = {**os.environ, "LC_ALL": "zh_CN.UTF-8"}
        subprocess.run(["ssconvert", *more, *kind, source, target], check=True, env=env, capture_output=True)
        return target.read_bytes()
    out = TEMP / "out"
    shutil.rmtree(out, ignore_errors=True)
    home = f"-env:UserInstallation=file://{TEMP}/profile"
    call = ["soffice", home, "--headless", *more, "--convert-to", to, "--outdir", out, source]
    for _ in range(2):  # the first start only lays the profile
        subprocess.run(call, check=True, capture_output=True)
        found = list(out.glob("*")) if out.exists() else []
        if found:
            return found[0].read_bytes()
    raise SystemExit(f"nothing made: {call}")


# --- openpyxl -------------------------------------------------------------------------------------

@makes("roster.xlsx")
def roster():
    return book(lambda _, sheet: rows(sheet, [HEADS, *PEOPLE]))


@makes("really-xlsx.xls")
def false_xls():
    return roster()


@makes("starts-at-c4.xlsx")
def starts_at_c4():
    return book(lambda _, sheet: rows(sheet, [["突击队名册"], [], HEADS, *PEOPLE], (4, 3)))


FORMATS = [
    ("日期", dt.date(2027, 2, 5), 'yyyy"年"m"月"d"日"'),
    ("汉字日期", dt.date(2027, 2, 5), '[DBNum1][$-804]yyyy"年"m"月"d"日"'),
    ("月日", dt.date(2027, 2, 5), 'm"月"d"日";@'),
    ("内置日期", dt.date(2027, 2, 5), "mm-dd-yy"),
    ("年月", dt.date(2027, 2, 5), 'yyyy"年"m"月"'),
    ("星期", dt.date(2027, 2, 5), "aaaa"),
    ("星期（带区域）", dt.date(2027, 2, 6), "[$-804]aaaa;@"),
    ("周", dt.date(2027, 2, 7), "aaa"),
    ("时刻", 0.7708333333333334, "h:mm"),
    ("上午下午", 0.7708333333333334, '上午/下午h"时"mm"分";@'),
    ("二十四点", 1.0, "[h]:mm"),
    ("二十四点（普通格式）", 1.0, "h:mm"),
    ("零点", 0.0, "h:mm"),
    ("日期和时刻", 46423.770833333336, "yyyy/m/d h:mm"),
    ("百分数", 0.975, "0.0%"),
    ("短号", 326, "00000"),
    ("金额", 1234567.891, "#,##0.00"),
    ("手机", 13900000001, "General"),
    ("手机（科学记数）", 13900000001, "0.00E+00"),
    ("三百", 300, "0"),
    ("负二", -2, "General"),
    ("十二点六", 12.6, "General"),
    ("零点三", 0.1 + 0.2, "General"),
    ("真", True, "General"),
]


def dated(_, sheet):
    for row, (name, value, code) in enumerate(FORMATS, 1):
        sheet.cell(row, 1, name)
        cell = sheet.cell(row, 2, value)
        cell.number_format = code


@makes("formats.xlsx")
def formats():
    return book(dated)


@makes("built-in-dates.xlsx")
def built_in():
    """Formats 27-36 and 50-58, which files only name by number."""
    def fill(_, sheet):
        for row in range(1, 5):
            sheet.cell(row, 1, 46423).number_format = f'"x{row}"0'
    def renumber(parts):
        text = parts["xl/styles.xml"].decode()
        for number, code in zip((27, 31, 57, 58), ("x1", "x2", "x3", "x4")):
            text = text.replace(f'numFmtId="{164 + int(code[1]) - 1}"', f'numFmtId="{number}"')
        begin, end = text.index("<numFmts"), text.index("</numFmts>") + len("</numFmts>")
        parts["xl/styles.xml"] = (text[:begin] + text[end:]).encode()
    return repacked(book(fill), renumber)


@makes("of-1904.xlsx")
def of_1904():
    def fill(one, sheet):
        one.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
        rows(sheet, [["姓名", "请假日期"], ["亢宝庆", dt.date(2027, 2, 5)]])
    return book(fill)


def rota(_, sheet):
    rows(sheet, [
        ["望禾煤矿2027年春节值班表"],
        ["日期", "星期", "班次", "值班矿领导", "调度值班员"],
        [dt.date(2027, 2, 5), dt.date(2027, 2, 5), "白班", "亢宝庆", "逯春晖"],
        [None, None, "夜班", None, "苗小满"],
        [dt.date(2027, 2, 6), dt.date(2027, 2, 6), "白班", "柴有田", "苗小满"],
        [None, None, "夜班", None, "逯春晖"],
    ])
    sheet.merge_cells("A1:E1")
    for top in (3, 5):
        for column in "ABD":
            sheet.merge_cells(f"{column}{top}:{column}{top + 1}")
        sheet[f"A{top}"].number_format = 'm"月"d"日"'
        sheet[f"B{top}"].number_format = "[$-804]aaaa;@"


@makes("merged-rota.xlsx")
def merged_rota():
    return book(rota, "值班表")


@makes("struck.xlsx")
def struck():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["日期", "值班矿领导", "医务值班"])
    sheet.append(["2月5日", "亢宝庆", "逯春晖"])
    sheet.append([2.1, "苗小满", "武岁安"])
    sheet["B2"].font = openpyxl.styles.Font(strike=True)
    sheet["C3"].comment = openpyxl.comments.Comment("改由柴有田", "办公室")
    sheet["A3"].number_format = "0.00"
    sheet["D3"] = 8326611
    sheet["D3"].number_format = '"0358-"0000000'
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@makes("two-line-heads.xlsx")
def two_line_heads():
    def fill(_, sheet):
        rows(sheet, [
            ["岗位一览表"],
            ["序号", "岗位名称", "人员", None, "班次"],
            [None, None, "A角", "B角", None],
            [1, "值班矿领导", "亢宝庆", "逯春晖", "全天"],
            [2, "门岗", "苗小满", "柴有田", "白班、夜班"],
        ])
        for cells in ("A1:E1", "A2:A3", "B2:B3", "C2:D2", "E2:E3"):
            sheet.merge_cells(cells)
    return book(fill, "岗位")


@makes("merged-units.xlsx")
def merged_units():
    """A unit over two rows, the one below left empty on purpose."""
    def fill(_, sheet):
        rows(sheet, [
            ["序号", "单位", "姓名", "手机"],
            [1, "机电队", "亢宝庆", "13900000001"],
            [2, None, "逯春晖", "13900000002"],
            [3, None, "苗小满", "13900000003"],
        ])
        sheet.merge_cells("B2:B3")
    return book(fill)


@makes("hidden-sheets.xlsx")
def hidden_sheets():
    def fill(one, sheet):
        rows(sheet, [["说明"], ["本表由各支部填写，表样见后。"]])
        sheet.title = "说明"
        second = one.create_sheet("队员名册")
        rows(second, [HEADS, *PEOPLE])
        for name, state in (("去年", "hidden"), ("字典", "veryHidden")):
            third = one.create_sheet(name)
            rows(third, [HEADS, *PEOPLE[:1]])
            third.sheet_state = state
    return book(fill)


@makes("filtered.xlsx")
def filtered():
    def fill(_, sheet):
        rows(sheet, [HEADS, *PEOPLE])
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["E"].hidden = True
    return book(fill)


@makes("identity.xlsx")
def identity():
    def fill(_, sheet):
        rows(sheet, [
            ["姓名", "单位", "证件号", "手机"],
            ["亢宝庆", "机电队", "140101199001011237", "13900000001"],
            ["逯春晖", "通风队", "14010119900202123X", "13900000002"],
        ])
    return book(fill)


@makes("identity-as-number.xlsx")
def identity_number():
    def fill(_, sheet):
        rows(sheet, [
            ["姓名", "单位", "备注"],
            ["亢宝庆", "机电队", 140101199001011237],
            ["逯春晖", "通风队", 140101199002021233],
        ])
    return book(fill)


@makes("formulas.xlsx")
def formulas():
    def fill(_, sheet):
        rows(sheet, [
            ["单位名称", "负责人", "电话"],
            ["机电队", "亢宝庆", "=8000+326"],
            ["通风队", '=B2&"兼"', "8327"],
            ["=A3", "苗小满", "8328"],
        ])
    return book(fill)


@makes("errors.xlsx")
def errors():
    def fill(_, sheet):
        rows(sheet, [["姓名", "单位", "手机"], ["亢宝庆", None, "13900000001"], ["逯春晖", "通风队", None]])
        for cell, value in (("B2", "#N/A"), ("C3", "#REF!")):
            sheet[cell] = value
            sheet[cell].data_type = "e"
    return book(fill)


@makes("words.xlsx")
def words():
    """Line breaks, quotes, tabs, blanks of all widths, rich text, a long cell."""
    def fill(_, sheet):
        rich = CellRichText("电", TextBlock(InlineFont(b=True), "工"), "、消防")
        rows(sheet, [
            ["岗位\n名称", "A角", "职责", "地点"],
            ["门岗", "　亢 宝庆 ", "1.看门；\r\n2.\"登记\"来人", "北门\t值班室"],
            ["消防控制室", "逯春晖", rich, "长" * 5000],
        ])
    return book(fill, "岗位")


@makes("phonetic.xlsx")
def phonetic():
    def annotate(parts):
        name = "xl/worksheets/sheet1.xml"
        word = "".join(f"&#{ord(sign)};" for sign in "亢宝庆").encode()
        assert word in parts[name]
        parts[name] = parts[name].replace(word + b"</t>", word + b'</t><rPh sb="0" eb="1"><t>kang</t></rPh>')
    return repacked(roster(), annotate)


@makes("far-cell.xlsx")
def far_cell():
    def fill(_, sheet):
        rows(sheet, [HEADS, *PEOPLE])
        sheet["XFD1048576"] = "远"
    return book(fill)


@makes("empty.xlsx")
def empty():
    return book(lambda *_: None)


@makes("pictures.xlsx")
def pictures():
    return repacked(empty(), lambda parts: parts.update({"xl/media/image1.png": PNG}))


@makes("chart-sheet.xlsx")
def chart_sheet():
    def fill(one, sheet):
        rows(sheet, [["单位名称", "电话"], ["机电队", 8326]])
        chart = one.create_chartsheet("图")
        chart.add_chart(BarChart())
    return book(fill, "单位")


@makes("locked.xlsx")
def locked():
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(roster())).encrypt("2027", out)
    return out.getvalue()


@makes("cut-off.xlsx")
def cut_off():
    return roster()[:2000]


@makes("spoilt-part.xlsx")
def spoilt_part():
    def spoil(parts):
        parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"][:600]
    return repacked(roster(), spoil)


# --- xlwt -----------------------------------------------------------------------------------------

def old_book(fill):
    one = xlwt.Workbook(encoding="utf-8")
    fill(one)
    out = io.BytesIO()
    one.save(out)
    return out.getvalue()


def old_rows(sheet, lines):
    for row, line in enumerate(lines):
        for column, value in enumerate(line):
            if value is not None:
                sheet.write(row, column, value)


@makes("roster.xls")
def old_roster():
    return old_book(lambda one: old_rows(one.add_sheet("名册"), [HEADS, *PEOPLE]))


@makes("really-xls.xlsx")
def false_xlsx():
    return old_roster()


@makes("roster.et")
def et():
    return old_roster()


@makes("formats.xls")
def old_formats():
    def fill(one):
        sheet = one.add_sheet("格式")
        for row, (name, value, code) in enumerate(FORMATS):
            sheet.write(row, 0, name)
            sheet.write(row, 1, value, xlwt.easyxf(num_format_str=code))
    return old_book(fill)


@makes("merged.xls")
def old_merged():
    def fill(one):
        sheet = one.add_sheet("责任区")
        old_rows(sheet, [
            [None], ["责任区", "责任人", "场所名称", "场所类别"],
            [None, None, "3号公寓", "宿舍"], [None, None, "职工食堂", "食堂"],
        ])
        sheet.write_merge(0, 0, 0, 3, "责任区划分表")
        sheet.write_merge(2, 3, 0, 0, "生活区")
        sheet.write_merge(2, 3, 1, 1, "亢宝庆")
    return old_book(fill)


@makes("hidden.xls")
def old_hidden():
    def fill(one):
        sheet = one.add_sheet("名册")
        old_rows(sheet, [HEADS, *PEOPLE])
        sheet.row(2).hidden = True
        old = one.add_sheet("去年")
        old_rows(old, [HEADS, *PEOPLE[:1]])
        old.visibility = 1
    return old_book(fill)


@makes("far-cell.xls")
def old_far_cell():
    def fill(one):
        sheet = one.add_sheet("名册")
        old_rows(sheet, [HEADS, *PEOPLE])
        sheet.write(65535, 255, "远")
    return old_book(fill)


@makes("cut-off.xls")
def old_cut_off():
    return old_roster()[:2600]


# --- LibreOffice ----------------------------------------------------------------------------------

@makes("roster.ods")
def ods():
    return slim(with_("libreoffice", roster(), "xlsx", "ods"))


@makes("formats.ods")
def ods_formats():
    return slim(with_("libreoffice", formats(), "xlsx", "ods"))


@makes("merged-rota.ods")
def ods_merged():
    return slim(with_("libreoffice", merged_rota(), "xlsx", "ods"))


@makes("hidden.ods")
def ods_hidden():
    def fill(one, sheet):
        rows(sheet, [HEADS, *PEOPLE, *[["重复", "重复", "男"]] * 3])
        sheet.row_dimensions[3].hidden = True
        second = one.create_sheet("去年")
        rows(second, [HEADS, *PEOPLE[:1]])
        second.sheet_state = "hidden"
    return slim(with_("libreoffice", book(fill), "xlsx", "ods"))


@makes("libreoffice.xlsx")
def lo_xlsx():
    return with_("libreoffice", merged_rota(), "xlsx", "xlsx")


@makes("libreoffice.xls")
def lo_xls():
    return with_("libreoffice", formats(), "xlsx", "xls")


@makes("libreoffice-page.xls")
def lo_html():
    return with_("libreoffice", merged_rota(), "xlsx", "html")


@makes("libreoffice-gb18030.csv")
def lo_csv():
    return with_("libreoffice", roster(), "xlsx", "csv:Text - txt - csv (StarCalc):44,34,GB18030")


@makes("locked.ods")
def ods_locked():
    """Sealed as LibreOffice says it in the manifest; the rest is not looked at."""
    def seal(parts):
        name = "META-INF/manifest.xml"
        parts[name] = parts[name].replace(
            b"</manifest:manifest>", b"<manifest:encryption-data/></manifest:manifest>")
    return repacked(ods(), seal)


@makes("letter.doc")
def lo_doc():
    return with_("libreoffice", two_tables(), "docx", "doc:MS Word 97", "--writer")


@makes("libreoffice.docx")
def lo_docx():
    return with_("libreoffice", two_tables(), "docx", "docx:MS Word 2007 XML", "--writer")


# --- Gnumeric -------------------------------------------------------------------------------------

@makes("biff5-936.xls")
def biff5():
    return with_("gnumeric", roster(), "xlsx", "xls:Gnumeric_Excel:excel_biff7")


@makes("biff5-said-western.xls")
def biff5_western():
    data = bytearray(biff5())
    page = data.find(bytes.fromhex("42000200a803"))
    data[page + 4:page + 6] = (1252).to_bytes(2, "little")
    return bytes(data)


@makes("gnumeric.xls")
def gnumeric_xls():
    return with_("gnumeric", formats(), "xlsx", "xls:Gnumeric_Excel:excel_biff8")


@makes("gnumeric.xlsx")
def gnumeric_xlsx():
    return with_("gnumeric", merged_rota(), "xlsx", "xlsx")


@makes("gnumeric.ods")
def gnumeric_ods():
    return slim(with_("gnumeric", merged_rota(), "xlsx", "ods"))


@makes("gnumeric-page.xls")
def gnumeric_html():
    return with_("gnumeric", merged_rota(), "xlsx", "html:Gnumeric_html:html40")


# --- python-docx ----------------------------------------------------------------------------------

def document(fill):
    one = docx.Document()
    fill(one)
    out = io.BytesIO()
    one.save(out)
    return slim(out.getvalue())


def table(one, lines):
    made = one.add_table(len(lines), max(map(len, lines)))
    for row, line in enumerate(lines):
        for column, value in enumerate(line):
            made.cell(row, column).text = str(value)
    return made


@makes("two-tables.docx")
def two_tables():
    def fill(one):
        one.add_paragraph("关于组建突击队的通知")
        one.add_paragraph("附件1　队员名册")
        table(one, [HEADS, *PEOPLE])
        one.add_paragraph("附件2　责任区")
        made = table(one, [["责任区", "责任人", "场所名称"], ["生活区", "亢宝庆", "3号公寓"], ["", "", "职工食堂"]])
        for column in (0, 1):
            made.cell(1, column).merge(made.cell(2, column))
    return document(fill)


@makes("changes.docx")
def changes():
    """Words struck out and put in, a row struck out, a table in a cell, a box with words, a wide cell."""
    def fill(one):
        made = table(one, [["单位名称", "负责人", "电话"], ["机电队", "", "8326"], ["撤销的队", "柴有田", "8329"], ["通风队", "逯春晖", "8327"]])
        for tag, text, kind in (("w:del", "苗小满", "w:delText"), ("w:ins", "亢宝庆", "w:t"), ("w:moveFrom", "搬走的", "w:t")):
            change, run, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(kind)
            words.text = text
            run.append(words)
            change.append(run)
            made.cell(1, 1).paragraphs[0]._p.append(change)
        row = made.rows[2]._tr.get_or_add_trPr()
        row.append(OxmlElement("w:del"))
        inner = made.cell(3, 2).add_table(1, 2)
        inner.cell(0, 0).text = "内线"
        last = made.add_row()
        last.cells[0].merge(last.cells[1]).text = "后勤部"
        last.cells[2].text = "8328"
    return document(fill)


@makes("no-table.docx")
def no_table():
    return document(lambda one: one.add_paragraph("请各支部于1月25日前上报名单。"))


@makes("pictures.docx")
def only_pictures():
    return repacked(document(lambda _: None), lambda parts: parts.update({"word/media/image1.png": PNG}))


# --- by hand --------------------------------------------------------------------------------------

@makes("page-gb2312.xls")
def page():
    return """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
<meta http-equiv=Content-Type content="text/html; charset=gb2312"><title>名册</title>
<style>td{mso-number-format:"\\@"}</style></head><body>
<table border=1><tr><td colspan=5 align=center><b>队员&nbsp;名册</b>
<tr><th>序号<th>单位<th>姓名<th>手机<th>备注
<tr><td>1<td rowspan=2>机电队<td>亢宝庆<td x:num="13900000001">1.39E+10<td>电工<br>证在手
<tr><td>2<td>逯春晖<td>13900000002<td style="display: none">不给看
<tr style="display:none"><td>3<td>通风队<td>隐去的<td>13900000009<td>
<tr><td>4<td>后勤部<td>苗小满 &amp; 组<td>13900000003<td>&#x4E2D;</table></body></html>
""".encode("gb18030")


@makes("page-nested.html")
def nested():
    return """<!DOCTYPE html><html><body><table><tr><td>菜单</td><td>
<table><tr><th>单位名称</th><th>电话</th></tr><tr><td>机电队</td><td>8326</td></tr></table>
</td></tr></table><script>document.write("<table><tr><td>脚本</td></tr></table>")</script></body></html>
""".encode()


@makes("page-without-table.xls")
def page_without():
    return "<html><head><meta charset=utf-8></head><body>登录已过期，请重新登录</body></html>".encode()


@makes("excel-2003.xls")
def excel_2003():
    return """<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="值班"><Table>
<Row ss:Index="2"><Cell><Data ss:Type="String">日期</Data></Cell><Cell ss:Index="3"><Data ss:Type="String">时刻</Data></Cell></Row>
<Row><Cell ss:MergeDown="1"><Data ss:Type="DateTime">2027-02-05T00:00:00.000</Data><Comment><Data>批注</Data></Comment></Cell>
<Cell ss:Index="3"><Data ss:Type="DateTime">1899-12-31T18:30:00.000</Data></Cell><Cell><Data ss:Type="Number">13900000001</Data></Cell></Row>
<Row><Cell ss:Index="3"><Data ss:Type="Boolean">1</Data></Cell><Cell><Data ss:Type="Error">#N/A</Data></Cell></Row>
</Table></Worksheet>
<Worksheet ss:Name="藏"><Table><Row><Cell><Data ss:Type="String">甲 &amp; 乙</Data></Cell></Row></Table>
<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>
</Workbook>""".encode()


TEXT = "".join("\t".join(map(str, line)) + "\r\n" for line in [HEADS, *PEOPLE])


@makes("tabs-utf16.xls")
def utf16():
    return b"\xff\xfe" + TEXT.encode("utf-16-le")


@makes("utf8-mark.csv")
def utf8_mark():
    return b"\xef\xbb\xbf" + TEXT.replace("\t", ",").encode()


@makes("gb18030.csv")
def gb18030():
    return TEXT.replace("\t", ",").replace("管理员", "\"管理员,\"\"兼\"\"\"").encode("gb18030")


@makes("only-a-zip.xlsx")
def only_a_zip():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        new.writestr("说明.txt", "不是表格")
    return out.getvalue()


@makes("really-pdf.xlsx")
def really_pdf():
    return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def main():
    wanted = sys.argv[1:] or list(MADE)
    for name in wanted:
        (HERE / name).write_bytes(MADE[name]())
        print(name, (HERE / name).stat().st_size)
    shutil.rmtree(TEMP)


if __name__ == "__main__":
    main()
