"""Errors that clerks make, each put into clean records one at a time, with what must be found.

A kind is a function that spoils a branch's records and says which cells it changed, or gives `None`
where the branch has nothing of that sort. Rule ids are those of the facts about the regulations;
several stand where more than one rule may rightly speak first.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from . import identity
from .calendars import add_months, add_years
from .clean import Submission
from .styles import DATE_STYLES


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


FULL = {ord(c): ord(c) + 0xFEE0 for c in "0123456789X.-"}
TEXT = "DATA-018|DATA-014|DATA-001"
full = lambda r: r["category"] == "正式党员"

# MARK: ID numbers
rewrite("id check digit", "member", "id_number", "DATA-002", "none", lambda v, r: identity.wrong_check_digit(v))
rewrite("id lower-case x", "member", "id_number", "DATA-001|DATA-018", "safe", lambda v, r: v.lower(), lambda r: r["id_number"].endswith("X"))
rewrite("id with blanks", "member", "id_number", "DATA-001|DATA-018", "safe", lambda v, r: f"{v[:6]} {v[6:14]} {v[14:]}")
rewrite("id full-width", "member", "id_number", "DATA-001|DATA-018", "safe", lambda v, r: v.translate(FULL))
rewrite("id with apostrophe", "member", "id_number", "DATA-001|DATA-018", "safe", lambda v, r: "'" + v)
rewrite("id of 15 digits", "member", "id_number", "DATA-001", "safe", lambda v, r: identity.fifteen_digits(v), lambda r: r["birth"].year < 2000)
rewrite("id rounded by the spreadsheet", "member", "id_number", "DATA-005", "none", lambda v, r: float(v[:15] + "000"),
        also="DATA-00[1-4]")
rewrite("id of 17 characters", "member", "id_number", "DATA-001", "none", lambda v, r: v[:9] + v[10:])
rewrite("id with a letter", "member", "id_number", "DATA-001", "none", lambda v, r: v[:4] + "O" + v[5:])
rewrite("id missing", "member", "id_number", "DATA-014|DATA-001", "none", lambda v, r: None)
rewrite("id line break", "member", "id_number", "DATA-001|DATA-018", "safe", lambda v, r: v + "\n")
# MARK: what the ID number says
rewrite("birth against id", "member", "birth", "DATA-003", "suggested", lambda v, r: v + timedelta(days=31))
rewrite("birth missing", "member", "birth", "DATA-003|DATA-014", "suggested", lambda v, r: None)
rewrite("gender against id", "member", "gender", "DATA-004", "suggested", lambda v, r: "女" if v == "男" else "男")
rewrite("gender missing", "member", "gender", "DATA-004|DATA-007|DATA-014", "suggested", lambda v, r: None)
# MARK: code lists
rewrite("gender synonym", "member", "gender", "DATA-007|DATA-014", "safe", lambda v, r: v + "性")
rewrite("gender code", "member", "gender", "DATA-007|DATA-014", "safe", lambda v, r: "1" if v == "男" else "2")
rewrite("ethnicity short", "member", "ethnicity", "DATA-008|DATA-014", "safe", lambda v, r: v[:-1], lambda r: len(r["ethnicity"]) == 2)
rewrite("ethnicity unknown", "member", "ethnicity", "DATA-008|DATA-014", "none", lambda v, r: "汗族")
rewrite("education synonym", "member", "education", "DATA-009|DATA-014", "any", lambda v, r: "本科", lambda r: r["education"] == "大学本科")
rewrite("education unknown", "member", "education", "DATA-009|DATA-014", "none", lambda v, r: "自学")
rewrite("category short", "member", "category", "DATA-014", "safe", lambda v, r: v[:2])
rewrite("category unknown", "member", "category", "DATA-014", "none", lambda v, r: "群众", full,
        also="LEAD-|DEV-|ORG-|DATA-01[35]|LIFE-")
rewrite("meeting kind synonym", "meeting", "kind", "DATA-014|DATA-007", "safe", lambda v, r: "党员大会", lambda r: r["kind"] == "支部党员大会")
rewrite("appraisal grade unknown", "appraisal", "result", "DATA-014|LIFE-008", "none", lambda v, r: "尚可")
# MARK: names and text
rewrite("name with a blank", "member", "name", "DATA-018|DATA-014", "safe", lambda v, r: v[0] + "　" + v[1:], lambda r: "·" not in r["name"])
rewrite("name with an invisible character", "member", "name", TEXT, "safe", lambda v, r: v + "\u200b")
rewrite("name with another dot", "member", "name", TEXT, "safe", lambda v, r: v.replace("·", "•"), lambda r: "·" in r["name"])
rewrite("name missing", "member", "name", "DATA-014", "none", lambda v, r: None,
        also="DATA-015|FEE-013|EDU-|LIFE-|DEV-|LEAD-|ORG-")
rewrite("text mis-decoded", "member", "native_place", "DATA-016", "any", lambda v, r: v.encode("utf-8").decode("gbk", "replace"))
rewrite("replacement characters", "member", "native_place", "DATA-016", "none", lambda v, r: v[:2] + "\ufffd\ufffd")
rewrite("phone with +86", "member", "phone", "DATA-011", "safe", lambda v, r: f"+86 {v[:3]}-{v[3:7]}-{v[7:]}")
rewrite("phone of 10 digits", "member", "phone", "DATA-011", "none", lambda v, r: v[:-1])
# MARK: dates
for style in ("dots", "padded dots", "han", "slashes", "compact", "numerals", "full width", "stroke", "with time", "weekday"):
    rewrite(f"date in style {style}", "member", "joined", "DATA-012|DATA-018", "safe",
            lambda v, r, style=style: DATE_STYLES[style](v), full)
rewrite("date as a bare serial", "member", "work_start", "DATA-012|DATA-018", "safe", lambda v, r: DATE_STYLES["compact number"](v))
rewrite("date no calendar has", "member", "work_start", "DATA-012|DATA-014", "none", lambda v, r: "2009.2.30")
rewrite("month thirteen", "meeting", "date", "DATA-012|DATA-014", "none", lambda v, r: "2025年13月5日", lambda r: r["kind"] == "谈心谈话",
        also="LIFE-009")
rewrite("numeric year and month", "member", "work_start", "DATA-012", "none", lambda v, r: 2009.1)
# MARK: members
rewrite("joined under age", "member", "joined", "DATA-013|DEV-001", "none", lambda v, r: add_years(r["birth"], 16), full, also="DEV-021|DEV-026")
rewrite("confirmed too early", "member", "full_since", "DATA-013", "none", lambda v, r: add_months(r["joined"], 6), full, also="DEV-026")
rewrite("probationer with a confirmation date", "member", "full_since", "DATA-013", "none",
        lambda v, r: r["joined"] + timedelta(days=9), lambda r: not full(r), also="DEV-026")
rewrite("full member without confirmation date", "member", "full_since", "DATA-013", "none", lambda v, r: None, full, also="DEV-026|LEAD-007")


@kind("member twice", "DATA-015|EDU-005", also="DATA-015|FEE-013|LIFE-|EDU-|ORG-|LEAD-")
def _(found, random):
    member = random.choice(found.records["member"])
    found.records["member"].append(dict(member))
    return [Change("member", len(found.records["member"]) - 1, "id_number", None, member["id_number"])]


@kind("two members with one id", "DATA-015|EDU-005", also="DATA-00[34]")
def _(found, random):
    members = [i for i, r in enumerate(found.records["member"]) if full(r)]
    if len(members) < 2:
        return None
    one, two = random.sample(members, 2)
    number = found.records["member"][one]["id_number"]
    return [put(found, "member", two, "id_number", number), Change("member", one, "id_number", number, number)]


# MARK: organisation
rewrite("member count against the roster", "organisation", "members_full", "DATA-015|ORG-", "any", lambda v, r: v + 2)
rewrite("term end", "organisation", "term_end", "LEAD-004", "suggested", lambda v, r: add_years(v, 1), also="DATA-015")
rewrite("term too long", "organisation", "term_years", "LEAD-004", "any", lambda v, r: 4, also="DATA-015")
rewrite("committee of two", "organisation", "committee_size", "LEAD-002|LEAD-001", "none", lambda v, r: 2, lambda r: r["committee_size"] >= 3,
        also="LEAD-|DATA-015")
rewrite("parent unknown", "organisation", "parent", "ORG-010", "any", lambda v, r: v.replace("直属机关", "直届机关"))
rewrite("joint branch over too many units", "organisation", "covered_units", "ORG-003", "none", lambda v, r: 7, lambda r: r["kind"] == "联合党支部")
rewrite("secretary missing", "organisation", "secretary", "DATA-014|LEAD-", "none", lambda v, r: None, also="LEAD-|LIFE-|EDU-|DATA-015")


@kind("election overdue", "LEAD-005", also="LEAD-|DATA-015")
def _(found, random):
    changes = [put(found, "organisation", 0, "elected", date(2021, 3, 12)), put(found, "organisation", 0, "term_end", date(2024, 3, 12))]
    record = found.records["election"][0]
    record.update(requested_on=date(2021, 2, 1), approved_on=date(2021, 2, 20), held_on=date(2021, 3, 12), term_end=date(2024, 3, 12))
    return changes


@kind("no committee", "LEAD-001", also="LEAD-|LIFE-|DATA-015")
def _(found, random):
    if found.records["organisation"][0]["committee_size"] < 3:
        return None
    return [put(found, "organisation", 0, "committee", None), put(found, "organisation", 0, "committee_size", 0)]


# MARK: meetings
def drop(name: str, rule: str, test, also="", months=None):
    def spoil(found, random):
        kept = [r for r in found.records["meeting"] if not test(r)]
        if len(kept) == len(found.records["meeting"]):
            return None
        found.records["meeting"] = kept
        return []
    KINDS.append(Kind(name, rule, "none", spoil, also, False))


drop("members' meeting missed", "LIFE-001", lambda r: r["kind"] == "支部党员大会" and r["date"].month == 5)
drop("committee meeting missed", "LIFE-002", lambda r: r["kind"] == "支委会" and r["date"].month == 4)
drop("group meeting missed", "LIFE-003", lambda r: r["kind"] == "党小组会" and r["date"].month == 9 and r["group"].startswith("第一"))
drop("theme day missed", "LIFE-004", lambda r: r["kind"] == "主题党日" and r["date"].month == 7)
drop("no lecture in the year", "LIFE-005", lambda r: r["kind"] == "党课")
drop("no organisational life meeting", "LIFE-006", lambda r: r["kind"] == "组织生活会")
drop("a member nobody talked with", "LIFE-009", lambda r: r["kind"] == "谈心谈话")


@kind("no appraisal", "LIFE-007", also="LIFE-008", addressed=False)
def _(found, random):
    found.records["meeting"] = [r for r in found.records["meeting"] if r["kind"] != "民主评议"]
    found.records["appraisal"] = [r | {"year": r["year"] - 1} for r in found.records["appraisal"]]
    return []


BIG = lambda r: r["kind"] in ("主题党日", "组织生活会") and r["expected"] > 6
rewrite("more present than expected", "meeting", "present", "LIFE-012", "none", lambda v, r: r["expected"] + 3, BIG)
rewrite("absent persons do not add up", "meeting", "absent", "LIFE-012", "none", lambda v, r: "、".join(["张三", "李四", "王五", "赵六", "孙七"][:4 + (r["expected"] - r["present"] == 4)]),
        BIG, also="DATA-015")
rewrite("number with a unit", "meeting", "expected", "DATA-018|DATA-012|DATA-014", "safe", lambda v, r: f"{v}人", BIG)
rewrite("hours with a unit", "training", "hours", "DATA-018|DATA-014", "safe", lambda v, r: f"{v}学时")
rewrite("meeting without a topic", "meeting", "topic", "DATA-014", "none", lambda v, r: None, BIG)
rewrite("meeting without attendance", "meeting", "present", "DATA-014", "none", lambda v, r: None, BIG, also="LIFE-012")


@kind("committee below its quorum", "LIFE-011", also="LIFE-01[26]")
def _(found, random):
    index = pick(found, "meeting", random, lambda r: r["kind"] == "支委会")
    if index is None:
        return None
    record = found.records["meeting"][index]
    names = [m["name"] for m in found.records["member"] if m["party_role"] and m["name"] != record["chair"]]
    missing = names[: record["expected"] - record["expected"] // 3]
    record["absent"] = "、".join(missing) + "（出差）"
    return [put(found, "meeting", index, "present", record["expected"] - len(missing))]


@kind("members' meeting below its quorum", "LIFE-010", also="LIFE-01[26]")
def _(found, random):
    index = pick(found, "meeting", random, lambda r: r["kind"] == "支部党员大会" and r["expected"] > 5)
    if index is None:
        return None
    record = found.records["meeting"][index]
    names = [m["name"] for m in found.records["member"] if m["name"] != record["chair"]]
    missing = names[: record["expected"] * 2 // 3]
    record["absent"] = "、".join(missing)
    return [put(found, "meeting", index, "present", record["expected"] - len(missing))]


# MARK: dues
paying = lambda r: all(r[f"m{i:02d}"] for i in range(1, 13))
working = lambda r: paying(r) and r["category"] != "离退休党员"


@kind("monthly due below its band", "FEE-001|FEE-002", "suggested", also="FEE-")
def _(found, random):
    index = pick(found, "dues", random, lambda r: working(r) and r["rate"] > 0.005)
    return None if index is None else [put(found, "dues", index, "monthly_due", round(found.records["dues"][index]["income"] * 0.005, 2))]


rewrite("rate of another band", "dues", "rate", "FEE-001|FEE-013", "any", lambda v, r: 0.005, lambda r: working(r) and r["rate"] > 0.005, also="FEE-")
rewrite("sum overwritten", "dues", "total", "FEE-013", "suggested", lambda v, r: round(v + 37, 2), also="FEE-")
rewrite("amount with a unit", "dues", "income", "DATA-018|DATA-014", "safe", lambda v, r: f"{v:,}元")
rewrite("income as text", "dues", "income", "DATA-014|DATA-018", "none", lambda v, r: "见工资表", also="FEE-")
rewrite("payer not in the roster", "dues", "name", "DATA-015|FEE-013", "any", lambda v, r: "欧阳无名", lambda r: paying(r), also="FEE-|DATA-015")


def unpaid(name: str, rule: str, months: list[int], amount=None):
    @kind(name, rule, also="FEE-|LIFE-016")
    def _(found, random):
        index = pick(found, "dues", random, working)
        if index is None:
            return None
        record = found.records["dues"][index]
        changes = [put(found, "dues", index, f"m{m:02d}", amount) for m in months]
        record["total"] = round(record["total"] - len(months) * (record["monthly_due"] - (amount or 0)), 2)
        record["arrears"] = round(len(months) * record["monthly_due"] - (amount or 0), 2)
        return changes


unpaid("a month not paid", "FEE-009|FEE-013", [8])
unpaid("six months not paid", "FEE-010", [6, 7, 8, 9, 10, 11])
unpaid("a month paid short", "FEE-009|FEE-013|FEE-001", [4], 0.5)
unpaid("large voluntary payment", "FEE-011", [10], 1500)


@kind("member without dues", "FEE-013|DATA-015", addressed=False, also="FEE-")
def _(found, random):
    index = pick(found, "dues", random, working)
    if index is None:
        return None
    found.records["dues"].pop(index)
    return []


# MARK: admission
def admitted(r):
    return r.get("admitted_on") is not None


def step(name, column, rules, change, test=admitted, also="DEV-", beside=()):
    """A step's date or names changed; `beside` are the fields at which an interval may be told as well."""
    def spoil(found, random):
        index = pick(found, "admission", random, test)
        if index is None:
            return None
        record = found.records["admission"][index]
        others = [Change("admission", index, f, record[f], record[f]) for f in beside]
        return [put(found, "admission", index, column, change(record[column], record)), *others]
    KINDS.append(Kind(name, rules, "none", spoil, also))


