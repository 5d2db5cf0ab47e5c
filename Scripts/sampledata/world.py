"""A city's organs with their branches, and for each branch a year of records that keeps every rule.

`Branch.records(ledger)` gives the clean records of a ledger: dictionaries from the field ids of the
ledgers to Python values (str, int, float, bool, date, or a list of names).
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from random import Random

from .calendars import add_months, add_years, workday
from .identity import phone
from .people import Person, Population
from . import year_records

CITY = "云岭市"
ORGANS = [
    ("发展和改革局", "机关"), ("财政局", "机关"), ("教育局", "机关"), ("民政局", "机关"), ("司法局", "机关"),
    ("交通运输局", "机关"), ("水利局", "机关"), ("农业农村局", "机关"), ("商务局", "机关"), ("审计局", "机关"),
    ("统计局", "机关"), ("信访局", "机关"), ("体育中心", "事业单位"), ("图书馆", "事业单位"), ("档案馆", "事业单位"),
    ("公路发展中心", "事业单位"), ("第一实验学校", "学校"), ("人民医院", "医院"), ("城市建设投资公司", "国有企业"),
    ("水务集团", "国有企业"), ("残疾人联合会", "机关"), ("总工会", "机关"), ("气象局", "机关"), ("林业局", "机关"),
]
ORDINALS = "一二三四五六七八九十"


@dataclass
class Branch:
    """One branch: its people and what they did in the year that ends on `as_of`."""

    number: int
    name: str
    unit: str
    setting: str
    parent: str
    as_of: date
    seed: int
    members: list[Person] = field(default_factory=list)
    applicants: list[Person] = field(default_factory=list)
    groups: int = 0
    elected: date = date(2024, 3, 15)
    founded: date = date(2012, 6, 1)
    employees: int = 30

    @property
    def year(self) -> int:
        return self.as_of.year

    @property
    def full_members(self) -> list[Person]:
        return [m for m in self.members if m.full_since]

    @property
    def secretary(self) -> Person:
        return next(m for m in self.members if m.role == "书记")

    @property
    def committee(self) -> list[Person]:
        posts = ("书记", "副书记", "组织委员", "宣传委员", "纪检委员")
        found = [m for m in self.members if m.role in posts]
        return found if len(found) >= 3 else []

    @property
    def short_name(self) -> str:
        return self.name.removeprefix(CITY).removeprefix("中共")

    @property
    def away(self) -> Person | None:
        """The floating member, in branches large enough to have one."""
        return self.full_members[-1] if len(self.members) > 7 else None

    def members_on(self, day: date) -> list[Person]:
        return [m for m in self.members if m.joined <= day]

    @cached_property
    def admissions(self) -> list[dict]:
        return year_records.admissions(self, Random(self.seed + 2))

    def records(self, ledger: str) -> list[dict]:
        """The clean records of a ledger, in the order an office would keep them."""
        if ledger == "admission":
            return self.admissions
        return getattr(year_records, ledger + "_records")(self, Random(self.seed + hash_of(ledger)))


def hash_of(text: str) -> int:
    """A hash that is the same in every run."""
    return sum((i + 1) * b for i, b in enumerate(text.encode()))


@dataclass
class World:
    """A city's branches under one committee for every ten of them."""

    branches: list[Branch]
    committees: list[dict]


def make_branch(number: int, population: Population, as_of: date, size: int, *, retired=False,
                 joint=False) -> Branch:
    """A branch of `size` members; one of six or fewer has a secretary and no committee."""
    random = population.random
    organ, setting = ORGANS[(number - 1) % len(ORGANS)]
    turn = (number - 1) // len(ORGANS)
    if turn >= len(ORDINALS):
        suffix = f"第{turn + 1}党支部"
    else:
        suffix = "离退休党支部" if retired else "联合党支部" if joint else f"机关第{ORDINALS[turn]}党支部"
    branch = Branch(
        number=number, name=f"中共{CITY}{organ}{suffix}", unit=f"{CITY}{organ}", setting=setting,
        parent=f"中共{CITY}直属机关第{ORDINALS[(number - 1) // 10 % 10]}委员会", as_of=as_of, seed=number * 7919,
        founded=workday(date(random.randint(2005, 2019), random.randint(1, 12), random.randint(1, 27))),
        elected=workday(add_months(as_of, -random.randint(3, 26)).replace(day=random.randint(5, 24))),
        employees=max(60, min(95, size + random.randint(12, 40))))
    taken: set[str] = set()
    probationary = 0 if retired or size < 8 else 1 if size < 30 else 2
    for index in range(size):
        branch.members.append(population.person(
            branch.name, taken, as_of, probationary=index >= size - probationary, retired=retired))
    full = [m for m in branch.full_members if m.joined < add_years(branch.elected, -2)]
    posts = ("书记", "组织委员", "纪检委员") if len(full) < 5 else (
        "书记", "副书记", "组织委员", "宣传委员", "纪检委员")
    if len(branch.full_members) < 7:
        posts = ("书记",)
    for person, post in zip(full, posts):
        person.role = post
    branch.groups = 0 if size < 15 else 2 if size < 30 else 3
    for index, person in enumerate(branch.members):
        person.group = index % branch.groups + 1 if branch.groups else 0
    for person in random.sample(branch.members, max(1, size // 15)):
        person.difficulty = person.retired or random.random() < 0.5
    for _ in range(2 if not retired else 0):
        branch.applicants.append(population.person(branch.name, taken, as_of, probationary=True))
    return branch


def make_world(count: int, seed: int, as_of: date, sizes=None) -> World:
    """`count` branches of the sizes given, or of up to 50 members, most near that ceiling."""
    random = Random(seed)
    population = Population(random)
    branches = []
    for number in range(1, count + 1):
        size = sizes[(number - 1) % len(sizes)] if sizes else random.choice((50,) * 14 + (49, 48, 47, 46, 30, 6))
        branches.append(make_branch(
            number, population, as_of, size, retired=sizes is None and number % 17 == 0,
            joint=sizes is None and number % 23 == 0))
    committees = [committee(name, branches, as_of, index, population)
                  for index, name in enumerate(dict.fromkeys(b.parent for b in branches))]
    return World(branches, committees)


def committee(name: str, branches: list[Branch], as_of: date, index: int, population: Population) -> dict:
    """The organisation record of a committee over ten branches."""
    own = [b for b in branches if b.parent == name]
    elected = workday(add_months(as_of, -20 - index % 12))
    leaders = [own[i % len(own)].full_members[i % 3].name for i in range(5)]
    return {
        "name": name, "code": f"3799{index + 1:02d}000000", "parent": "", "kind": "党委", "setting": "机关",
        "founded": date(2004, 5, 10), "approval_ref": f"云直工委〔2004〕{index + 3}号",
        "members_full": sum(len(b.full_members) for b in own),
        "members_probationary": sum(len(b.members) - len(b.full_members) for b in own),
        "groups": 0, "covered_units": len(own), "secretary": leaders[0], "deputy": leaders[1],
        "committee": leaders, "committee_size": 5, "elected": elected, "term_years": 5,
        "term_end": add_years(elected, 5), "employees": sum(b.employees for b in own),
        "phone": phone(9000 + index),
    }
