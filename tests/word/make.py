#!/usr/bin/env python3
"""Makes the files beside it: a text of the plan as this program writes it, edited by other programs.

Usage: make.py BASE.docx

BASE.docx is what `SHOUSUI_PICTURES=1 cargo test --test it returned::a_text` leaves in
target/tmp/returned.docx. Wants LibreOffice (soffice) and python-docx. Each edit is a Sub of the Basic
module below, named after its file; those made with python-docx are functions further down. What was made
with which version stands in README.md.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import docx
from docx.enum.text import WD_BREAK

HERE = Path(__file__).resolve().parent

BASIC = r'''
Function Found(doc, words)
  d = doc.createSearchDescriptor()
  d.SearchString = words
  d.SearchCaseSensitive = True
  Found = doc.findFirst(d)
End Function

' The last place of some words: the contents name chapters before the text does.
Function Last(doc, words)
  d = doc.createSearchDescriptor()
  d.SearchString = words
  all = doc.findAll(d)
  Last = all.getByIndex(all.Count - 1)
End Function

Sub Swap(doc, was, now)
  r = Found(doc, was)
  r.setString(now)
End Sub

' A cursor over the paragraphs from one that begins so to before one that begins so.
Function Stretch(doc, first, after)
  a = Last(doc, first)
  b = Last(doc, after)
  c = a.Text.createTextCursorByRange(a.Start)
  c.gotoStartOfParagraph(False)
  e = b.Text.createTextCursorByRange(b.Start)
  e.gotoStartOfParagraph(False)
  c.gotoRange(e.Start, True)
  Stretch = c
End Function

Sub AddBelow(doc, words, added)
  r = Found(doc, words)
  c = r.Text.createTextCursorByRange(r.End)
  c.gotoEndOfParagraph(False)
  r.Text.insertControlCharacter(c, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
  r.Text.insertString(c, added, False)
End Sub

Sub Edit_resaved(doc)
End Sub

Sub Edit_words(doc)
  Swap(doc, "夜间人员集中", "夜间人员集中，疏散通道窄")
  Swap(doc, "调度室报值班矿领导。", "调度室十分钟内报值班矿领导。")
End Sub

Sub Edit_added(doc)
  AddBelow(doc, "如实记录。", "初一加巡一次。")
  AddBelow(doc, "器材放在值班室。", "灭火器二十具")
  AddBelow(doc, "灭火器二十具", "担架两副")
  ' A list that the program numbers.
  rules = doc.createInstance("com.sun.star.text.NumberingRules")
  Dim level(2) As New com.sun.star.beans.PropertyValue
  level(0).Name = "NumberingType" : level(0).Value = com.sun.star.style.NumberingType.NUMBER_LOWER_ZH
  level(1).Name = "ListFormat" : level(1).Value = "（%1%）"
  level(2).Name = "StartWith" : level(2).Value = 1
  rules.replaceByIndex(0, level())
  For Each w In Array("灭火器二十具", "担架两副")
    r = Found(doc, w)
    c = r.Text.createTextCursorByRange(r)
    c.NumberingRules = rules
    c.NumberingLevel = 0
  Next
End Sub

Sub Edit_removed(doc)
  r = Found(doc, "副组长由党委书记担任。")
  c = r.Text.createTextCursorByRange(r)
  c.gotoStartOfParagraph(False)
  c.gotoNextParagraph(True)
  c.setString("")
End Sub

Sub Edit_tracked(doc)
  doc.RecordChanges = True
  Swap(doc, "节前检查一遍。", "节前检查两遍。")
  r = Found(doc, "除夕、初一最多。")
  r.setString("")
  AddBelow(doc, "写出报告。", "报告存档。")
End Sub

Sub Edit_remarked(doc)
  r = Found(doc, "转矿综合预案")
  n = doc.createInstance("com.sun.star.text.textfield.Annotation")
  n.Author = "王工"
  n.Content = "这里要写电话"
  r.Text.insertTextContent(r.End, n, False)
  f = doc.createInstance("com.sun.star.text.Footnote")
  q = Found(doc, "先救人")
  q.Text.insertTextContent(q.End, f, False)
  f.setString("以本矿规定为准")
End Sub

Sub Edit_pictures(doc)
  r = Found(doc, "按处置卡办。")
  g = doc.createInstance("com.sun.star.text.TextGraphicObject")
  g.GraphicURL = ConvertToURL("PICTURE")
  g.AnchorType = com.sun.star.text.TextContentAnchorType.AS_CHARACTER
  g.Width = 1000 : g.Height = 1000
  r.Text.insertTextContent(r.End, g, False)
  f = doc.createInstance("com.sun.star.text.TextFrame")
  f.AnchorType = com.sun.star.text.TextContentAnchorType.AT_PARAGRAPH
  f.Width = 4000 : f.Height = 1000
  q = Found(doc, "火灭后留人")
  q.Text.insertTextContent(q.End, f, False)
  f.Text.setString("图一 集合点")
End Sub

Sub Edit_table(doc)
  r = Found(doc, "器材放在值班室。")
  c = r.Text.createTextCursorByRange(r.End)
  c.gotoEndOfParagraph(False)
  t = doc.createInstance("com.sun.star.text.TextTable")
  t.initialize(2, 3)
  r.Text.insertTextContent(c, t, False)
  t.getCellByName("A1").setString("器材") : t.getCellByName("B1").setString("数量") : t.getCellByName("C1").setString("地点")
  t.getCellByName("A2").setString("灭火器") : t.getCellByName("B2").setString("20具") : t.getCellByName("C2").setString("材料库")
End Sub

Sub Edit_heading(doc)
  r = Last(doc, "三、风险特点")
  r.setString("三、风险辨识")
  Swap(doc, "气温低于零下十度时易发生。", "气温低于零下五度时易发生。")
End Sub

Sub Edit_moved(doc)
  c = Stretch(doc, "五、预防与准备", "六、响应分级")
  view = doc.CurrentController
  view.select(c)
  piece = view.getTransferable()
  c.setString("")
  e = Last(doc, "七、信息报告程序")
  k = e.Text.createTextCursorByRange(e.Start)
  k.gotoStartOfParagraph(False)
  view.select(k)
  view.insertTransferable(piece)
End Sub

Sub Edit_doubled(doc)
  c = Stretch(doc, "二、编制依据", "三、风险特点")
  view = doc.CurrentController
  view.select(c)
  piece = view.getTransferable()
  e = Last(doc, "三、风险特点")
  k = e.Text.createTextCursorByRange(e.Start)
  k.gotoStartOfParagraph(False)
  view.select(k)
  view.insertTransferable(piece)
End Sub

Sub Edit_deleted(doc)
  c = Stretch(doc, "十、响应终止与后期处置", "十一、附则")
  c.setString("")
End Sub

Sub Edit_records(doc)
  Swap(doc, "拉响警报", "拉响警报并广播")
  Swap(doc, "13900000072", "13900000079")
  Swap(doc, "消防器材管理", "消防器材和水源管理")
End Sub

Sub Edit_unstyled(doc)
  r = Last(doc, "四、组织机构与职责")
  c = r.Text.createTextCursorByRange(r)
  c.ParaStyleName = "Standard"
  c.CharWeight = 150
  Swap(doc, "组长由矿长担任。", "组长由矿长、总工程师担任。")
End Sub

Sub Edit_extra(doc)
  r = Found(doc, "本方案由党建办解释。")
  c = r.Text.createTextCursorByRange(r.End)
  c.gotoEndOfParagraph(False)
  r.Text.insertControlCharacter(c, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
  r.Text.insertString(c, "十二、其他", False)
  c.ParaStyleName = "Heading 1"
  r.Text.insertControlCharacter(c, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
  c.ParaStyleName = "Standard"
  r.Text.insertString(c, "未尽事宜另行通知。", False)
End Sub

Sub Edit_renamed(doc)
  d = doc.createSearchDescriptor()
  d.SearchString = "地面场所应急"
  all = doc.findAll(d)
  For i = 0 To all.Count - 1
    r = all.getByIndex(i)
    If r.ParaStyleName = "Title" Then r.setString("地面和井口应急")
  Next
End Sub

Sub Main(from, into)
  On Error GoTo Failed
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  Dim out(0) As New com.sun.star.beans.PropertyValue
  out(0).Name = "FilterName" : out(0).Value = "MS Word 2007 XML"
  For Each edit In Array(EDITS)
    doc = StarDesktop.loadComponentFromURL(ConvertToURL(from), "_blank", 0, hidden())
    Select Case edit
CASES
    End Select
    doc.storeToURL(ConvertToURL(into & "/" & edit & ".docx"), out())
    doc.close(True)
  Next
  Exit Sub
Failed:
  ' Without a window nobody would see what is wrong.
  file = FreeFile
  Open into & "/failed.txt" For Output As #file
  Print #file, edit & ": " & Error$ & " at " & Erl
  Close #file
  StarDesktop.terminate()
End Sub
'''
EDITS = [
    "resaved", "words", "added", "removed", "tracked", "remarked", "pictures", "table", "heading",
    "moved", "doubled", "deleted", "records", "unstyled", "extra", "renamed",
]
MODULE = '''<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
{}
</script:module>
'''
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000b49444154789c63f80f040009fb03fdfb5e6b2b0000000049454e44ae426082"
)


def soffice(profile, *more):
    command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore"]
    with subprocess.Popen([*command, *more], start_new_session=True) as running:
        try:
            running.wait(60)
        finally:
            # It starts programs of its own.
            if running.poll() is None:
                os.killpg(running.pid, signal.SIGKILL)


def by_libreoffice(base):
    temp = Path(tempfile.mkdtemp())
    profile = temp / "profile"
    # Whoever has it open elsewhere is not in the way.
    base = Path(shutil.copy(base, temp / "base.docx"))
    # Its first start makes the profile and a module of its own.
    soffice(profile, "--convert-to", "txt", "--outdir", str(temp), str(base))
    (temp / "one.png").write_bytes(PNG)
    source = BASIC.replace("PICTURE", str(temp / "one.png"))
    source = source.replace("EDITS", ", ".join(f'"{edit}"' for edit in EDITS))
    source = source.replace("CASES", "\n".join(f'      Case "{edit}" : Edit_{edit}(doc)' for edit in EDITS))
    standard = profile / "user" / "basic" / "Standard"
    standard.mkdir(parents=True, exist_ok=True)
    escaped = source.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    (standard / "Module1.xba").write_text(MODULE.format(escaped), encoding="utf-8")
    soffice(profile, f'macro:///Standard.Module1.Main("{base}","{HERE}")')
    shutil.rmtree(temp)
    failed = HERE / "failed.txt"
    assert not failed.exists(), failed.read_text()
    missing = [edit for edit in EDITS if not (HERE / f"{edit}.docx").exists()]
    assert not missing, missing


def by_python_docx(base):
    """Saved once by another program, headings typed anew without their style, a line broken in two."""
    text = docx.Document(str(base))
    for paragraph in text.paragraphs:
        if paragraph.text == "八、处置措施" and paragraph.style.name.lower() == "heading 1":
            paragraph.style = text.styles["Normal"]
            for run in paragraph.runs[1:]:
                run.clear()
            paragraph.runs[0].text = "八、处置措施"
        if paragraph.text == "先救人，再灭火。":
            paragraph.runs[0].text = "先救人，"
            paragraph.runs[0].add_break(WD_BREAK.LINE)
            paragraph.add_run("再灭火，后救物。")
    text.save(str(HERE / "python-docx.docx"))


if __name__ == "__main__":
    base = Path(sys.argv[1]).resolve()
    by_libreoffice(base)
    by_python_docx(base)
