"""The data of the benchmarks, made once and kept in an ignored folder. Run as a module: one name, one path."""

import csv
import io
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

BRANCHES = [f"中共云岭市第{i}机关党支部" for i in range(1, 241)]
TOPICS = ["学习贯彻全会精神", "讨论发展党员工作", "通报党费收缴情况", "开展批评和自我批评", "研究支部工作计划"]


def ledger_row(i: int, random: Random) -> list:
    """Twenty columns of a ledger as offices fill it: repeated and unique text, numbers, dates, truth."""
    birth = date(1950, 1, 1) + timedelta(days=i * 7 % 18000)
    return [
        i + 1, f"党员{i % 20000:05d}", "男" if i % 3 else "女", "汉族", f"379901{birth:%Y%m%d}{i % 1000:03d}X",
        birth, BRANCHES[i % 240], "正式党员", birth + timedelta(days=9000), random.randrange(2600, 13000, 100),
        0.015, round(random.random() * 300, 2), i % 12 + 1, TOPICS[i % 5], i % 50, i % 47, i % 7 == 0,
        f"备注第{i}条", 32 + i % 30, f"1380000{i % 10000:04d}"]


def ledger(path: Path, rows: int = 100_000, name: str = "台账"):
    """XLSX by XlsxWriter with shared strings."""
    import xlsxwriter
    random = Random(1)
    workbook = xlsxwriter.Workbook(str(path))
    days = workbook.add_format({"num_format": "yyyy-mm-dd"})
    sheet = workbook.add_worksheet(name)
    sheet.write_row(0, 0, [f"列{c + 1}" for c in range(20)])
    for i in range(rows):
        for c, value in enumerate(ledger_row(i, random)):
            if isinstance(value, date):
                sheet.write_datetime(i + 1, c, datetime(value.year, value.month, value.day), days)
            else:
                sheet.write(i + 1, c, value)
    workbook.close()


def long_ledger(path: Path):
    """XLSX of 1,000,000 rows of 10 columns, inline text, by XlsxWriter in constant memory."""
    import xlsxwriter
    workbook = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = workbook.add_worksheet("台账")
    for i in range(1_000_000):
        sheet.write_string(i, 0, f"党员{i % 20000:05d}")
        sheet.write_string(i, 1, BRANCHES[i % 240])
        for c in range(2, 10):
            sheet.write_number(i, c, i * c % 99991)
    workbook.close()


def workbooks(folder: Path):
    """240 workbooks of 6 sheets of 300 rows of 15 columns; 24 are written, the others are copies."""
    import shutil
    import xlsxwriter
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(240):
        path = folder / f"{number:03d}.xlsx"
        if number >= 24:
            shutil.copy(folder / f"{number % 24:03d}.xlsx", path)
            continue
        random = Random(number)
        workbook = xlsxwriter.Workbook(str(path))
        for s in range(6):
            sheet = workbook.add_worksheet(f"台账{s + 1}")
            for i in range(300):
                row = ledger_row(number * 1000 + i, random)
                sheet.write_row(i, 0, [v.isoformat() if isinstance(v, date) else v for v in row[:15]])
        workbook.close()


def csv_row(i: int) -> list:
    return [i, f"党员{i % 20000:05d}", BRANCHES[i % 240][4:9], f"379901{19500101 + i % 300000:08d}{i % 1000:03d}X", f"20{i % 25:02d}-{i % 12 + 1:02d}-{i % 28 + 1:02d}",
            i * 7 % 100000, round(i % 9973 / 100, 2), i % 2 == 0, TOPICS[i % 5], f"备注，第{i % 1000}条" if i % 9 else f'有"引号"的,备注{i % 100}']


def large_csv(path: Path, rows: int = 1_000_000, encoding: str = "utf-8"):
    """A million rows are 123 MB in UTF-8, 105 MB in GB18030."""
    with open(path, "w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        writer.writerow([f"列{c + 1}" for c in range(10)])
        writer.writerows(csv_row(i) for i in range(rows))


def ledger_csv(path: Path):
    """The rows of the 100,000 × 20 ledger as text, for writing benchmarks."""
    random = Random(1)
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for i in range(100_000):
            writer.writerow([v.isoformat() if isinstance(v, date) else v for v in ledger_row(i, random)])


MAKERS = {
    "ledger.xlsx": ledger, "long.xlsx": long_ledger, "workbooks": workbooks, "large.csv": large_csv,
    "large-gb18030.csv": lambda p: large_csv(p, encoding="gb18030"),
    "small.csv": lambda p: large_csv(p, 100_000), "ledger.csv": ledger_csv,
}

if __name__ == "__main__":
    MAKERS[sys.argv[1]](Path(sys.argv[2]))
