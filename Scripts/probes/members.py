"""Who is a member: identity, dates, code lists, text."""

from datetime import date, timedelta

from sampledata import identity
from sampledata.calendars import add_months, add_years
from sampledata.styles import FULL_WIDTH

from .tables import probe, value

FULL = lambda r: r["category"] == "正式党员" and not r["party_role"]
ANY = lambda r: True
PLAIN = lambda r: FULL(r) and "·" not in r["name"]

# MARK: ID numbers
value("id: last digit wrong", "member", "id_number", "DATA-002", lambda v, r: identity.wrong_check_digit(v), FULL)
value("id: a middle digit wrong", "member", "id_number", "DATA-002", lambda v, r: v[:15] + str((int(v[15]) + 1) % 10) + v[16:], FULL)
value("id: two digits swapped", "member", "id_number", "DATA-002", lambda v, r: v[:14] + v[15] + v[14] + v[16:],
      lambda r: FULL(r) and r["id_number"][14] != r["id_number"][15])
value("id: birth month 13", "member", "id_number", "DATA-00[123]", lambda v, r: v[:10] + "13" + v[12:], FULL)
value("id: birth month 13 with a right check digit", "member", "id_number", "DATA-003",
      lambda v, r: v[:10] + "13" + v[12:17] + identity.check_digit(v[:10] + "13" + v[12:17]), FULL)
value("id: 30 February with a right check digit", "member", "id_number", "DATA-003",
      lambda v, r: v[:10] + "0230" + v[14:17] + identity.check_digit(v[:10] + "0230" + v[14:17]), FULL)
