"""How a kind of error is declared: a function that spoils a branch's clean records and says which cells it
changed, or gives `None` where the branch has nothing of that sort.

Rule ids are those of the facts about the regulations; several stand where more than one rule may rightly
speak first.
"""

from dataclasses import dataclass, field
from random import Random

from .clean import Submission


@dataclass
class Change:
    """One spoiled cell: `index` is the record's place in its ledger after the change."""

    ledger: str
    index: int
    field: str
    clean: object = None
    dirty: object = None


@dataclass
class Kind:
    """A kind of error and what is expected of a checker."""

    name: str
    rules: str
    fix: str
    spoil: object
    also: str = ""
    addressed: bool = True


KINDS: list[Kind] = []


def kind(name: str, rules: str, fix: str = "none", also: str = "", addressed: bool = True):
    def register(function):
        KINDS.append(Kind(name, rules, fix, function, also, addressed))
        return function
    return register


def put(found: Submission, ledger: str, index: int, name: str, value) -> Change:
    record = found.records[ledger][index]
    change = Change(ledger, index, name, record.get(name), value)
    record[name] = value
    return change


def pick(found: Submission, ledger: str, random: Random, test=lambda r: True) -> int | None:
    places = [i for i, r in enumerate(found.records[ledger]) if test(r)]
    return random.choice(places) if places else None


def rewrite(name: str, ledger: str, column: str, rules: str, fix: str, change, test=lambda r: True, also=""):
    """A kind that replaces one value by what `change` makes of it."""
    def spoil(found, random):
        index = pick(found, ledger, random, test)
        if index is None:
            return None
        record = found.records[ledger][index]
        value = change(record[column], record)
        return None if value == record[column] else [put(found, ledger, index, column, value)]
    KINDS.append(Kind(name, rules, fix, spoil, also))


def full(record: dict) -> bool:
    return record["category"] == "正式党员"


def admitted(record: dict) -> bool:
    return record.get("admitted_on") is not None
