"""Dues: rates, amounts, months, sums, with a column for each month and with a row for each payment."""

from datetime import date

from .tables import probe

MONTHS = [f"m{i:02d}" for i in range(1, 13)]
WORKING = lambda r: r["category"] != "离退休党员" and all(r[m] for m in MONTHS) and 3000 < r["income"] <= 10000


def wide(name, rules, change, *fields, also="", test=WORKING):
    def _(b):
        index = b.find("dues", test)
        b.put("dues", index, **change(b.records["dues"][index]))
        if rules:
            b.expect(rules, "dues", index, *fields, also=also)
    probe("dues: " + name)(_)


def paid(record, **months):
    """The changed months with total and arrears made to fit."""
    values = {m: months.get(m, record[m]) for m in MONTHS}
    total = round(sum(v for v in values.values() if isinstance(v, (int, float))), 2)
    return months | dict(total=total, arrears=round(record["monthly_due"] * 12 - total, 2))


def rated(record, income, rate=None):
    rate = rate or (0.005 if income <= 3000 else 0.01 if income <= 5000 else 0.015 if income <= 10000 else 0.02)
    due = round(income * rate + 1e-9, 2)
    return dict(income=income, rate=rate, monthly_due=due, **{m: due for m in MONTHS}, total=round(due * 12, 2), arrears=0)


for income in (3000, 3000.01, 5000, 5001, 10000, 10000.01, 25000, 0):
    wide(f"sound at a base of {income}", "", lambda r, income=income: rated(r, income))
wide("rate of the lower band, amounts to fit", "FEE-001", lambda r: rated(r, 6500, 0.01), "rate", "monthly_due")
wide("rate of a higher band", "FEE-001", lambda r: rated(r, 4500, 0.015), "rate", "monthly_due")
wide("amount of the lower band", "FEE-001", lambda r: rated(r, 6500) | dict(monthly_due=65, **{m: 65 for m in MONTHS}, total=780), "monthly_due")
wide("amount above the band", "FEE-013|FEE-001", lambda r: dict(monthly_due=r["monthly_due"] + 7, **{m: r["monthly_due"] + 7 for m in MONTHS},
     total=round((r["monthly_due"] + 7) * 12, 2)), "monthly_due")
wide("marginal instead of whole amount", "FEE-001", lambda r: rated(r, 6500) | dict(monthly_due=57.5, **{m: 57.5 for m in MONTHS}, total=690), "monthly_due")
wide("base blank", "", lambda r: dict(income=None))
wide("rate blank", "", lambda r: dict(rate=None))
wide("base negative", "DATA-014", lambda r: dict(income=-5000), "income")
wide("month negative", "FEE-009|DATA-014", lambda r: paid(r, m05=-r["m05"]), "m05")
wide("one month blank", "FEE-009", lambda r: paid(r, m08=None), "m08")
wide("one month zero", "FEE-009|FEE-013", lambda r: paid(r, m08=0), "m08")
wide("one month a stroke", "FEE-009|", lambda r: paid(r, m08="/"), "m08")
wide("one month 未缴", "FEE-009", lambda r: paid(r, m08="未缴"), "m08")
wide("two months apart blank", "FEE-009", lambda r: paid(r, m03=None, m08=None), "m03", also="FEE-009")
wide("seven months blank", "FEE-010", lambda r: paid(r, **{m: None for m in MONTHS[:7]}), "m01")
wide("the whole year blank", "FEE-010", lambda r: paid(r, **{m: None for m in MONTHS}), "m01")
wide("a month short", "FEE-013", lambda r: paid(r, m04=round(r["m04"] - 5, 2)), "m04")
wide("a month more of one's own will", "", lambda r: paid(r, m04=r["m04"] + 20) | dict(arrears=0))
wide("paid a quarter at a time", "", lambda r: paid(r, **{m: (round(r["m01"] * 3, 2) if i % 3 == 0 else None) for i, m in enumerate(MONTHS)}))
wide("paid the year in January", "", lambda r: paid(r, **{m: (round(r["m01"] * 12, 2) if i == 0 else None) for i, m in enumerate(MONTHS)}))
wide("two thousand at once", "FEE-011", lambda r: paid(r, m10=2000) | dict(arrears=0), "m10")
wide("waived without a reference", "FEE-006", lambda r: paid(r, m02="减免", m03="减免") | dict(exemption_ref=None, arrears=0), "exemption_ref", "remark", "m02")
wide("waived with a reference", "", lambda r: paid(r, m02="减免", m03="减免") | dict(exemption_ref="云直党发〔2025〕1号", arrears=0))
wide("total too high", "FEE-013", lambda r: dict(total=r["total"] + 10), "total")
wide("total too low by a fen", "FEE-013", lambda r: dict(total=round(r["total"] - 0.01, 2)), "total")
wide("total blank", "", lambda r: dict(total=None))
wide("arrears that are none", "FEE-013", lambda r: dict(arrears=30), "arrears")
wide("name blank", "DATA-014", lambda r: dict(name=None), "name", also="FEE-013")
wide("name of nobody", "DATA-015", lambda r: dict(name="欧阳无名"), "name", also="FEE-013")
wide("name with one letter wrong", "DATA-015", lambda r: dict(name=r["name"][:-1] + "乂"), "name", test=lambda r: WORKING(r) and len(r["name"]) == 3)
wide("retired at half a percent", "", lambda r: dict(category="离退休党员", income=4800, rate=0.005, monthly_due=24, **{m: 24 for m in MONTHS}, total=288))
wide("retired above 5000 at half a percent", "FEE-002", lambda r: dict(category="离退休党员", income=5800, rate=0.005, monthly_due=29, **{m: 29 for m in MONTHS}, total=348), "rate", "monthly_due")
wide("amount as text with a unit", "DATA-018", lambda r: dict(income=f"{r['income']}元"), "income")
wide("amount with a thousands separator", "DATA-018|", lambda r: dict(income=f"{r['income']:,}.00"), "income")
wide("rate as a percentage text", "", lambda r: dict(rate=f"{r['rate'] * 100:g}%"))
wide("rate as a whole percentage", "FEE-.*|DATA-.*|", lambda r: dict(rate=r["rate"] * 100), "rate")


