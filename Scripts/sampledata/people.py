"""Invented people: names, dates that fit together, and the posts they hold."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from . import identity
from .calendars import add_years, workday

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
GIVEN = "伟芳娜敏静强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰红梅建国志远文博思源雨晨嘉怡子轩一鸣晓东海燕春雪佳琪宏达"
MINORITY_NAMES = [
    ("阿依古丽·买买提", "维吾尔族"), ("巴特尔·苏和", "蒙古族"), ("扎西·多吉", "藏族"),
    ("古丽娜尔·艾山", "维吾尔族"), ("卓玛·央金", "藏族"), ("叶尔兰·哈森", "哈萨克族"),
]
EDUCATIONS = [("大学本科", "学士"), ("大学本科", "学士"), ("大学专科", ""), ("硕士研究生", "硕士"), ("普通高中", "")]
JOBS = ["科员", "副科长", "科长", "一级主任科员", "四级调研员", "工程师", "会计", "办公室主任"]
PLACES = ["山东泰安", "山东济南", "河北保定", "江苏徐州", "河南商丘", "安徽宿州", "山东青岛"]


@dataclass
class Person:
    """One Party member; dates are those that every ledger must agree on."""

    name: str
    male: bool
    ethnicity: str
    birth: date
    id_number: str
    native_place: str
    education: str
    degree: str
    job: str
    phone: str
    joined: date
    full_since: date | None
    work_start: date
    role: str = "党员"
    retired: bool = False
    difficulty: bool = False
    group: int = 0
    income: int = 0
    branch: str = ""
    extra: dict = field(default_factory=dict)

    @property
    def category(self) -> str:
        return "正式党员" if self.full_since else "预备党员"

    @property
    def gender(self) -> str:
        return "男" if self.male else "女"

    @property
    def monthly_due(self) -> float:
        """Dues by the bands of 2008: one rate on the whole base, upper bounds included."""
        return round(self.income * self.rate, 2)

    @property
    def rate(self) -> float:
        if self.retired:
            return 0.005 if self.income <= 5000 else 0.01
        for bound, rate in ((3000, 0.005), (5000, 0.01), (10000, 0.015)):
            if self.income <= bound:
                return rate
        return 0.02


class Population:
    """Makes people one by one; no name is used twice inside a branch and no ID number at all."""

    def __init__(self, random: Random):
        self.random = random
        self.count = 0
        self.numbers: set[str] = set()

    def name(self, taken: set[str]) -> tuple[str, str]:
        random = self.random
        while True:
            if random.random() < 0.012:
                name, ethnicity = random.choice(MINORITY_NAMES)
            else:
                length = 2 if random.random() < 0.8 else 1
                name = random.choice(SURNAMES) + "".join(random.sample(GIVEN, length))
                ethnicity = random.choices(("汉族", "回族", "满族", "壮族"), (94, 2, 3, 1))[0]
            if name not in taken:
                taken.add(name)
                return name, ethnicity

    def person(self, branch: str, taken: set[str], as_of: date, *, probationary=False, retired=False) -> Person:
        random = self.random
        name, ethnicity = self.name(taken)
        male = random.random() < 0.58
        low, high = (63, 82) if retired else (22, 29) if probationary else (26, 54)
        birth = add_years(as_of, -random.randint(low, high)) - timedelta(days=random.randint(1, 360))
        work_start = workday(add_years(birth, 22 if not retired else 18) + timedelta(days=random.randint(0, 500)))
        work_start = min(work_start, as_of - timedelta(days=200))
        if probationary:
            joined = workday(date(as_of.year, 1, 6) + timedelta(days=random.randint(60, 300)))
            full_since = None
        else:
            earliest = add_years(birth, 20 if not retired else 22)
            latest = min(add_years(birth, 50), add_years(as_of, -2))
            if retired:  # the years around 1970 had no probation: stay clear of them
                earliest = max(earliest, date(1980, 1, 2))
                latest = max(latest, date(1990, 1, 2))
            joined = workday(earliest + timedelta(days=random.randint(0, max(30, (latest - earliest).days))))
            if (joined.month, joined.day) == (2, 29):
                joined += timedelta(days=1)
            full_since = add_years(joined, 1)
        education, degree = random.choice(EDUCATIONS)
        self.count += 1
        sequence = self.count
        while (number := identity.id_number(birth, sequence, male)) in self.numbers:
            sequence += 1
        self.numbers.add(number)
        return Person(
            name=name, male=male, ethnicity=ethnicity, birth=birth,
            id_number=number, native_place=random.choice(PLACES),
            education=education, degree=degree, job="退休" if retired else random.choice(JOBS),
            phone=identity.phone(self.count), joined=joined, full_since=full_since, work_start=work_start,
            retired=retired, branch=branch, income=random.randrange(2600, 13000, 100))
