"""Training, transfers, points, problems, funding, duties."""

from datetime import date, timedelta

from .tables import probe

FULL = lambda r: r["category"] == "正式党员" and not r["party_role"]


def field(name, ledger, rules, change, *fields, index=0, also=""):
    def _(b):
        b.put(ledger, index, **change(b.records[ledger][index]))
        if rules:
            b.expect(rules, ledger, index, *fields, also=also)
    probe(f"{ledger}: {name}")(_)


# MARK: training
@probe("training: a member of 28 hours")
def _(b):
    name = next(m["name"] for m in b.records["member"] if FULL(m))
    index = b.find("training", lambda r: r["name"] == name and r["hours"] == 12)
    b.put("training", index, hours=4)
    b.expect("EDU-001", "member", b.find("member", lambda r: r["name"] == name), "name")


@probe("training: a member without any")
def _(b):
    name = next(m["name"] for m in b.records["member"] if FULL(m))
    b.drop("training", lambda r: r["name"] == name)
    b.expect("EDU-001", "member", b.find("member", lambda r: r["name"] == name), "name")


@probe("training: the secretary of 36 hours")
def _(b):
    name = b.records["organisation"][1]["secretary"]
    index = b.find("training", lambda r: r["name"] == name and r["hours"] == 24)
    b.records["training"].pop(index)
    b.expect("EDU-002", "member", b.find("member", lambda r: r["name"] == name), "name", also="LEAD-019")


@probe("training: the year not over")
def _(b):
    b.as_of = date(2025, 11, 30)
    b.drop("training", lambda r: r["hours"] == 16)
    b.drop("meeting")
    for ledger in ("assessment", "appraisal", "dues", "funding", "feature", "responsibility", "points", "admission", "rectification", "mobile_member"):
        b.records[ledger] = []


@probe("training: joined in mid-year")
def _(b):
    index = b.find("member", lambda r: r["category"] == "预备党员")
    b.drop("training", lambda r: r["name"] == b.records["member"][index]["name"])


