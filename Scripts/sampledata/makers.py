"""The programs that offices write their files with: openpyxl, XlsxWriter, LibreOffice, and exporters of text."""

import csv
import io
import re
import shutil
import struct
import subprocess
import tempfile
import zipfile
import zlib
from datetime import date, datetime
from html import escape
from pathlib import Path

import openpyxl
import xlsxwriter
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, DataBarRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo

from .grid import Formula, Grid, Workbook, letter, plain

STAMP = datetime(2025, 12, 22, 9, 30, 0)
FORMATS = {"money": "#,##0.00", "text": "@", "percent": "0.0%"}


def make(book: Workbook, root: Path):
    """Writes the file with the program its `maker` names."""
    path = root / book.path
    path.parent.mkdir(parents=True, exist_ok=True)
    kind, _, detail = book.maker.partition(" ")
    MAKERS[kind](book, path, detail)


def _openpyxl(book: Workbook, path: Path, detail: str):
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    if detail == "1904":
        workbook.epoch = CALENDAR_MAC_1904
    workbook.properties.creator = book.options.get("author", "支部文书")
    workbook.properties.created = STAMP
    thin = Side(style="thin")
    box = Border(left=thin, right=thin, top=thin, bottom=thin)
    for grid in book.sheets:
        sheet = workbook.create_sheet(grid.name)
        for (row, column), cell in grid.cells.items():
            value = f"={cell.value.text}" if isinstance(cell.value, Formula) else cell.value
            target = sheet.cell(row + 1, column + 1, value)
            if isinstance(value, str) and not isinstance(cell.value, Formula):
                target.data_type = "s"
            if cell.look == "title":
                target.font = Font(name="方正小标宋简体", size=18, bold=True)
                target.alignment = Alignment(horizontal="center", vertical="center")
                sheet.row_dimensions[row + 1].height = 32
            elif cell.look == "header":
                target.font = Font(name="黑体", size=11, bold=True)
                target.fill = PatternFill("solid", fgColor="FFD9E1F2")
                target.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
                target.border = box
            elif cell.look in ("form", "note"):
                target.font = Font(name="楷体", size=10)
                target.alignment = Alignment(wrap_text=cell.look == "note", vertical="top")
            else:
                target.font = Font(name="仿宋", size=11, bold=cell.look == "total")
                target.border = box
                target.alignment = Alignment(vertical="center")
                if cell.look == "date":
                    target.number_format = grid.date_format
                elif cell.look in FORMATS:
                    target.number_format = FORMATS[cell.look]
        for top, left, bottom, right in grid.merges:
            sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
        for column, width in grid.widths.items():
            sheet.column_dimensions[letter(column)].width = width
        for row in grid.hidden_rows:
            sheet.row_dimensions[row + 1].hidden = True
        for column in grid.hidden_columns:
            sheet.column_dimensions[letter(column)].hidden = True
        if grid.hidden:
            sheet.sheet_state = "hidden"
        if grid.freeze:
            sheet.freeze_panes = f"{letter(grid.freeze[1])}{grid.freeze[0] + 1}"
        if grid.autofilter:
            sheet.auto_filter.ref = _ref(grid.autofilter)
        for area, source in grid.lists:
            rule = DataValidation(type="list", formula1='"' + ",".join(source) + '"', allow_blank=True)
            rule.error, rule.errorTitle = "请从列表中选择", "输入有误"
            rule.add(_ref(area))
            sheet.add_data_validation(rule)
        for area, kind in grid.conditional:
            if kind == "bars":
                rule = DataBarRule(start_type="min", end_type="max", color="FF638EC6")
            else:
                rule = CellIsRule(operator="lessThan", formula=["1"], fill=PatternFill(bgColor="FFFFC7CE"))
            sheet.conditional_formatting.add(_ref(area), rule)
        for (row, column), text in grid.comments.items():
            sheet.cell(row + 1, column + 1).comment = Comment(text, "组织科")
        if grid.chart:
            chart = BarChart()
            chart.title = grid.chart["title"]
            chart.add_data(Reference(sheet, range_string=f"'{grid.name}'!{_ref(grid.chart['values'])}"))
            chart.set_categories(Reference(sheet, range_string=f"'{grid.name}'!{_ref(grid.chart['names'])}"))
            sheet.add_chart(chart, grid.chart["at"])
        if grid.table:
            table = Table(displayName=grid.table["name"], ref=_ref(grid.table["area"]))
            table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium2", showRowStripes=True)
            sheet.add_table(table)
        if grid.landscape:
            sheet.page_setup.orientation = "landscape"
            sheet.page_setup.paperSize = 9
            sheet.print_options.horizontalCentered = True
    workbook.save(path)
    settle(path)