@probe("dues: one member twice")
def _(b):
    index = b.add("dues", **(b.records["dues"][b.find("dues", WORKING)] | {"seq": 13}))
    b.expect("DATA-015|FEE-008", "dues", index, "name")


@probe("dues: one member left out")
def _(b):
    index = b.find("dues", WORKING)
    name = b.records["dues"][index]["name"]
    b.records["dues"].pop(index)
    b.expect("FEE-013", "member", b.find("member", lambda r: r["name"] == name), "name")


@probe("dues: paid before joining")
def _(b):
    index = b.find("dues", lambda r: r["m01"] is None)
    b.put("dues", index, m01=b.records["dues"][index]["monthly_due"], total=round(b.records["dues"][index]["total"] + b.records["dues"][index]["monthly_due"], 2))
    b.expect("FEE-007", "dues", index, "m01")


@probe("dues: the rest of the year not yet due", as_of=date(2025, 12, 31))
def _(b):
    b.as_of = date(2025, 9, 10)
    for record in b.records["dues"]:
        for m in MONTHS[8:]:
            record[m] = None
        record["total"] = round(sum(record[m] or 0 for m in MONTHS), 2)
    for ledger in ("meeting", "training", "election", "assessment", "appraisal", "points", "funding", "admission", "rectification", "feature", "care",
                   "transfer", "mobile_member", "responsibility"):
        b.records[ledger] = []
    for r in b.records["member"]:
        if r["joined"] > b.as_of:
            r["joined"] = date(2025, 9, 1)


# MARK: a row for each payment
def long_form(name, rules, change, *fields, also="", as_of=None):
    """One row a month and member; `change` gets the rows of one member and returns the row to blame."""
    def _(b):
        rows = []
        for record in b.records["dues"]:
            for month, m in enumerate(MONTHS, 1):
                if record[m]:
                    rows.append(dict(branch=record["branch"], name=record["name"], category=record["category"], income=record["income"],
                                     monthly_due=record["monthly_due"], month=date(2025, month, 1), paid=record[m], paid_on=date(2025, month, 12)))
        chosen = next(r for r in b.records["dues"] if WORKING(r))["name"]
        b.records["dues"] = rows
        labels = dict(branch="所在党支部", name="姓名", category="人员类别", income="党费计算基数", monthly_due="月应缴", month="所属月份", paid="实缴金额", paid_on="缴纳日期")
        b.columns["dues"] = list(labels.items())
        for row in rows:
            row["month"] = f"2025-{row['month'].month:02d}"
        if as_of:
            b.as_of = as_of
        blamed = change(b, [r for r in rows if r["name"] == chosen])
        if rules:
            if blamed is None:
                b.expect(rules, "dues", None)
            else:
                ledger, record = blamed if isinstance(blamed, tuple) else ("dues", blamed)
                b.expect(rules, ledger, next(i for i, r in enumerate(b.records[ledger]) if r is record), *fields, also=also)
    probe("payments: " + name)(_)


def remove(b, rows):
    for row in rows:
        b.drop("dues", lambda r: r is row)


def skip(months):
    def change(b, rows):
        remove(b, [r for r in rows if int(r["month"][5:]) in months])
        return next(r for r in rows if int(r["month"][5:]) == min(months) - 1)
    return change


long_form("sound", "", lambda b, rows: None)
long_form("one month left out", "FEE-009", skip([5]), "name", "month", "paid")
long_form("seven months left out", "FEE-010", skip(range(2, 9)), "name", "month", "paid")
long_form("the last three months left out", "FEE-009", skip([10, 11, 12]), "name", "month", "paid")


def advance(b, rows):
    """The year paid in January: one row with twelve times the due."""
    rows[0].update(paid=round(rows[0]["paid"] * 12, 2))
    remove(b, rows[1:])


def quarterly(b, rows):
    for start in range(0, 12, 3):
        rows[start].update(paid=round(rows[start]["paid"] * 3, 2))
        remove(b, rows[start + 1:start + 3])


def short(b, rows):
    rows[3].update(paid=round(rows[3]["paid"] - 4, 2))
    return rows[3]


def late(b, rows):
    rows[0].update(paid_on=date(2025, 9, 12))
    return rows[0]


def twice(b, rows):
    b.add("dues", **rows[3])
    return b.records["dues"][-1]


def unpaid_row(b, rows):
    rows[3].update(paid=None, paid_on=None)
    return rows[3]


long_form("the year paid in January", "", advance)
long_form("paid a quarter at a time", "", quarterly)
long_form("a month paid short", "FEE-013", short, "paid")
long_form("paid eight months late", "FEE-009", late, "paid_on")
long_form("one month twice", "DATA-015|FEE-008", twice, "name", "month")
long_form("a row without a payment", "FEE-009|DATA-014|FEE-013", unpaid_row, "paid", "month", "name")