value("id: 19 characters", "member", "id_number", "DATA-001", lambda v, r: v + "1", FULL)
value("id: 17 characters", "member", "id_number", "DATA-001", lambda v, r: v[:-1], FULL)
value("id: letters inside", "member", "id_number", "DATA-001", lambda v, r: v[:5] + "l" + v[6:], FULL)
value("id: Han text", "member", "id_number", "DATA-001", lambda v, r: "有身份证", FULL)
value("id: promised", "member", "id_number", "DATA-014", lambda v, r: "待补身份证", FULL)
value("id: asterisks", "member", "id_number", "DATA-001", lambda v, r: v[:6] + "********" + v[14:], FULL)
value("id: all zeros", "member", "id_number", "DATA-00[123]", lambda v, r: "0" * 18, FULL)
value("id: blank", "member", "id_number", "DATA-014", lambda v, r: None, FULL)
value("id: only blanks", "member", "id_number", "DATA-014", lambda v, r: "   ", FULL)
value("id: rounded number", "member", "id_number", "DATA-005", lambda v, r: float(v[:15] + "000"), FULL)
value("id: scientific notation", "member", "id_number", "DATA-005", lambda v, r: v[0] + "." + v[1:6] + "E+17", FULL)
value("id: leading apostrophe", "member", "id_number", "DATA-001|DATA-018", lambda v, r: "'" + v, FULL)
value("id: trailing blank", "member", "id_number", "DATA-001|DATA-018", lambda v, r: v + " ", FULL)
value("id: no-break space", "member", "id_number", "DATA-001|DATA-018", lambda v, r: "\u00a0" + v, FULL)
value("id: hyphens", "member", "id_number", "DATA-001|DATA-018", lambda v, r: f"{v[:6]}-{v[6:14]}-{v[14:]}", FULL)
value("id: full width", "member", "id_number", "DATA-001|DATA-018", lambda v, r: v.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789X"}), FULL)
value("id: 15 digits", "member", "id_number", "DATA-001", lambda v, r: identity.fifteen_digits(v), lambda r: FULL(r) and r["birth"].year < 2000)
value("id: province 99", "member", "id_number", "DATA-010", lambda v, r: "99" + v[2:17] + identity.check_digit("99" + v[2:17]), FULL)
value("id: birth inside lies ahead", "member", "id_number", "DATA-003", lambda v, r: v[:6] + "20990101" + v[14:17] + identity.check_digit(v[:6] + "20990101" + v[14:17]), FULL)

# MARK: birth and gender
value("birth: another day", "member", "birth", "DATA-003", lambda v, r: v + timedelta(days=1), FULL)
value("birth: another year", "member", "birth", "DATA-003", lambda v, r: add_years(v, -3), FULL)
value("birth: day and month swapped", "member", "birth", "DATA-003", lambda v, r: date(v.year, v.day, v.month),
      lambda r: r["birth"].day <= 12 and r["birth"].day != r["birth"].month)
value("birth: month only", "member", "birth", "DATA-012", lambda v, r: f"{v.year}年{v.month}月", FULL)
value("birth: month only, spelled well", "member", "birth", "DATA-012|", lambda v, r: f"{v:%Y-%m}", FULL)
value("birth: blank", "member", "birth", "DATA-003|DATA-014", lambda v, r: None, FULL)
value("gender: the other", "member", "gender", "DATA-004", lambda v, r: "女" if v == "男" else "男", FULL)
value("gender: blank", "member", "gender", "DATA-004", lambda v, r: None, FULL)
value("gender: M and F", "member", "gender", "DATA-007|DATA-014", lambda v, r: "M" if v == "男" else "F", FULL)
value("gender: number 1 or 2", "member", "gender", "DATA-007|DATA-014", lambda v, r: 1 if v == "男" else 2, FULL)
value("gender: a wrong word", "member", "gender", "DATA-004|DATA-007", lambda v, r: "未知", FULL)
value("gender: with a blank", "member", "gender", "DATA-007|DATA-018", lambda v, r: v + " ", FULL)

# MARK: member dates
value("joined: before eighteen", "member", "joined", "DATA-013", lambda v, r: add_years(r["birth"], 17), FULL)
value("joined: before birth", "member", "joined", "DATA-013", lambda v, r: add_years(r["birth"], -2), FULL)
value("joined: in the future", "member", "joined", "DATA-013", lambda v, r: date(2026, 8, 1), FULL)
value("joined: after full membership", "member", "joined|full_since", "DATA-013", lambda v, r: add_years(r["full_since"], 2), FULL)
value("joined: on the eighteenth birthday", "member", "joined", "", lambda v, r: add_years(r["birth"], 18), FULL)
value("joined: blank", "member", "joined", "DATA-014", lambda v, r: None, FULL)
value("full: after eleven months", "member", "full_since", "DATA-013", lambda v, r: add_months(r["joined"], 11), FULL)
value("full: same day as joined", "member", "full_since", "DATA-013", lambda v, r: r["joined"], FULL)
value("full: before joining", "member", "full_since", "DATA-013", lambda v, r: add_years(r["joined"], -1), FULL)
value("full: after eighteen months", "member", "full_since", "", lambda v, r: add_months(r["joined"], 18), FULL)
value("full: blank", "member", "full_since", "DATA-013", lambda v, r: None, FULL)
value("full: in the future", "member", "full_since", "DATA-013", lambda v, r: date(2027, 1, 1), FULL)
value("work: in the future", "member", "work_start", "DATA-013", lambda v, r: date(2027, 1, 1), FULL)
value("work: before birth", "member", "work_start", "DATA-013", lambda v, r: add_years(r["birth"], -1), FULL)
value("work: at the age of eight", "member", "work_start", "DATA-013", lambda v, r: add_years(r["birth"], 8), FULL)
value("work: blank", "member", "work_start", "", lambda v, r: None, FULL)


@probe("joined on a leap day, full on 28 February")
def _(b):
    index = b.find("member", FULL)
    b.put("member", index, joined=date(2016, 2, 29), full_since=date(2017, 2, 28), birth=b.records["member"][index]["birth"])


@probe("probationary with a date of full membership")
def _(b):
    index = b.find("member", lambda r: r["category"] == "预备党员")
    b.put("member", index, full_since=date(2025, 12, 1))
    b.expect("DATA-013", "member", index, "full_since", "category")


@probe("joined during the suspension of probation, 1970")
def _(b):
    index = b.find("member", FULL)
    old = b.records["member"][index]
    birth = date(1948, 5, 6)
    number = identity.id_number(birth, 7, old["gender"] == "男")
    b.put("member", index, birth=birth, id_number=number, joined=date(1970, 7, 1), full_since=date(1970, 7, 1),
          work_start=date(1966, 3, 1), retired=True, job="退休")
    for i, r in enumerate(b.records["transfer"]):
        if r["name"] == old["name"]:
            b.put("transfer", i, id_number=number)
    name = old["name"]
    b.drop("training", lambda r: r["name"] == name)
    i = b.find("dues", lambda r: r["name"] == name)
    b.put("dues", i, category="离退休党员", income=4000, rate=0.005, monthly_due=20, **{f"m{k:02d}": 20 for k in range(1, 13)}, total=240)


# MARK: dates as clerks write them
for label, text in (("30 February", "2009-02-30"), ("month 13", "2009.13.1"), ("31 April", "2009/4/31"), ("a word", "忘了"),
                    ("day 0", "2009-01-00"), ("29 February of no leap year", "2011年2月29日")):
    value(f"date: {label}", "member", "work_start", "DATA-012", lambda v, r, text=text: text, FULL)
value("date: not known", "member", "work_start", "", lambda v, r: "不详", FULL)
value("date: two-digit year", "member", "work_start", "DATA-012", lambda v, r: f"{v:%y.%m.%d}", FULL)
value("date: American order", "member", "work_start", "DATA-012", lambda v, r: f"{v.month}/{v.day}/{v.year}", FULL)
value("date: three letters", "member", "work_start", "DATA-012", lambda v, r: f"{v:%d-%b-%Y}", FULL)
value("date: bare serial in a cell of numbers", "member", "work_start", "DATA-012|", lambda v, r: (v - date(1899, 12, 30)).days, FULL)

# MARK: code lists
value("category: blank", "member", "category", "DATA-014", lambda v, r: None, FULL)
value("category: another word", "member", "category", "DATA-014", lambda v, r: "积极分子", FULL)
value("education: a slip", "member", "education", "DATA-009", lambda v, r: "大学本课", FULL)
value("education: blank", "member", "education", "DATA-014", lambda v, r: None, FULL)
value("ethnicity: unknown", "member", "ethnicity", "DATA-008", lambda v, r: "外星族", FULL)
value("ethnicity: blank", "member", "ethnicity", "", lambda v, r: None, FULL)
value("status: a word of the office's own", "member", "status", "", lambda v, r: "挂起", FULL)
value("mobile: neither yes nor no", "member", "mobile", "DATA-014", lambda v, r: "也许", FULL)
value("mobile: yes as a tick", "member", "mobile", "DATA-014|", lambda v, r: "×", lambda r: FULL(r) and not r["mobile"])
value("branch: blank", "member", "branch", "DATA-014", lambda v, r: None, FULL)

# MARK: names, telephones, text
value("name: ideographic blank inside", "member", "name", "DATA-018", lambda v, r: v[0] + "　" + v[1:], PLAIN)
value("name: digits inside", "member", "name", "DATA-014", lambda v, r: v + "1", PLAIN, also="DATA-015")
value("name: a remark in brackets", "member", "name", "DATA-018", lambda v, r: v + "（预备）", PLAIN)
value("name: blank", "member", "name", "DATA-014", lambda v, r: None, PLAIN)
value("phone: ten digits", "member", "phone", "DATA-011", lambda v, r: v[:10], FULL)
value("phone: twelve digits", "member", "phone", "DATA-011", lambda v, r: v + "0", FULL)
value("phone: a letter", "member", "phone", "DATA-011", lambda v, r: v[:4] + "O" + v[5:], FULL)
value("phone: hyphens", "member", "phone", "DATA-011|DATA-018", lambda v, r: f"{v[:3]}-{v[3:7]}-{v[7:]}", FULL)
value("phone: no such prefix", "member", "phone", "DATA-011", lambda v, r: "12" + v[2:], FULL)
value("phone: a landline", "member", "phone", "", lambda v, r: "0538-6991234", FULL)
value("phone: two numbers", "member", "phone", "DATA-011|", lambda v, r: v + "/" + v[:-1] + "1", FULL)
value("phone: a number of Excel", "member", "phone", "DATA-011|DATA-018|", lambda v, r: int(v), FULL)
value("phone: blank", "member", "phone", "", lambda v, r: None, FULL)
value("text: mis-decoded", "member", "job", "DATA-016", lambda v, r: "科长".encode("utf-8").decode("latin-1"), FULL)
value("text: mis-decoded by GBK", "member", "job", "DATA-016", lambda v, r: "科长".encode("utf-8").decode("gbk", "replace"), FULL)
value("text: question marks", "member", "job", "DATA-016", lambda v, r: "???", FULL)
value("text: replacement characters", "member", "job", "DATA-016", lambda v, r: "科\ufffd", FULL)
value("text: 锟斤拷", "member", "job", "DATA-016", lambda v, r: "锟斤拷", FULL)
value("text: invisible characters", "member", "job", "DATA-018", lambda v, r: "\u200b" + v, FULL)
value("text: sound brackets and full-width comma", "member", "job", "", lambda v, r: "局机关党委（兼），党组成员", FULL)

# MARK: duplicates


@probe("the same member twice")
def _(b):
    index = b.add("member", **b.records["member"][b.find("member", FULL)])
    b.expect("DATA-015", "member", index, "id_number", "name")
    b.records["member"][index]["seq"] = 13


@probe("the same ID number, other names")
def _(b):
    one, two = b.find("member", PLAIN), b.find("member", PLAIN, 1)
    b.put("member", two, id_number=b.records["member"][one]["id_number"])
    b.expect("DATA-015|DATA-003", "member", two, "id_number", also="DATA-00[34]")


@probe("namesakes with their own numbers")
def _(b):
    one, two = b.find("member", PLAIN), b.find("member", PLAIN, 1)
    old, name = b.records["member"][two]["name"], b.records["member"][one]["name"]
    b.put("member", two, name=name)
    for ledger, records in b.records.items():
        for record in records:
            for key, found in record.items():
                if found == old:
                    record[key] = name
                elif isinstance(found, list):
                    record[key] = [name if n == old else n for n in found]
                elif isinstance(found, str) and old in found:
                    record[key] = found.replace(old, name)


@probe("serial numbers skip one")
def _(b):
    for index, record in enumerate(b.records["member"]):
        record["seq"] = index + 1 + (index >= 5)
    for index in range(5, 12):
        b.expect("DATA-018", "member", index, "seq")


@probe("serial number twice")
def _(b):
    for index, record in enumerate(b.records["member"]):
        record["seq"] = index + 1
    b.records["member"][6]["seq"] = 6
    b.expect("DATA-018", "member", 6, "seq")


@probe("lost contact for a year")
def _(b):
    index = b.find("member", FULL)
    b.put("member", index, lost="是", lost_on=date(2024, 10, 1))
    b.expect("EDU-006", "member", index, "lost_on")


@probe("lost contact, membership stopped since")
def _(b):
    index = b.find("member", FULL)
    name = b.records["member"][index]["name"]
    b.put("member", index, lost="是", lost_on=date(2024, 10, 1), status="停止党籍")
    b.put("organisation", 1, members_full=b.records["organisation"][1]["members_full"] - 1)
    b.drop("training", lambda r: r["name"] == name)
    b.drop("dues", lambda r: r["name"] == name)


@probe("lost contact without a date")
def _(b):
    index = b.find("member", FULL)
    b.put("member", index, lost="是", lost_on=None)
    b.expect("DATA-014", "member", index, "lost_on")


@probe("away by the roster, not in the ledger of those away")
def _(b):
    index = b.find("member", lambda r: FULL(r) and not r["mobile"])
    b.put("member", index, mobile=True)
    b.expect("EDU-009|DATA-014", "member", index, "name", "mobile")


@probe("in the ledger of those away, not so in the roster")
def _(b):
    index = b.find("member", lambda r: FULL(r) and not r["mobile"])
    b.add("mobile_member", **(b.records["mobile_member"][0] if b.records["mobile_member"] else {}) | {
        "name": b.records["member"][index]["name"], "branch": b.records["member"][index]["branch"], "destination": "深圳市",
        "last_contact": date(2025, 12, 1), "left_on": date(2025, 2, 1)})
    b.expect("EDU-009|DATA-015", "mobile_member", len(b.records["mobile_member"]) - 1, "name", also="")


@probe("optional fields blank everywhere")
def _(b):
    for record in b.records["member"]:
        for key in ("native_place", "degree", "job", "phone", "work_start", "status", "mobile", "retired", "difficulty", "ethnicity"):
            record[key] = None


@probe("retired member without hours")
def _(b):
    index = b.find("member", FULL)
    name = b.records["member"][index]["name"]
    b.put("member", index, retired=True)
    b.drop("training", lambda r: r["name"] == name)
    i = b.find("dues", lambda r: r["name"] == name)
    b.put("dues", i, category="离退休党员", income=5000, rate=0.005, monthly_due=25, **{f"m{k:02d}": 25 for k in range(1, 13)}, total=300)


@probe("transferred in during the year")
def _(b):
    index = b.find("member", FULL)
    name = b.records["member"][index]["name"]
    b.put("member", index, moved_in_on=date(2025, 8, 12))
    b.drop("training", lambda r: r["name"] == name)
    i = b.find("dues", lambda r: r["name"] == name)
    due = b.records["dues"][i]["monthly_due"]
    b.put("dues", i, **{f"m{k:02d}": None for k in range(1, 9)}, total=round(due * 4, 2))
