"""One task by one other library, in a process of its own: prints the seconds without start and imports."""

import sys
import time
from pathlib import Path


def fastexcel_read(path):
    import fastexcel
    began = time.perf_counter()
    reader = fastexcel.read_excel(path)
    for name in reader.sheet_names:
        reader.load_sheet_eager(name)
    return began


def fastexcel_read_all(folder):
    import fastexcel
    began = time.perf_counter()
    for path in sorted(Path(folder).glob("*.xlsx")):
        reader = fastexcel.read_excel(str(path))
        for name in reader.sheet_names:
            reader.load_sheet_eager(name)
    return began


def calamine_read(path):
    from python_calamine import CalamineWorkbook
    began = time.perf_counter()
    workbook = CalamineWorkbook.from_path(path)
    for name in workbook.sheet_names:
        workbook.get_sheet_by_name(name).to_python()
    return began


def openpyxl_read(path):
    import openpyxl
    began = time.perf_counter()
    for sheet in openpyxl.load_workbook(path, read_only=True):
        for row in sheet.iter_rows(values_only=True):
            pass
    return began


def polars_csv(path):
    import polars
    began = time.perf_counter()
    polars.read_csv(path, infer_schema=False)
    return began


def polars_csv_typed(path):
    import polars
    began = time.perf_counter()
    polars.read_csv(path)
    return began


def _rows():
    from random import Random
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from benchmark.data import ledger_row
    random = Random(1)
    return [ledger_row(i, random) for i in range(100_000)]


def rust_xlsxwriter_write(path):
    import rustpy_xlsxwriter
    rows = _rows()
    records = [{f"列{c + 1}": v for c, v in enumerate(row)} for row in rows]
    began = time.perf_counter()
    rustpy_xlsxwriter.write_worksheet(records, path, "台账")
    return began


def jetxl_write(path):
    import jetxl
    import pyarrow
    rows = _rows()
    table = pyarrow.table({f"列{c + 1}": [row[c] for row in rows] for c in range(20)})
    began = time.perf_counter()
    jetxl.write_sheet_arrow(table, path, "台账")
    return began


def xlsxwriter_write(path):
    import xlsxwriter
    from datetime import date
    rows = _rows()
    began = time.perf_counter()
    workbook = xlsxwriter.Workbook(path, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
    sheet = workbook.add_worksheet("台账")
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            sheet.write(r, c, value)
    workbook.close()
    return began


def csv_to_xlsx(source, path):
    import csv
    import xlsxwriter
    began = time.perf_counter()
    workbook = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = workbook.add_worksheet()
    with open(source, encoding="utf-8", newline="") as file:
        for r, row in enumerate(csv.reader(file)):
            for c, value in enumerate(row):
                sheet.write_string(r, c, value)
    workbook.close()
    return began


def openpyxl_edit(source, path):
    import openpyxl
    began = time.perf_counter()
    workbook = openpyxl.load_workbook(source)
    sheet = workbook.worksheets[0]
    for i in range(100):
        sheet.cell(i * 900 + 2, 14).value = f"改{i}"
    workbook.save(path)
    return began


if __name__ == "__main__":
    began = globals()[sys.argv[1]](*sys.argv[2:])
    print(time.perf_counter() - began)
