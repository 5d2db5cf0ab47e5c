"""Meetings, theme days, appraisal: how often, who was there, and what need not be."""

from datetime import date

from .tables import probe


def meetings(name, rules, test, size=12, ledger_level=True, keep=None):
    """Takes away the meetings that meet the test and expects one finding about the sheet or the branch."""
    def _(b):
        b.drop("meeting", test)
        if rules:
            b.expect(rules, "meeting", None)
    probe("meetings: " + name, size=size)(_)


MONTH = lambda r: r["date"].month
meetings("no members' meeting in the second quarter", "LIFE-001", lambda r: r["kind"] == "支部党员大会" and 4 <= MONTH(r) <= 6)
meetings("no members' meeting in two quarters", "LIFE-001", lambda r: r["kind"] == "支部党员大会" and 4 <= MONTH(r) <= 9)
meetings("no members' meeting at all", "LIFE-001", lambda r: r["kind"] == "支部党员大会")
meetings("no committee meeting in April", "LIFE-002", lambda r: r["kind"] == "支委会" and MONTH(r) == 4)
meetings("no committee meeting in three months", "LIFE-002", lambda r: r["kind"] == "支委会" and MONTH(r) in (2, 4, 7))
meetings("no group meeting in September", "LIFE-003", lambda r: r["kind"] == "党小组会" and MONTH(r) == 9, size=30)
meetings("one of two groups did not meet", "LIFE-003", lambda r: r["kind"] == "党小组会" and MONTH(r) == 9 and r["group"].startswith("第一"), size=30)
meetings("no theme day in July", "LIFE-004", lambda r: r["kind"] == "主题党日" and MONTH(r) == 7)
meetings("no lecture", "LIFE-005", lambda r: r["kind"] == "党课")
meetings("no life meeting", "LIFE-006", lambda r: r["kind"] == "组织生活会")
meetings("no talks", "LIFE-009", lambda r: r["kind"] == "谈心谈话")
meetings("only one lecture", "", lambda r: r["kind"] == "党课" and MONTH(r) != 8)


@probe("meetings: no appraisal anywhere")
def _(b):
    b.drop("meeting", lambda r: r["kind"] == "民主评议")
    b.drop("appraisal")
    b.expect("LIFE-007", "meeting", None)


@probe("meetings: no ledger of meetings at all")
def _(b): b.records["meeting"] = []


for ledger in ("member", "dues", "training", "appraisal", "election", "points", "funding", "assessment", "admission", "transfer", "staff"):
    def _(b, ledger=ledger):
        b.records[ledger] = []
        if ledger in ("member", "dues"):
            # Without a roster nobody knows when a member came: the year's total alone proves that blank months are unpaid.
            b.also = "DATA-015|FEE-010"
    probe(f"no ledger '{ledger}' at all")(_)


@probe("meetings: the year not over")
def _(b):
    b.as_of = date(2025, 10, 20)
    b.drop("meeting", lambda r: r["date"] > b.as_of)
    for ledger in b.records:
        if ledger not in ("organisation", "meeting"):
            b.records[ledger] = []


@probe("meetings: the last day of February")
def _(b):
    b.as_of = date(2025, 2, 28)
    b.drop("meeting", lambda r: r["date"] > b.as_of)
    for ledger in b.records:
        if ledger not in ("organisation", "meeting"):
            b.records[ledger] = []
    b.put("organisation", 1, elected=date(2024, 3, 1), term_end=None)


@probe("meetings: founded in mid-year")
def _(b):
    b.put("organisation", 1, founded=date(2025, 6, 10), elected=date(2025, 6, 20), term_end=date(2028, 6, 20))
    b.drop("meeting", lambda r: r["date"] < date(2025, 6, 10))
    b.put("election", 0, requested_on=date(2025, 5, 20), approved_on=date(2025, 6, 10), held_on=date(2025, 6, 20), term_end=date(2028, 6, 20))


@probe("meetings: a meeting on the last day of a quarter")
def _(b):
    index = b.find("meeting", lambda r: r["kind"] == "支部党员大会" and 4 <= MONTH(r) <= 6)
    b.put("meeting", index, date=date(2025, 6, 30))
    b.records["meeting"].sort(key=lambda r: r["date"])


@probe("meetings: a date of next year")
def _(b):
    index = b.find("meeting", lambda r: r["kind"] == "谈心谈话")
    b.put("meeting", index, date=date(2026, 3, 4))
    b.expect("DATA-012", "meeting", index, "date")


def meeting(name, rules, change, *fields, kind="支部党员大会", size=12, also=""):
    def _(b):
        index = b.find("meeting", lambda r: r["kind"] == kind)
        b.put("meeting", index, **change(b.records["meeting"][index]))
        if rules:
            b.expect(rules, "meeting", index, *fields, also=also)
    probe("meeting: " + name, size=size)(_)


