"""Slips about a branch: who leads it, when it met, what it collected."""

from datetime import date, timedelta

from .calendars import add_months, add_years
from .kinds import KINDS, Change, Kind, full, kind, pick, put, rewrite

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


# MARK: election
rewrite("election below its quorum", "election", "present", "LEAD-009", "none", lambda v, r: r["eligible"] * 7 // 10, lambda r: r["eligible"] > 9,
        also="LEAD-01")
rewrite("no margin of candidates", "election", "candidates", "LEAD-010", "none", lambda v, r: r["seats"], lambda r: r["seats"] > 1)
rewrite("elected with half of the votes", "election", "votes", "LEAD-011", "none",
        lambda v, r: "、".join([str(r["present"] // 2)] + v.split("、")[1:]), lambda r: r["seats"] > 1)
rewrite("more ballots than voters", "election", "ballots_in", "LEAD-012", "none", lambda v, r: v + 2)


# MARK: more of the same
rewrite("two deputies", "organisation", "deputy", "LEAD-003", "none", lambda v, r: [v, r["committee"][-1]], lambda r: bool(r["deputy"]))
rewrite("committee of nine", "organisation", "committee_size", "LEAD-002", "none", lambda v, r: 9, lambda r: r["committee_size"] >= 3, also="DATA-015")
rewrite("probationary count against the roster", "organisation", "members_probationary", "DATA-015", "any", lambda v, r: v + 1)
rewrite("secretary nobody knows", "organisation", "secretary", "DATA-015", "any", lambda v, r: "欧阳无名", also="LEAD-")
rewrite("elected in the future", "organisation", "elected", "DATA-012", "none", lambda v, r: add_years(v, 5), also="LEAD-|DATA-015")
rewrite("term end before the election", "organisation", "term_end", "LEAD-004|LEAD-005", "any", lambda v, r: add_years(r["elected"], -1), also="LEAD-")
rewrite("code in words", "organisation", "code", "DATA-017", "none", lambda v, r: "没有代码")
rewrite("name without a kind of organisation", "organisation", "name", "ORG-008", "any", lambda v, r: r["parent"][2:6] + "办公室",
        also="ORG-010|DATA-015|LEAD-|LIFE-|DUTY-|EDU-|FEE-")
rewrite("branch its own superior", "organisation", "parent", "ORG-010", "any", lambda v, r: r["name"])


@kind("term ends within three months, nobody reminded", "LEAD-006", also="LEAD-007|LEAD-013")
def _(found, random):
    changes = [put(found, "organisation", 0, "term_end", date(2026, 3, 12)), put(found, "organisation", 0, "elected", date(2023, 3, 12))]
    found.records["election"][0].update(requested_on=date(2023, 2, 1), approved_on=date(2023, 2, 20), held_on=date(2023, 3, 12), term_end=date(2026, 3, 12))
    return changes


@kind("secretary not a year a full member", "LEAD-007", also="DATA-013|LEAD-")
def _(found, random):
    record = found.records["organisation"][0]
    index = next(i for i, m in enumerate(found.records["member"]) if m["name"] == record["secretary"])
    put(found, "member", index, "joined", add_months(record["elected"], -17))
    put(found, "member", index, "full_since", add_months(record["elected"], -5))
    return [Change("organisation", 0, "secretary", record["secretary"], record["secretary"])]


def without_post(post: str):
    @kind(f"committee without {post}", "LEAD-003", also="EDU-|LIFE-013", addressed=False)
    def _(found, random):
        members = found.records["member"]
        if sum(bool(m["party_role"]) for m in members) < 5:
            return None
        for member in members:
            if member["party_role"] == post:
                member["party_role"] = ""
        return []


without_post("纪检委员")
without_post("组织委员")
without_post("宣传委员")


@kind("two secretaries in the roster", "LEAD-003", also="EDU-|LIFE-013|LEAD-", addressed=False)
def _(found, random):
    index = pick(found, "member", random, lambda r: full(r) and not r["party_role"])
    if index is None:
        return None
    put(found, "member", index, "party_role", "书记")
    return []


def forgotten(name: str, ledger: str, rule: str, also: str = ""):
    """A ledger that every other branch keeps, with nothing in it."""
    @kind(name, rule, also=also, addressed=False)
    def _(found, random):
        found.records[ledger] = []
        return []


forgotten("no roster handed in", "member", "DATA-015", "EDU-|LIFE-|LEAD-|FEE-|DEV-|ORG-|DATA-015")
forgotten("no meetings handed in", "meeting", "DATA-015", "LIFE-")
forgotten("no dues handed in", "dues", "DATA-015", "FEE-")
forgotten("no training entered", "training", "EDU-001", "EDU-|LEAD-019")
forgotten("no assessment entered", "assessment", "DUTY-001")
drop("no members' meeting in two quarters", "LIFE-001", lambda r: r["kind"] == "支部党员大会" and 4 <= r["date"].month <= 9)
drop("no theme day in December", "LIFE-004", lambda r: r["kind"] == "主题党日" and r["date"].month == 12)
rewrite("meeting in the future", "meeting", "date", "DATA-012", "none", lambda v, r: v.replace(year=v.year + 1), lambda r: r["kind"] == "谈心谈话", also="LIFE-")
rewrite("chair nobody knows", "meeting", "chair", "DATA-015", "any", lambda v, r: "欧阳无名", BIG, also="LIFE-013")
rewrite("recorder nobody knows", "meeting", "recorder", "DATA-015", "any", lambda v, r: "欧阳无名", BIG)
rewrite("present below zero", "meeting", "present", "LIFE-012|DATA-014", "none", lambda v, r: -2, BIG, also="LIFE-01")
rewrite("meeting without a date", "meeting", "date", "DATA-014", "none", lambda v, r: None, lambda r: r["kind"] == "谈心谈话", also="LIFE-")


@kind("chaired by a member without a post", "LIFE-013")
def _(found, random):
    index = pick(found, "meeting", random, lambda r: r["kind"] == "支委会")
    other = next((m["name"] for m in found.records["member"] if full(m) and not m["party_role"]), None)
    return None if index is None or other is None else [put(found, "meeting", index, "chair", other)]


def twice(name: str, ledger: str, column: str, also: str = "", test=lambda r: True):
    """One row of a ledger entered a second time at its end."""
    @kind(name, "DATA-015", also=also)
    def _(found, random):
        index = pick(found, ledger, random, test)
        if index is None:
            return None
        found.records[ledger].append(dict(found.records[ledger][index]))
        return [Change(ledger, len(found.records[ledger]) - 1, column, None, found.records[ledger][-1][column])]


twice("one meeting twice", "meeting", "topic", test=BIG)
twice("one member twice in the dues", "dues", "name", also="FEE-008")
twice("one training twice", "training", "name")
twice("one appraisal twice", "appraisal", "name", also="LIFE-008")
twice("one applicant twice", "admission", "id_number")
twice("one letter twice", "transfer", "name", also="EDU-")
twice("one visit twice", "care", "name")
twice("one problem twice", "rectification", "problem")
twice("one feature twice", "feature", "title")
rewrite("retired member below the band", "dues", "monthly_due", "FEE-002", "suggested", lambda v, r: round(v / 2, 2),
        lambda r: r["category"] == "离退休党员" and paying(r), also="FEE-")
rewrite("arrears that are none", "dues", "arrears", "FEE-013", "any", lambda v, r: 30, lambda r: paying(r) and not r["arrears"])
rewrite("amount below zero", "dues", "m05", "DATA-014", "none", lambda v, r: -v, working, also="FEE-")


@kind("paid before joining", "FEE-007", also="FEE-013")
def _(found, random):
    index = pick(found, "dues", random, lambda r: r["m01"] is None and r["m12"])
    if index is None:
        return None
    record = found.records["dues"][index]
    record["total"] = round(record["total"] + record["monthly_due"], 2)
    return [put(found, "dues", index, "m01", record["monthly_due"])]


rewrite("election without a reply", "election", "approved_on", "LEAD-008", "none", lambda v, r: None)
rewrite("more ballots than present", "election", "ballots_out", "LEAD-012", "none", lambda v, r: r["present"] + 3)
rewrite("more votes than present", "election", "votes", "LEAD-012", "none", lambda v, r: "、".join([str(r["present"] + 5)] + v.split("、")[1:]))
rewrite("election's term end a year short", "election", "term_end", "LEAD-004", "suggested", lambda v, r: add_years(v, -1), also="LEAD-")


@kind("a probationer elected", "LEAD-013", also="DATA-015")
def _(found, random):
    name = next((m["name"] for m in found.records["member"] if not full(m)), None)
    record = found.records["election"][0]
    return None if name is None else [put(found, "election", 0, "elected", [*record["elected"][:-1], name])]