field("hours blank", "training", "DATA-014", lambda r: dict(hours=None), "hours", also="EDU-00[12]")
field("hours negative", "training", "EDU-.*|DATA-.*", lambda r: dict(hours=-8), "hours", also="EDU-00[12]")
field("hours of 240 in a day", "training", "", lambda r: dict(hours=240))
field("hours with a unit", "training", "DATA-018", lambda r: dict(hours=f"{r['hours']}学时"), "hours")
field("a name of nobody", "training", "DATA-015", lambda r: dict(name="欧阳无名"), "name", also="EDU-00[12]")
field("title blank", "training", "DATA-014", lambda r: dict(title=None), "title")
field("date impossible", "training", "DATA-012", lambda r: dict(date="2025-06-31"), "date", also="EDU-00[12]")
# MARK: transfers
field("received before it was issued", "transfer", "EDU-008", lambda r: dict(received_on=r["issued_on"] - timedelta(days=3)), "received_on", "issued_on")
field("received after 91 days", "transfer", "EDU-008", lambda r: dict(received_on=r["issued_on"] + timedelta(days=91)), "received_on")
field("received after exactly 90 days", "transfer", "", lambda r: dict(valid_days=90, received_on=r["issued_on"] + timedelta(days=90)))
field("never received", "transfer", "EDU-007", lambda r: dict(received_on=None), "received_on")
field("valid for 0 days", "transfer", "EDU-008", lambda r: dict(valid_days=0), "valid_days")
field("valid for half a year", "transfer", "EDU-008", lambda r: dict(valid_days=180), "valid_days")
field("from nowhere", "transfer", "DATA-014", lambda r: dict(**{"from": None}), "from")
field("to itself", "transfer", "EDU-.*|DATA-.*", lambda r: dict(**{"from": r["to"]}), "from", "to")
field("ID number's check digit", "transfer", "DATA-002", lambda r: dict(id_number=r["id_number"][:16] + str((int(r["id_number"][16]) + 2) % 10) + r["id_number"][17]), "id_number")
field("issued in the future", "transfer", "DATA-012", lambda r: dict(issued_on=date(2026, 4, 1), received_on=None), "issued_on")
# MARK: floating members
field("no destination", "mobile_member", "EDU-009", lambda r: dict(destination=None), "destination")
field("no contact for eight months", "mobile_member", "EDU-009", lambda r: dict(last_contact=date(2025, 4, 20)), "last_contact")
field("abroad for six years", "mobile_member", "EDU-011", lambda r: dict(destination="国外", left_on=date(2019, 9, 1)), "left_on")
field("returned", "mobile_member", "", lambda r: dict(returned_on=date(2025, 6, 1), last_contact=date(2025, 4, 1)))
# MARK: points
field("sum too high", "points", "EDU-012", lambda r: dict(total=r["total"] + 3), "total")
field("sum blank", "points", "DATA-014", lambda r: dict(total=None), "total")
field("below zero", "points", "EDU-012", lambda r: dict(deducted=200, total=r["base"] + r["added"] - 200), "total")
field("deducted blank", "points", "", lambda r: dict(deducted=None, total=r["base"] + r["added"]))
field("a name of nobody", "points", "DATA-015", lambda r: dict(name="欧阳无名"), "name")
# MARK: problems
field("overdue", "rectification", "DUTY-006", lambda r: dict(done_on=None, status="整改中"), "due_on", "done_on", "status")
field("settled late", "rectification", "DUTY-006", lambda r: dict(done_on=r["due_on"] + timedelta(days=9)), "done_on")
field("settled before it was found", "rectification", "DUTY-006", lambda r: dict(done_on=r["found_on"] - timedelta(days=9)), "done_on")
field("due before it was found", "rectification", "DUTY-006", lambda r: dict(due_on=r["found_on"] - timedelta(days=9)), "due_on")
field("settled without a date", "rectification", "DUTY-006", lambda r: dict(done_on=None), "done_on")
field("a date but not settled", "rectification", "DUTY-006", lambda r: dict(status="整改中"), "status")
field("status unknown", "rectification", "DATA-014|DUTY-006", lambda r: dict(status="差不多了"), "status")
field("owner blank", "rectification", "DATA-014", lambda r: dict(owner=None), "owner")
field("not yet due", "rectification", "", lambda r: dict(found_on=date(2025, 12, 1), due_on=date(2026, 3, 1), done_on=None, status="整改中"))
# MARK: funding, assessment, duties
field("spent above what was allocated", "funding", "BASE-001", lambda r: dict(spent=r["allocated"] + 1), "spent")
field("no budget", "funding", "BASE-001", lambda r: dict(budget=None), "budget")
field("allocated negative", "funding", "BASE-.*|DATA-.*", lambda r: dict(allocated=-100, spent=-200), "allocated", also="BASE-|DATA-")
field("score above the most", "assessment", "DUTY-.*|DATA-.*", lambda r: dict(score=r["max"] + 1), "score")
field("score negative", "assessment", "DUTY-.*|DATA-.*", lambda r: dict(score=-1), "score")
field("score blank", "assessment", "DATA-014", lambda r: dict(score=None), "score")
field("owner blank", "responsibility", "DATA-014", lambda r: dict(owner=None), "owner")
field("title blank", "feature", "DATA-014", lambda r: dict(title=None), "title")
field("result blank", "feature", "", lambda r: dict(result=None))
field("unit blank", "staff", "DATA-014", lambda r: dict(unit=None), "unit")
field("neither full nor part time", "staff", "DATA-014", lambda r: dict(full_time="偶尔"), "full_time")
field("amount blank", "care", "", lambda r: dict(amount=None))
field("amount negative", "care", "DATA-.*|BASE-.*", lambda r: dict(amount=-600), "amount")
field("date blank", "care", "DATA-014", lambda r: dict(date=None), "date")


@probe("assessment: no report this year")
def _(b):
    for record in b.records["assessment"]:
        record["year"] = 2024
    b.expect("DUTY-001", "assessment", None, also="DUTY-001")


# MARK: rows entered twice
for ledger, columns in (("training", ("name",)), ("transfer", ("name",)), ("points", ("name",)), ("care", ("name",)), ("mobile_member", ("name",)),
                        ("staff", ("name",)), ("election", ("branch", "held_on")), ("assessment", ("branch", "year", "indicator")), ("funding", ()),
                        ("feature", ("title", "branch")), ("responsibility", ()), ("rectification", ("problem", "branch"))):
    def _(b, ledger=ledger, columns=columns):
        last = dict(b.records[ledger][-1])
        index = b.add(ledger, **last)
        b.expect("DATA-015|EDU-008|", ledger, index, *(columns or tuple(last)), also="EDU-00[12]")
    probe(f"{ledger}: one row twice")(_)


field("received after the days the letter was valid for", "transfer", "EDU-008", lambda r: dict(valid_days=10, received_on=r["issued_on"] + timedelta(days=20)), "received_on")
