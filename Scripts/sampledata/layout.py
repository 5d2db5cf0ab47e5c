"""Lays a ledger's records out on a grid the way a given office does it, and notes the truth."""

from dataclasses import dataclass, field
from datetime import date

from .grid import Formula, Grid, letter
from .styles import DATE_STYLES

WIDTHS = {"id_number": 21, "branch": 30, "name": 11, "topic": 30, "measures": 26, "problem": 26, "result": 24}
MONEY = {"income", "monthly_due", "total", "arrears", "amount", "budget", "allocated", "spent"} | {
    f"m{i:02d}" for i in range(1, 13)}


@dataclass
class Layout:
    """How one table is set out.

    `columns` is text: `field:header` separated by blanks; `group/header` for merged groups, `_` for a
    blank, `＿` for a wide one, `↵` for a line break inside the header, `-` as the field of a column that is none of ours.
    """

    ledger: str
    columns: str
    title: str = ""
    form: list = field(default_factory=list)
    gap: int = 0
    left: int = 0
    dates: object = "date"
    numbering: bool = False
    subtotal: str = ""
    total: bool = False
    notes: list = field(default_factory=list)
    spacers: int = 0
    ditto: dict = field(default_factory=dict)
    merged: list = field(default_factory=list)
    fake_merged: list = field(default_factory=list)
    joiner: str = "、"
    rate: str = "fraction"
    yes: tuple = ("是", "否")
    units: dict = field(default_factory=dict)
    blank: dict = field(default_factory=dict)
    wide_names: bool = False
    formulas: bool = False
    extra: dict = field(default_factory=dict)
    write: dict = field(default_factory=dict)

    def parsed(self) -> list[tuple[str, list[str]]]:
        found = []
        for item in self.columns.split():
            name, _, header = item.partition(":")
            found.append((name, [part.replace("_", " ").replace("＿", "　").replace("↵", "\n") for part in header.split("/")]))
        return found


