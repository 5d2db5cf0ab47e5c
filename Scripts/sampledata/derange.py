"""Random layouts: the same records as a hundred offices would set them out, with the truth about each."""

from datetime import date
from random import Random

from .grid import Grid, Workbook
from .headers import HEADERS, MONTHS, REQUIRED, STRANGE, TITLES, TRADITIONAL
from .layout import Layout, lay_out
from .styles import DATE_STYLES, mixed

DATES = ["date", "dots", "padded dots", "han", "slashes", "iso", "compact", "numerals", "full width", "serial", "weekday"]
GROUPS = ["基本信息", "有关情况", "详细信息", "工作情况"]
UNITS = {"hours": "学时", "amount": "元", "expected": "人", "present": "人", "income": "元", "valid_days": "天", "training_hours": "学时",
         "base": "分", "added": "分", "total": "分"}


def derange(number: int, branch, seed: int) -> tuple[Workbook, list[dict]]:
    """A workbook of one ledger in a layout of its own, and its records as they must be read."""
    random = Random(seed * 100003 + number)
    ledger = list(HEADERS)[number % len(HEADERS)]
    records = branch.records(ledger)
    limit = random.choice((4, 8, 15, 40))
    start = random.randrange(max(1, len(records) - limit + 1))
    records = records[start:start + limit]
    required = REQUIRED[ledger].split()
    chosen = [f for f in HEADERS[ledger] if f in required or f in MONTHS or random.random() < 0.75]
    if any(not any(r.get(f) not in (None, "") for r in records) for f in required if f not in ("full_since",)):
        records = branch.records(ledger)
    months = [f for f in chosen if f in MONTHS]
    others = [f for f in chosen if f not in MONTHS]
    if random.random() < 0.6:
        random.shuffle(others)
    if months:
        at = random.randint(2, len(others))
        others[at:at] = months
    traditional = random.random() < 0.15
    columns = [(f, word(random, HEADERS[ledger][f].split(), f in required)) for f in others]
    total = ledger in ("dues", "care") and random.random() < 0.5
    if total or random.random() < 0.6:
        columns.insert(0, ("-seq", random.choice(("序号", "序_号", "编号"))))
    for text in random.sample(STRANGE.split(), random.choice((0, 0, 1, 2))):
        columns.insert(random.randint(1, len(columns)), ("-", text))
    columns = grouped(random, columns)
    if traditional:
        columns = [(f, h.translate(TRADITIONAL)) for f, h in columns]
    title = random.choice(TITLES[ledger].split()) if random.random() < 0.75 else ""
    year = branch.year
    layout = Layout(
        ledger, " ".join(f"{'seq' if f == '-seq' else f}:{h}" for f, h in columns),
        title=random.choice(("{t}", "{y}年{t}", "附件2：{t}", "{b}{t}")).format(t=title, y=year, b=branch.short_name) if title else "",
        form=[f"填报单位：{branch.name}", f"填报时间：{year}.12.20"] if random.random() < 0.5 else [],
        gap=random.choice((0, 0, 0, 1)), left=random.choice((0, 0, 0, 1, 2)), numbering=random.random() < 0.08,
        dates=mixed(random.sample([d for d in DATES if d != "serial"], 3)) if random.random() < 0.3 else random.choice(DATES),
        spacers=random.choice((0, 0, 0, 3)), notes=random.choice(([], [], ["备注：本表一式两份。"], ["填表说明：如实填写。", "审核人：      填表人："])),
        total=total, wide_names=random.random() < 0.3, joiner=random.choice("、，,;"),
        rate=random.choice(("fraction", "percent")), units={k: v for k, v in UNITS.items() if random.random() < 0.3},
        ditto={"branch": random.choice(("同上", "〃"))} if random.random() < 0.12 else {},
        merged=["branch"] if random.random() < 0.12 else [])
    if layout.ditto:
        layout.merged = []
    grid = Grid(random.choice(("Sheet1", "Sheet1", title[:10] or "表一", "表1")))
    lay_out(grid, layout, records)
    grid.date_format = random.choice(("yyyy-mm-dd", "yyyy/m/d", 'yyyy"年"m"月"d"日"', "yyyy.mm.dd"))
    maker = random.choice(("openpyxl", "XlsxWriter", "XlsxWriter", "openpyxl", "csv utf-8-sig", "csv gb18030", "html utf-8", "html gbk"))
    suffix = {"csv": "csv", "html": "xls"}.get(maker.split()[0], "xlsx")
    book = Workbook(f"{number:04d}-{ledger}.{suffix}", maker, [grid], "deranged")
    values = [{f: value(r.get(f)) for f in others if value(r.get(f)) is not None} for r in records]
    return book, values


def word(random: Random, synonyms: list[str], required: bool) -> str:
    """A header in one of its spellings, with the blanks and hints that offices add."""
    text = random.choice(synonyms).replace("/", "／")
    if len(text) == 2 and random.random() < 0.25:
        text = text[0] + random.choice("_＿") + text[1]
    if random.random() < 0.06:
        text = text[:-2] + "↵" + text[-2:] if len(text) > 3 else text
    if required and random.random() < 0.1:
        text += random.choice(("（必填）", "*", "(必填)"))
    if text.endswith(("时间", "日期")) and random.random() < 0.05:
        text += "↵(yyyy-MM-dd)"
    return text


def grouped(random: Random, columns: list) -> list:
    """Puts runs of columns under merged group headers; the twelve months often under one of their own."""
    kind = random.random()
    if any(f in MONTHS for f, _ in columns) and kind < 0.6:
        return [(f, "党费缴纳情况/" + h if f in MONTHS else h) for f, h in columns]
    if kind < 0.7 or len(columns) < 5:
        return columns
    found, index, names = [], 0, random.sample(GROUPS, 2)
    for name in names:
        begin = random.randint(index, max(index, len(columns) - 3))
        found += columns[index:begin]
        end = min(len(columns), begin + random.randint(2, 4))
        found += [(f, f"{name}/{h}") for f, h in columns[begin:end]]
        index = end
    return found + columns[index:]


def value(item):
    """A value as a reader must give it back: dates in ISO form, lists as lists, truth as truth."""
    if item is None or item == "" or item == []:
        return None
    if isinstance(item, date):
        return item.isoformat()
    return item