def _xlsxwriter(book: Workbook, path: Path, detail: str):
    workbook = xlsxwriter.Workbook(str(path), {"strings_to_numbers": False, "strings_to_formulas": False,
                                               "strings_to_urls": False, "date_1904": detail == "1904"})
    workbook.set_properties({"author": book.options.get("author", "支部文书"), "created": STAMP,
                             "company": "云岭市直机关"})
    base = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter"}
    looks = {
        "title": {"font_name": "黑体", "font_size": 16, "bold": True, "align": "center"},
        "header": {"bold": True, "align": "center", "border": 1, "text_wrap": True, "bg_color": "#FCE4D6"},
        "form": {"font_size": 10}, "note": {"font_size": 9, "text_wrap": True},
        "body": {"border": 1}, "text": {"border": 1, "num_format": "@"},
        "money": {"border": 1, "num_format": "#,##0.00"}, "percent": {"border": 1, "num_format": "0.0%"},
        "total": {"border": 1, "bold": True},
    }
    formats = {name: workbook.add_format(base | look) for name, look in looks.items()}
    for grid in book.sheets:
        sheet = workbook.add_worksheet(grid.name)
        dates = workbook.add_format(base | {"border": 1, "num_format": grid.date_format})
        merged = {(top, left): (bottom, right) for top, left, bottom, right in grid.merges}
        for (row, column), cell in sorted(grid.cells.items()):
            look = dates if cell.look == "date" else formats[cell.look]
            if (row, column) in merged:
                sheet.merge_range(row, column, *merged[row, column], "", look)
            if isinstance(cell.value, Formula):
                sheet.write_formula(row, column, f"={cell.value.text}", look, cell.value.result)
            elif isinstance(cell.value, date):
                sheet.write_datetime(row, column, cell.value, look)
            elif isinstance(cell.value, str):
                sheet.write_string(row, column, cell.value, look)
            else:
                sheet.write(row, column, cell.value, look)
        for column, width in grid.widths.items():
            sheet.set_column(column, column, width, None, {"hidden": column in grid.hidden_columns})
        for row in grid.hidden_rows:
            sheet.set_row(row, None, None, {"hidden": True})
        if grid.hidden:
            sheet.hide()
        if grid.freeze:
            sheet.freeze_panes(*grid.freeze)
        if grid.autofilter:
            sheet.autofilter(*grid.autofilter)
        for area, source in grid.lists:
            sheet.data_validation(*area, {"validate": "list", "source": source, "error_message": "请从列表中选择"})
        for area, kind in grid.conditional:
            rule = {"type": "data_bar"} if kind == "bars" else {
                "type": "cell", "criteria": "<", "value": 1, "format": workbook.add_format({"bg_color": "#FFC7CE"})}
            sheet.conditional_format(*area, rule)
        for (row, column), text in grid.comments.items():
            sheet.write_comment(row, column, text, {"author": "组织科"})
        if grid.chart:
            chart = workbook.add_chart({"type": "column"})
            chart.add_series({"name": grid.chart["title"], "categories": [grid.name, *grid.chart["names"]],
                              "values": [grid.name, *grid.chart["values"]]})
            sheet.insert_chart(grid.chart["at"], chart)
        if grid.image:
            sheet.insert_image(*grid.image, "seal.png", {"image_data": io.BytesIO(seal()), "x_scale": 0.5})
        if grid.table:
            headers = [{"header": grid.cells[grid.table["area"][0], c].value}
                       for c in range(grid.table["area"][1], grid.table["area"][3] + 1)]
            sheet.add_table(*grid.table["area"], {"name": grid.table["name"], "columns": headers})
        if grid.landscape:
            sheet.set_landscape()
            sheet.set_paper(9)
    workbook.close()