meeting("more present than expected", "LIFE-012", lambda r: dict(present=r["expected"] + 1, absent=None), "present")
meeting("present negative", "LIFE-012|DATA-.*", lambda r: dict(present=-1, absent=None), "present")
meeting("present as text", "DATA-014", lambda r: dict(present="若干"), "present")
meeting("present with a unit", "DATA-018", lambda r: dict(present=f"{r['present']}人"), "present")
meeting("below half", "LIFE-010", lambda r: dict(present=5, expected=12, absent=None), "present")
meeting("exactly half", "", lambda r: dict(present=6, expected=12, absent=None))
meeting("committee below half", "LIFE-011", lambda r: dict(present=1, expected=5, absent=None), "present", kind="支委会")
meeting("one absent too many named", "LIFE-012", lambda r: dict(present=11, expected=12, absent="张三、李四"), "absent")
meeting("nobody named though one was absent", "", lambda r: dict(present=11, expected=12, absent=None))
meeting("absence told as a story", "", lambda r: dict(present=10, expected=12, absent="因公出差两人"))
meeting("absentees numbered", "", lambda r: dict(present=10, expected=12, absent="1.张三（病假）2.李四（出差）"))
meeting("votes above those expected", "LIFE-012", lambda r: dict(votes_for=13, present=12, expected=12, absent=None), "votes_for")
meeting("votes above those present", "LIFE-012|LIFE-010", lambda r: dict(votes_for=12, present=11, expected=12, absent=None), "votes_for")
meeting("topic blank", "DATA-014", lambda r: dict(topic=None), "topic")
meeting("date blank", "DATA-014", lambda r: dict(date=None), "date", kind="谈心谈话")
meeting("kind blank", "DATA-014", lambda r: dict(kind=None), "kind", kind="谈心谈话")
meeting("a kind of the office's own", "", lambda r: dict(kind="茶话会", topic="联谊"), kind="谈心谈话")
meeting("expected blank", "DATA-014", lambda r: dict(expected=None), "expected")
meeting("chair unknown", "DATA-015|LIFE-013", lambda r: dict(chair="欧阳无名"), "chair")
meeting("recorder unknown", "DATA-015", lambda r: dict(recorder="欧阳无名"), "recorder")
meeting("date impossible", "DATA-012", lambda r: dict(date="2025-2-30"), "date", kind="谈心谈话")
meeting("hours blank", "", lambda r: dict(hours=None))
meeting("place blank", "", lambda r: dict(place=None))


@probe("meeting: chaired by a member without a post")
def _(b):
    index = b.find("meeting", lambda r: r["kind"] == "支委会")
    b.put("meeting", index, chair=next(m["name"] for m in b.records["member"] if not m["party_role"] and m["category"] == "正式党员"))
    b.expect("LIFE-013", "meeting", index, "chair")


@probe("meeting: the same meeting twice")
def _(b):
    old = b.find("meeting", lambda r: r["kind"] == "主题党日")
    b.records["meeting"].insert(old + 1, dict(b.records["meeting"][old]))
    b.expect("DATA-015", "meeting", old + 1, "topic", "date", "branch")


@probe("appraisal: more than a third excellent")
def _(b):
    for record in b.records["appraisal"][:5]:
        record["result"] = "优秀"
    b.expect("LIFE-008", "appraisal", None)


@probe("appraisal: exactly a third excellent")
def _(b):
    rows = b.records["appraisal"]
    for index, record in enumerate(rows):
        record["result"] = "优秀" if index < len(rows) // 3 else "合格"


@probe("appraisal: one member twice")
def _(b):
    index = b.add("appraisal", **b.records["appraisal"][2])
    b.expect("DATA-015", "appraisal", index, "name")


@probe("appraisal: a probationary member rated")
def _(b):
    name = next(m["name"] for m in b.records["member"] if m["category"] == "预备党员")
    index = b.add("appraisal", **(b.records["appraisal"][-1] | {"name": name, "result": "合格"}))
    b.expect("LIFE-008", "appraisal", index, "result")


@probe("appraisal: a name of nobody")
def _(b):
    b.put("appraisal", 2, name="欧阳无名")
    b.expect("DATA-015", "appraisal", 2, "name")


@probe("appraisal: result blank")
def _(b):
    b.put("appraisal", 2, result=None)
    b.expect("DATA-014", "appraisal", 2, "result")


@probe("appraisal: year of a typing error")
def _(b):
    b.put("appraisal", 2, year=2052)
    b.expect("DATA-012", "appraisal", 2, "year")


# MARK: who took part
def attendance(name, rules, months):
    """Everybody attends every meeting of the year but for one, who misses those of some months."""
    def _(b):
        absent = b.find("member", lambda r: r["category"] == "正式党员" and not r["party_role"] and not r["mobile"])
        who = b.records["member"][absent]["name"]
        for index, record in enumerate(b.records["meeting"]):
            names = [m["name"] for m in b.records["member"] if m["name"] != who or record["date"].month not in months]
            b.put("meeting", index, attendees=names)
        if rules:
            b.expect(rules, "member", absent, "name")
    probe("attendance: " + name)(_)


attendance("six months missed across the halves of the year", "LIFE-016", range(4, 10))
attendance("five months missed", "", range(4, 9))
attendance("absent since July", "LIFE-016", range(7, 13))
meeting("votes that do not add up", "LIFE-012", lambda r: dict(expected=12, present=12, absent=None, votes_for=8, votes_against=2, votes_abstained=1), "votes_for")
