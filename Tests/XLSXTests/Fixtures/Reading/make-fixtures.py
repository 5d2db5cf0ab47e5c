#!/usr/bin/env python3
"""Makes the workbooks of this folder with openpyxl, XlsxWriter, LibreOffice and msoffcrypto-tool.

Run by hand in this folder when a fixture is to change; the results are kept beside it. Needs
openpyxl, XlsxWriter, msoffcrypto-tool (with cryptography) and soffice.
"""
import datetime
import hashlib
import io
import os
import struct
import subprocess

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo


def openpyxl_kinds():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "党员名册"
    sheet["A1"] = "2025年党员名册"
    sheet.merge_cells("A1:E1")
    sheet.append(["姓名", "入党日期", "党费", "在职", "备注"])
    sheet.append(["张伟", datetime.date(2019, 7, 1), 12.5, True, "组织关系在机关支部"])
    sheet.append(["王 芳", datetime.datetime(2020, 2, 29, 8, 30), 0.1 + 0.2, False, None])
    sheet["C5"] = "=SUM(C3:C4)"
    sheet["D5"] = "#N/A"
    sheet["A6"] = "  空格  "
    sheet["A7"] = "第一行\n第二行"
    sheet["B7"] = 110101199003071234
    sheet["A3"].font = Font(name="宋体", size=14, bold=True, italic=True, underline="single", color="FFC00000")
    sheet["A3"].fill = PatternFill("solid", fgColor="FFFFFF00")
    sheet["A3"].border = Border(left=Side("thin", color="FF0000FF"), top=Side("double"))
    sheet["A3"].alignment = Alignment(horizontal="center", vertical="top", wrap_text=True, indent=1)
    sheet["B3"].number_format = 'yyyy"年"m"月"d"日"'
    sheet["C3"].number_format = "0.00"
    sheet["C3"].protection = Protection(locked=False, hidden=True)
    sheet["A3"].comment = Comment("请核对身份证号", "审核人")
    sheet["E3"].hyperlink = "https://example.org/a?b=1&c=2"
    sheet["E2"].hyperlink = openpyxl.worksheet.hyperlink.Hyperlink(ref="E2", location="汇总!A1", tooltip="汇总")
    choice = DataValidation(type="list", formula1='"是,否"', allow_blank=True, showErrorMessage=True)
    choice.promptTitle, choice.prompt = "提示", "请选择"
    choice.errorTitle, choice.error = "错误", "只能填是或否"
    choice.add("D3:D9")
    sheet.add_data_validation(choice)
    number = DataValidation(type="decimal", operator="between", formula1="0", formula2="100")
    number.add("C3:C4")
    sheet.add_data_validation(number)
    red = PatternFill("solid", bgColor="FFFF0000")
    sheet.conditional_formatting.add("C3:C9", CellIsRule(operator="greaterThan", formula=["10"], fill=red))
    sheet.conditional_formatting.add("C3:C9", ColorScaleRule(start_type="min", start_color="FF00FF00", end_type="max", end_color="FFFF0000"))
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["D"].hidden = True
    sheet.column_dimensions["A"].width = 20
    sheet.freeze_panes = "B3"
    sheet.protection.enable()
    sheet.protection.password = "secret"
    table_sheet = book.create_sheet("汇总")
    for row in [["支部", "人数"], ["第一支部", 12], ["第二支部", 30]]:
        table_sheet.append(row)
    table = Table(displayName="支部表", ref="A1:B3")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium9", showRowStripes=True)
    table_sheet.add_table(table)
    table_sheet.auto_filter.ref = "D1:E3"
    hidden = book.create_sheet("隐藏")
    hidden.sheet_state = "hidden"
    hidden["B2"] = 1
    very = book.create_sheet("深藏")
    very.sheet_state = "veryHidden"
    book.create_chartsheet("图表")
    book.defined_names["全体"] = DefinedName("全体", attr_text="党员名册!$A$3:$A$4")
    sheet.print_area = "A1:E7"
    book.save("kinds-openpyxl.xlsx")