def _libreoffice(book: Workbook, path: Path, detail: str):
    """LibreOffice opens what openpyxl wrote and saves it in its own manner, formulas calculated."""
    suffix = path.suffix.lstrip(".")
    target = {"xls": "xls:MS Excel 97", "xlsx": "xlsx:Calc MS Excel 2007 XML"}[suffix]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source" / (path.stem + ".xlsx")
        source.parent.mkdir()
        _openpyxl(book, source, "")
        subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to",
                        target, "--outdir", folder, str(source)], check=True, capture_output=True, timeout=180)
        shutil.move(Path(folder) / path.name, path)
    if suffix == "xlsx":
        settle(path)


def _csv(book: Workbook, path: Path, detail: str):
    encoding, _, delimiter = detail.partition(" ")
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter or ",", lineterminator=book.options.get("newline", "\r\n"))
    for row in book.sheets[0].rows():
        writer.writerow([plain(value) for value in row])
    path.write_bytes(text.getvalue().encode(encoding))


def _html(book: Workbook, path: Path, detail: str):
    """The table a web system calls an Excel export, in GBK with spans for merged cells."""
    out = ['<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>',
           f'<meta http-equiv="Content-Type" content="text/html; charset={detail}"></head><body>']
    for grid in book.sheets:
        spans = {(t, l): (b - t + 1, r - l + 1) for t, l, b, r in grid.merges}
        covered = {(r, c) for t, l, b, rr in grid.merges for r in range(t, b + 1) for c in range(l, rr + 1)} - set(spans)
        out.append('<table border="1">')
        height, width = grid.extent
        for row in range(height):
            out.append("<tr>")
            for column in range(width):
                if (row, column) in covered:
                    continue
                cell = grid.cells.get((row, column))
                tag = "th" if cell and cell.look == "header" else "td"
                span = spans.get((row, column), (1, 1))
                style = ' style="mso-number-format:\'\\@\'"' if cell and cell.look == "text" else ""
                text = escape(plain(cell.value)).replace("\n", "<br>") if cell else "&nbsp;"
                out.append(f'<{tag}{" rowspan=%d" % span[0] if span[0] > 1 else ""}'
                           f'{" colspan=%d" % span[1] if span[1] > 1 else ""}{style}>{text}</{tag}>')
            out.append("</tr>")
        out.append("</table>")
    out.append("</body></html>")
    path.write_bytes("\r\n".join(out).encode(detail))


MAKERS = {"openpyxl": _openpyxl, "XlsxWriter": _xlsxwriter, "LibreOffice": _libreoffice, "csv": _csv, "html": _html}


def settle(path: Path):
    """Rewrites the package with fixed times and ids, so that the same samples come out of every run."""
    ids: dict[bytes, bytes] = {}

    def settled(match) -> bytes:
        return ids.setdefault(match[0], b"{%08X-0000-4000-8000-000000000000}" % (len(ids) + 1))

    with zipfile.ZipFile(path) as source:
        parts = [(info.filename, source.read(info)) for info in source.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts:
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", STAMP.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), data)
            elif name.endswith(".xml"):
                data = re.sub(rb"\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}", settled, data)
            info = zipfile.ZipInfo(name, STAMP.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, data)


def seal() -> bytes:
    """A small red star on white, as a PNG."""
    size, star = 48, bytearray()
    for y in range(size):
        star.append(0)
        for x in range(size):
            inside = abs(x - 24) + abs(y - 24) < 18 or abs(x - 24) < 3 or abs(y - 24) < 3
            star += b"\xc8\x10\x10" if inside else b"\xff\xff\xff"

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(bytes(star), 9)) + chunk(b"IEND", b""))


def _ref(area: tuple) -> str:
    top, left, bottom, right = area
    return f"{letter(left)}{top + 1}:{letter(right)}{bottom + 1}"
