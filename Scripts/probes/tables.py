"""Every probe there is, and how one is declared."""

from dataclasses import dataclass

from . import book


@dataclass
class Probe:
    """A name, and what it does to clean records."""

    name: str
    spoil: object
    size: int = 12
    options: tuple = ()
    as_of: object = book.AS_OF

    def make(self) -> book.Book:
        found = book.base(self.size, self.as_of)
        self.spoil(found)
        return found


PROBES: list[Probe] = []


def probe(name: str, size: int = 12, options=(), as_of=book.AS_OF):
    """Declares a probe; the function changes the book and says what it expects."""
    def register(function):
        PROBES.append(Probe(name, function, size, tuple(options), as_of))
        return function
    return register


def value(name: str, ledger: str, column: str, rules: str, change, test=lambda r: True, also: str = "", size: int = 12):
    """A probe that replaces one value and expects one finding at its cell, or at one of several fields;
    no rules: none at all; a rule's pattern that ends in `|`: one may be told, or none.
    """
    column, *others = column.split("|")
    columns = (column, *others)

    def spoil(found):
        index = found.find(ledger, test)
        record = found.records[ledger][index]
        found.put(ledger, index, **{column: change(record.get(column), record)})
        if rules:
            found.expect(rules, ledger, index, *columns, also=also)
    PROBES.append(Probe(name, spoil, size))


def all_probes() -> list[Probe]:
    from . import admission, dues, life, members, organisation, others  # noqa: F401  (they register themselves)
    return PROBES
