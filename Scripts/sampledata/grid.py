"""A sheet as a clerk made it, before any program has written it, and the truth about it."""

from dataclasses import dataclass, field
from datetime import date

from openpyxl.utils import get_column_letter


@dataclass(frozen=True)
class Formula:
    """A formula with the result that a program would have stored."""

    text: str
    result: float | str | None = None


@dataclass
class Cell:
    """A value and the kind of look it has: title, form, header, body, text, date, money, note, total."""

    value: object
    look: str = "body"


@dataclass
class Grid:
    """One sheet: cells by zero-based row and column, and everything around them."""

    name: str
    cells: dict = field(default_factory=dict)
    merges: list = field(default_factory=list)
    widths: dict = field(default_factory=dict)
    hidden_rows: set = field(default_factory=set)
    hidden_columns: set = field(default_factory=set)
    hidden: bool = False
    freeze: tuple | None = None
    autofilter: tuple | None = None
    lists: list = field(default_factory=list)
    conditional: list = field(default_factory=list)
    comments: dict = field(default_factory=dict)
    chart: dict | None = None
    image: tuple | None = None
    table: dict | None = None
    landscape: bool = False
    date_format: str = "yyyy-mm-dd"
    truth: list = field(default_factory=list)

    def put(self, row: int, column: int, value, look: str = "body"):
        self.cells[row, column] = Cell(value, look)

    def merge(self, top: int, left: int, bottom: int, right: int):
        if (top, left) != (bottom, right):
            self.merges.append((top, left, bottom, right))

    @property
    def extent(self) -> tuple[int, int]:
        """Number of rows and columns in use."""
        rows = max((r for r, _ in self.cells), default=-1) + 1
        columns = max((c for _, c in self.cells), default=-1) + 1
        return rows, columns

    def rows(self):
        """Rows of plain values, for text formats; merged cells hold their value once."""
        height, width = self.extent
        for r in range(height):
            yield [self.cells[r, c].value if (r, c) in self.cells else None for c in range(width)]


@dataclass
class Workbook:
    """The sheets of one file and how the file is made."""

    path: str
    maker: str
    sheets: list
    shows: str
    branch: str = ""
    options: dict = field(default_factory=dict)

    def expected(self) -> dict:
        """The truth about the file. A CSV's sheet goes by the file's name, an HTML table's has none."""
        if self.maker.startswith(("csv", "html")):
            name = self.path.rsplit("/", 1)[-1].rsplit(".", 1)[0] if self.maker.startswith("csv") else None
            for sheet in self.sheets:
                for truth in sheet.truth:
                    truth["sheet"] = name
        return {
            "file": self.path, "shows": self.shows,
            "ledgers": [truth for sheet in self.sheets for truth in sheet.truth],
            "notLedgers": [sheet.name for sheet in self.sheets if not sheet.truth],
        }


def letter(column: int) -> str:
    return get_column_letter(column + 1)


def plain(value) -> str:
    """A value as a text file shows it."""
    if value is None:
        return ""
    if isinstance(value, Formula):
        return plain(value.result)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(value)