def xlsxwriter_rich():
    book = xlsxwriter.Workbook("rich-xlsxwriter.xlsx")
    book.set_properties({"created": datetime.datetime(2025, 1, 1)})
    sheet = book.add_worksheet("富文本")
    bold = book.add_format({"bold": True})
    red = book.add_format({"font_color": "red"})
    sheet.write_rich_string("A1", "普通", bold, "粗体", " 中间 ", red, "红色")
    sheet.write("A2", "_x0041_ 与 \x01 与 <&>")
    sheet.write("A3", " 前后空格 ")
    sheet.write_formula("B1", "=A1&\"!\"", None, "结果")
    sheet.write_formula("B2", "=1/0", None, "#DIV/0!")
    sheet.write_formula("B3", "=TRUE", None, True)
    sheet.write_formula("B4", "=2*3", None, 6)
    sheet.write_array_formula("C1:C2", "{=TRANSPOSE(D1:E1)}")
    sheet.write_boolean("D1", True)
    sheet.write_number("E1", 1e-300)
    sheet.write_number("E2", -123456789012345680)
    sheet.write_blank("F1", None, bold)
    sheet.write_url("G1", "https://example.org/", string="链接")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=富文本!$E$1:$E$2"})
    book.add_chartsheet("图表页").set_chart(chart)
    book.close()


def date1904():
    book = xlsxwriter.Workbook("date1904-xlsxwriter.xlsx", {"date_1904": True})
    book.set_properties({"created": datetime.datetime(2025, 1, 1)})
    sheet = book.add_worksheet()
    sheet.write_datetime("A1", datetime.datetime(2021, 7, 1), book.add_format({"num_format": "yyyy-mm-dd"}))
    book.close()


def libreoffice():
    subprocess.run(
        ["soffice", "-env:UserInstallation=file:///tmp/lo-fixtures", "--headless", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", "/tmp/lo-out", "kinds-openpyxl.xlsx"], check=True)
    os.replace("/tmp/lo-out/kinds-openpyxl.xlsx", "kinds-libreoffice.xlsx")


def small_workbook():
    book = openpyxl.Workbook()
    book.active["A1"] = "保密"
    book.active["B2"] = 42
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def encrypted_agile():
    from msoffcrypto.format.ooxml import OOXMLFile
    for name, password in [("encrypted-agile", "密码123"), ("encrypted-silently", "VelvetSweatshop")]:
        with open(name + ".xlsx", "wb") as out:
            OOXMLFile(io.BytesIO(small_workbook())).encrypt(password, out)


def encrypted_standard():
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
    from msoffcrypto.method.container.ecma376_encrypted import ECMA376Encrypted
    plain, password, salt = small_workbook(), "Secret".encode("utf-16-le"), bytes(range(16))
    key = hashlib.sha1(salt + password).digest()
    for count in range(50000):
        key = hashlib.sha1(struct.pack("<I", count) + key).digest()
    key = hashlib.sha1(key + b"\0\0\0\0").digest()
    pad = lambda fill: hashlib.sha1(bytes(byte ^ fill for byte in key.ljust(64, b"\0"))).digest()
    key = (pad(0x36) + pad(0x5C))[:16]
    cipher = lambda data: (lambda e: e.update(data) + e.finalize())(Cipher(algorithms.AES(key), modes.ECB()).encryptor())
    verifier = bytes(range(16, 32))
    name = "Microsoft Enhanced RSA and AES Cryptographic Provider\0".encode("utf-16-le")
    header = struct.pack("<8I", 0x24, 0, 0x660E, 0x8004, 128, 0x18, 0, 0) + name
    info = struct.pack("<HHII", 3, 2, 0x24, len(header)) + header
    info += struct.pack("<I", 16) + salt + cipher(verifier)
    info += struct.pack("<I", 20) + cipher(hashlib.sha1(verifier).digest().ljust(32, b"\0"))
    package = struct.pack("<Q", len(plain)) + cipher(plain.ljust(-(-len(plain) // 16) * 16, b"\0"))
    with open("encrypted-standard.xlsx", "wb") as out:
        ECMA376Encrypted(package, info).write_to(out)


if __name__ == "__main__":
    openpyxl_kinds()
    xlsxwriter_rich()
    date1904()
    libreoffice()
    encrypted_agile()
    encrypted_standard()
