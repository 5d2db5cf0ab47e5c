"""A branch's workbook of clean records that a probe changes, with an address for every field."""

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml

from sampledata import clean
from sampledata.world import make_world

ROOT = Path(__file__).resolve().parents[2]
AS_OF = date(2025, 12, 31)
PROBE_ROW = clean.FIRST_ROW


@dataclass
class Expectation:
    """One finding that must be there, once: rules (a pattern), ledger, record and fields it may stand at."""

    rules: str
    ledger: str
    index: int | None
    fields: tuple


@dataclass
class Book:
    """The records by ledger, and what is expected of a check."""

    records: dict
    columns: dict
    as_of: date = AS_OF
    expected: list[Expectation] = field(default_factory=list)
    also: str = ""

    def put(self, ledger: str, index: int, /, **values) -> dict:
        """Changes fields of a record; a field without a column gets one."""
        record = self.records[ledger][index]
        record.update(values)
        self._columns_for(ledger, values)
        return record

    def add(self, ledger: str, /, **values) -> int:
        self.records[ledger].append(values)
        self._columns_for(ledger, values)
        return len(self.records[ledger]) - 1

    def drop(self, ledger: str, test=lambda r: True):
        self.records[ledger] = [r for r in self.records[ledger] if not test(r)]

    def find(self, ledger: str, test=lambda r: True, nth: int = 0) -> int:
        return [i for i, r in enumerate(self.records[ledger]) if test(r)][nth]

    def expect(self, rules: str, ledger: str, index: int | None, *fields: str, also: str = ""):
        self.expected.append(Expectation(rules, ledger, index, fields))
        if also:
            self.also = f"{self.also}|{also}" if self.also else also

    def _columns_for(self, ledger: str, values):
        known = {name for name, _ in self.columns[ledger]}
        for name in values:
            if name not in known:
                self.columns[ledger].append((name, titles(ledger)[name]))

    def cell(self, ledger: str, index: int, name: str) -> str | None:
        names = [n for n, _ in self.columns[ledger]]
        if name not in names:
            return None
        position = names.index(name)
        return f"{clean.letter(position)}{PROBE_ROW + index + 1}"

    def sheet(self, ledger: str) -> str:
        return clean.COLUMNS[ledger][0]

    def write(self, path: Path):
        """One sheet for each ledger that has records, in the layout of the clean submissions."""
        import xlsxwriter

        workbook = xlsxwriter.Workbook(str(path), {"strings_to_urls": False})
        days = workbook.add_format({"num_format": "yyyy-mm-dd"})
        for ledger, records in self.records.items():
            if not records:
                continue
            sheet = workbook.add_worksheet(self.sheet(ledger))
            sheet.write_string(0, 0, clean.title(ledger, self.as_of.year))
            sheet.write_string(1, 0, f"填报单位：{self.records['organisation'][-1]['name'] if self.records['organisation'] else ''}")
            for position, (_, label) in enumerate(self.columns[ledger]):
                sheet.write_string(2, position, label)
            for index, record in enumerate(records):
                for position, (name, _) in enumerate(self.columns[ledger]):
                    value = record.get("seq", index + 1) if name == "seq" else record.get(name)
                    value = clean.value_in_cell(value)
                    if isinstance(value, str):
                        sheet.write_string(PROBE_ROW + index, position, value)
                    elif isinstance(value, date):
                        sheet.write_datetime(PROBE_ROW + index, position, value, days)
                    elif value is not None:
                        sheet.write_number(PROBE_ROW + index, position, value)
        workbook.close()


_titles: dict = {}


def titles(ledger: str) -> dict:
    """The titles of a ledger's fields, for columns the clean layout does not have."""
    if ledger not in _titles:
        path = ROOT / f"Sources/Ledgers/Resources/Ledgers/{ledger}.yaml"
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
        _titles[ledger] = {f["id"]: f["title"]["zh"] for f in found["fields"]}
    return _titles[ledger]


_worlds: dict = {}


def base(size: int = 12, as_of: date = AS_OF, retired: bool = False) -> Book:
    """Clean records of a branch of that size and of the committee over it."""
    key = (size, as_of)
    if key not in _worlds:
        world = make_world(1, 97 + size, as_of, sizes=[size])
        found = {ledger: world.branches[0].records(ledger) for ledger in clean.COLUMNS}
        committee = world.committees[0] | {"approval_ref": "云直工委〔2004〕3号"}
        found["organisation"] = [committee, *found["organisation"]]
        _worlds[key] = found
    return Book(deepcopy(_worlds[key]), {ledger: clean.columns(ledger) for ledger in clean.COLUMNS}, as_of)