def lay_out(grid: Grid, layout: Layout, records: list[dict], *, top: int = 0, flaws: dict | None = None) -> int:
    """Writes one table below row `top` and adds its truth to the grid; gives back the next free row."""
    columns, flaws = layout.parsed(), flaws or {}
    left, width, row = layout.left, len(layout.parsed()), top
    if layout.title:
        grid.put(row, left, layout.title, "title")
        grid.merge(row, left, row, left + width - 1)
        row += 1
    if layout.form:
        step = max(1, width // len(layout.form))
        for index, text in enumerate(layout.form):
            grid.put(row, left + index * step, text, "form")
        row += 1
    row += layout.gap
    header_top, depth = row, max(len(path) for _, path in columns)
    _headers(grid, columns, header_top, depth, left)
    row += depth
    if layout.numbering:
        for index in range(width):
            grid.put(row, left + index, index + 1, "header")
        row += 1
    first, count, group_start = row, 0, row
    runs: dict[str, list] = {}
    for index, record in enumerate(records):
        if layout.subtotal and index and record.get(layout.subtotal) != records[index - 1].get(layout.subtotal):
            row = _sum_row(grid, layout, columns, group_start, row, "小计")
            group_start = row
        for position, (name, _) in enumerate(columns):
            column = left + position
            value = flaws.get((index, name), _NOTHING)
            if value is _NOTHING:
                value = cell_value(layout, name, record, index, row, columns)
            previous = records[index - 1].get(name, _NOTHING) if index else _NOTHING
            same = index > 0 and name in record and record[name] == previous and record[name] not in ("", None)
            if same and name in layout.ditto and index != 0:
                value = layout.ditto[name]
            if name in layout.merged or name in layout.fake_merged:
                run = runs.setdefault(name, [])
                if same and row == (run[-1][1] + 1 if run else -1):
                    run[-1][1] = row
                    continue
                run.append([row, row, column])
            if value is None or value == "":
                continue
            grid.put(row, column, value, _look(name, value))
        count += 1
        row += 1
        if layout.spacers and count % layout.spacers == 0 and index + 1 < len(records):
            row += 1
    last = row - 1
    if layout.subtotal:
        row = _sum_row(grid, layout, columns, group_start, row, "小计")
    if layout.total:
        row = _sum_row(grid, layout, columns, first, row, "合计")
    for name, found in runs.items():
        if name in layout.merged:
            for begin, end, column in found:
                grid.merge(begin, column, end, column)
    for text in layout.notes:
        grid.put(row, left, text, "note")
        grid.merge(row, left, row, left + width - 1)
        row += 1
    for position, (name, path) in enumerate(columns):
        longest = max(len(line) for line in path[-1].split("\n"))
        grid.widths[left + position] = max(
            grid.widths.get(left + position, 0), WIDTHS.get(name, 0), longest * 2 + 2, 8)
    fields = {name: letter(left + i) for i, (name, _) in enumerate(columns) if name != "-"}
    grid.truth.append({
        "ledger": layout.ledger, "sheet": grid.name,
        "headerRows": list(range(header_top + 1, header_top + depth + 1)),
        "firstRow": first + 1, "lastRow": last + 1, "records": count, "columns": fields,
        "unmapped": [path[-1] for name, path in columns if name == "-"],
    })
    return row


_NOTHING = object()


def _headers(grid: Grid, columns: list, top: int, depth: int, left: int):
    index = 0
    while index < len(columns):
        path = columns[index][1]
        if len(path) == 1:
            grid.put(top, left + index, path[0], "header")
            grid.merge(top, left + index, top + depth - 1, left + index)
            index += 1
            continue
        end = index
        while end + 1 < len(columns) and len(columns[end + 1][1]) > 1 and columns[end + 1][1][0] == path[0]:
            end += 1
        grid.put(top, left + index, path[0], "header")
        grid.merge(top, left + index, top, left + end)
        inner = [(name, p[1:]) for name, p in columns[index:end + 1]]
        _headers(grid, inner, top + 1, depth - 1, left + index)
        index = end + 1


def cell_value(layout: Layout, name: str, record: dict, index: int, row: int, columns: list):
    """A record's value as this office writes it."""
    if name == "-":
        return layout.extra.get(index)
    if name in layout.write:
        return layout.write[name](record, index)
    value = record.get(name)
    if name == "seq":
        return index + 1
    if value is None or value == "":
        return layout.blank.get(name)
    if name == "total" and layout.formulas:
        months = [i for i, (n, _) in enumerate(columns) if n.startswith("m") and n[1:].isdigit()]
        if months:
            first, last = letter(layout.left + months[0]), letter(layout.left + months[-1])
            return Formula(f"SUM({first}{row + 1}:{last}{row + 1})", value)
    if isinstance(value, bool):
        return layout.yes[0] if value else layout.yes[1]
    if isinstance(value, date):
        style = layout.dates.get(name, layout.dates.get("*", "date")) if isinstance(layout.dates, dict) else layout.dates
        return (DATE_STYLES[style] if isinstance(style, str) else style)(value)
    if isinstance(value, list):
        return layout.joiner.join(value)
    if name == "rate" and layout.rate == "percent":
        return f"{value * 100:g}%"
    if name in layout.units:
        return f"{value:g}{layout.units[name]}" if isinstance(value, (int, float)) else value
    if name == "name" and layout.wide_names and len(value) == 2:
        return value[0] + "　" + value[1]
    return value


def _look(name: str, value) -> str:
    if isinstance(value, date):
        return "date"
    if name in ("id_number", "phone", "code", "letter_no", "receipt"):
        return "text"
    if name in MONEY or isinstance(value, Formula):
        return "money"
    if name == "rate" and isinstance(value, float):
        return "percent"
    return "body"


def _sum_row(grid: Grid, layout: Layout, columns: list, begin: int, row: int, label: str) -> int:
    grid.put(row, layout.left, label, "total")
    for position, (name, _) in enumerate(columns):
        if name in MONEY - {"income"} or name in ("hours", "people", "sessions") and layout.ledger != "meeting":
            column = layout.left + position
            values = [grid.cells[r, column].value for r in range(begin, row) if (r, column) in grid.cells
                      and grid.cells[r, layout.left].look != "total"]
            amount = round(sum(_number(v) for v in values), 2)
            text = f"SUM({letter(column)}{begin + 1}:{letter(column)}{row})"
            grid.put(row, column, Formula(text, amount) if layout.formulas and label == "小计" or
                     layout.formulas and not layout.subtotal else amount, "money")
    return row + 1


def _number(value) -> float:
    if isinstance(value, Formula):
        value = value.result
    if isinstance(value, str):
        digits = "".join(c for c in value if c.isdigit() or c == ".")
        return float(digits) if digits else 0
    return float(value) if isinstance(value, (int, float)) else 0