step("applied under age", "applied", "DEV-001", lambda v, r: add_years(r["birth"], 17), also="DEV-00[23]")
step("talk too late", "talked", "DEV-002", lambda v, r: add_months(r["applied"], 2))
step("steps out of order", "activist_on", "DEV-003", lambda v, r: r["candidate_on"] + timedelta(days=5), beside=("candidate_on", "activist_filed"))
step("less than a year of cultivation", "activist_on", "DEV-007", lambda v, r: add_months(r["candidate_on"], -10), beside=("candidate_on",))
step("one sponsor only", "sponsors", "DEV-010", lambda v, r: v[:1])
step("three mentors", "mentors", "DEV-005", lambda v, r: v + ["周三丰"], also="DATA-015|DEV-")
step("no review", "review_on", "DEV-011|DEV-003", lambda v, r: None)
step("admitted before the pre-review", "prereview_on", "DEV-003|DEV-013", lambda v, r: r["admitted_on"] + timedelta(days=4), beside=("admitted_on",))
step("approval after seven months", "approved_on", "DEV-019", lambda v, r: add_months(r["admitted_on"], 7))
step("no talk before approval", "talk_by_superior", "DEV-018|DEV-003", lambda v, r: None)
step("activist not filed", "activist_filed", "DEV-004", lambda v, r: None)
@kind("joining date against the branch meeting", "DEV-021", also="DEV-|DATA-015|FEE-007")
def _(found, random):
    index = pick(found, "admission", random, admitted)
    if index is None:
        return None
    record = found.records["admission"][index]
    member = next(i for i, m in enumerate(found.records["member"]) if m["name"] == record["name"])
    joined = found.records["member"][member]["joined"]
    return [put(found, "admission", index, "admitted_on", record["admitted_on"] - timedelta(days=3)),
            Change("member", member, "joined", joined, joined)]


@kind("training too short", "DEV-012")
def _(found, random):
    index = pick(found, "admission", random, admitted)
    if index is None:
        return None
    record = found.records["admission"][index]
    return [put(found, "admission", index, "training_hours", 8), put(found, "admission", index, "training_to", record["training_from"])]


@kind("no training at all", "DEV-012|DEV-003")
def _(found, random):
    index = pick(found, "admission", random, admitted)
    if index is None:
        return None
    return [put(found, "admission", index, f, None) for f in ("training_hours", "training_from", "training_to")]


step("confirmed before the year is over", "full_meeting_on", "DEV-024", lambda v, r: add_months(r["admitted_on"], 11), lambda r: bool(r.get("full_meeting_on")))
step("confirmation approved too late", "full_approved_on", "DEV-025", lambda v, r: add_months(r["full_meeting_on"], 5), lambda r: bool(r.get("full_meeting_on")))
step("probation extended by three months", "extended_to", "DEV-023", lambda v, r: add_months(add_years(r["admitted_on"], 1), 3),
     lambda r: r["stage"] == "正式党员")


@kind("a probationer as sponsor", "DEV-010", also="DEV-")
def _(found, random):
    index = pick(found, "admission", random, admitted)
    names = [m["name"] for m in found.records["member"] if not full(m)]
    if index is None or not names or found.records["admission"][index]["name"] in names[:1] and len(names) < 2:
        return None
    name = next(n for n in names if n != found.records["admission"][index]["name"])
    sponsors = found.records["admission"][index]["sponsors"]
    return [put(found, "admission", index, "sponsors", [sponsors[0], name])]


# MARK: election
rewrite("election below its quorum", "election", "present", "LEAD-009", "none", lambda v, r: r["eligible"] * 7 // 10, lambda r: r["eligible"] > 9,
        also="LEAD-01")
rewrite("no margin of candidates", "election", "candidates", "LEAD-010", "none", lambda v, r: r["seats"], lambda r: r["seats"] > 1)
rewrite("elected with half of the votes", "election", "votes", "LEAD-011", "none",
        lambda v, r: "、".join([str(r["present"] // 2)] + v.split("、")[1:]), lambda r: r["seats"] > 1)
rewrite("more ballots than voters", "election", "ballots_in", "LEAD-012", "none", lambda v, r: v + 2)


# MARK: education, transfer, points, the rest
@kind("too few hours", "EDU-001", also="EDU-", addressed=False)
def _(found, random):
    index = pick(found, "training", random, lambda r: not r["role"] or r["role"] == "党员")
    if index is None:
        return None
    name = found.records["training"][index]["name"]
    found.records["training"] = [r for r in found.records["training"] if r["name"] != name or r["hours"] == 8]
    return []


@kind("leader with too few hours", "EDU-002", also="EDU-|LEAD-019", addressed=False)
def _(found, random):
    found.records["training"] = [r for r in found.records["training"] if r["role"] != "书记" or r["hours"] < 24]
    return []


@kind("too many rated excellent", "LIFE-008", addressed=False)
def _(found, random):
    rows = found.records["appraisal"]
    for record in rows[: len(rows) // 2 + 1]:
        record["result"] = "优秀"
    return []


@kind("a probationer rated", "LIFE-008", also="DATA-015")
def _(found, random):
    names = [m for m in found.records["member"] if not full(m)]
    if not names:
        return None
    rows = found.records["appraisal"]
    rows.append(rows[-1] | {"name": names[0]["name"], "result": "合格"})
    return [Change("appraisal", len(rows) - 1, "result", None, "合格")]


rewrite("letter used after it expired", "transfer", "received_on", "EDU-008", "none", lambda v, r: r["issued_on"] + timedelta(days=120), also="EDU-007")
rewrite("letter valid too long", "transfer", "valid_days", "EDU-008", "none", lambda v, r: 180)
@kind("no receipt", "EDU-007", also="EDU-008")
def _(found, random):
    record = found.records["transfer"][0]  # issued in spring: more than six months before the year's end
    return [put(found, "transfer", 0, "received_on", None), Change("transfer", 0, "issued_on", record["issued_on"], record["issued_on"])]


rewrite("floating member without a place", "mobile_member", "destination", "EDU-009", "none", lambda v, r: None)
rewrite("points do not add up", "points", "total", "EDU-012", "suggested", lambda v, r: v + 5)
rewrite("problem overdue", "rectification", "done_on", "DUTY-006", "none", lambda v, r: None, also="DATA-014")
rewrite("problem without an owner", "rectification", "owner", "DUTY-006|DATA-014", "none", lambda v, r: None)
rewrite("grade missing", "appraisal", "result", "DATA-014|LIFE-00[78]", "none", lambda v, r: None)
rewrite("full or part time unknown", "staff", "full_time", "DATA-014", "none", lambda v, r: "挂名", lambda r: r["full_time"] == "兼职")
rewrite("duty without a text", "responsibility", "duty", "DATA-014", "none", lambda v, r: None)
rewrite("feature without a title", "feature", "title", "DATA-014", "none", lambda v, r: None, also="DUTY-|BASE-")
rewrite("funding without an amount", "funding", "spent", "DATA-014", "none", lambda v, r: None, also="BASE-")


@kind("no report by the secretary", "DUTY-001", also="DUTY-|DATA-", addressed=False)
def _(found, random):
    found.records["assessment"] = [r | {"year": r["year"] - 1} for r in found.records["assessment"]]
    return []
