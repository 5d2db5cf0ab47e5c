"""Slips about persons: their numbers, dates, names and the terms of code lists."""

from datetime import timedelta

from . import identity
from .calendars import add_months, add_years
from .kinds import Change, full, kind, put, rewrite
from .styles import DATE_STYLES

FULL = {ord(c): ord(c) + 0xFEE0 for c in "0123456789X.-"}
TEXT = "DATA-018|DATA-014|DATA-001"

# MARK: ID numbers
rewrite("id check digit", "member", "id_number", "DATA-002", "none", lambda v, r: identity.wrong_check_digit(v))
rewrite("id lower-case x", "member", "id_number", "DATA-001|DATA-018", "safe", lambda v, r: v.lower(), lambda r: r["id_number"].endswith("X"))
rewrite("id with blanks", "member", "id_number", "DATA-001|DATA-018", "safe", lambda v, r: f"{v[:6]} {v[6:14]} {v[14:]}")
rewrite("id full-width", "member", "id_number", "DATA-001|DATA-018", "safe", lambda v, r: v.translate(FULL))
rewrite("id with apostrophe", "member", "id_number", "DATA-001|DATA-018", "safe", lambda v, r: "'" + v)
rewrite("id of 15 digits", "member", "id_number", "DATA-001", "suggested", lambda v, r: identity.fifteen_digits(v), lambda r: r["birth"].year < 2000)
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
rewrite("gender synonym", "member", "gender", "DATA-007|DATA-014", "none", lambda v, r: v + "性")
rewrite("gender code", "member", "gender", "DATA-007|DATA-014", "none", lambda v, r: "1" if v == "男" else "2")
rewrite("ethnicity short", "member", "ethnicity", "DATA-008|DATA-014", "none", lambda v, r: v[:-1], lambda r: len(r["ethnicity"]) == 2)
rewrite("ethnicity unknown", "member", "ethnicity", "DATA-008|DATA-014", "none", lambda v, r: "汗族")
rewrite("education synonym", "member", "education", "DATA-009|DATA-014", "any", lambda v, r: "本科", lambda r: r["education"] == "大学本科")
rewrite("education unknown", "member", "education", "DATA-009|DATA-014", "none", lambda v, r: "自学")
rewrite("category short", "member", "category", "DATA-014", "none", lambda v, r: v[:2])
rewrite("category unknown", "member", "category", "DATA-014", "none", lambda v, r: "群众", full,
        also="LEAD-|DEV-|ORG-|DATA-01[35]|LIFE-")
rewrite("meeting kind synonym", "meeting", "kind", "DATA-014|DATA-007", "none", lambda v, r: "党员大会", lambda r: r["kind"] == "支部党员大会")
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
for style in ("dots", "padded dots", "han", "slashes", "compact", "numerals", "full width", "stroke"):
    rewrite(f"date in style {style}", "member", "joined", "DATA-012|DATA-018", "safe",
            lambda v, r, style=style: DATE_STYLES[style](v), full)
# A time of day or a weekday is something the office wrote: the day is read, the cell left.
for style, fix in (("with time", "none"), ("weekday", "suggested")):
    rewrite(f"date in style {style}", "member", "joined", "DATA-012|DATA-018", fix,
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


# MARK: more of the same
rewrite("birth date inside the id lies ahead", "member", "id_number", "DATA-003", "none",
        lambda v, r: v[:6] + "20990101" + v[14:17] + identity.check_digit(v[:6] + "20990101" + v[14:17]), full, also="DATA-015")
rewrite("id of another person in a transfer", "transfer", "id_number", "DATA-015", "any",
        lambda v, r: v[:14] + f"{(int(v[14:17]) + 2) % 1000:03d}" + identity.check_digit(v[:14] + f"{(int(v[14:17]) + 2) % 1000:03d}"))
rewrite("id check digit of an applicant", "admission", "id_number", "DATA-002", "none", lambda v, r: identity.wrong_check_digit(v))
rewrite("birth of an applicant against the id", "admission", "birth", "DATA-003", "suggested", lambda v, r: v + timedelta(days=400), also="DEV-001")
rewrite("gender of an applicant against the id", "admission", "gender", "DATA-004", "suggested", lambda v, r: "女" if v == "男" else "男")
rewrite("phone of the branch cut short", "organisation", "phone", "DATA-011", "none", lambda v, r: v[:-2])
rewrite("name with digits", "member", "name", "DATA-014", "none", lambda v, r: v + "2", also="DATA-015|FEE-013|EDU-|LIFE-|DEV-|LEAD-")
rewrite("began work as a child", "member", "work_start", "DATA-013", "none", lambda v, r: add_years(r["birth"], 9), full)
rewrite("joined in the future", "member", "joined", "DATA-013|DATA-012", "none", lambda v, r: v.replace(year=v.year + 60), full,
        also="DEV-021|DEV-026|FEE-|LEAD-007")
rewrite("away or not unknown", "member", "mobile", "DATA-014", "none", lambda v, r: "看情况", lambda r: full(r) and not r["mobile"])
rewrite("branch name with another character", "member", "branch", "ORG-010", "suggested", lambda v, r: v.replace("云岭", "云领"), full,
        also="DATA-015|EDU-|LIFE-|LEAD-|DEV-|FEE-")
rewrite("branch name with blanks", "training", "branch", "DATA-018|ORG-010", "safe", lambda v, r: v[:4] + " " + v[4:])
rewrite("meeting's branch with another character", "meeting", "branch", "ORG-010", "suggested", lambda v, r: v.replace("云岭", "云领"),
        lambda r: r["kind"] == "谈心谈话", also="LIFE-009")
rewrite("somebody unknown was trained", "training", "name", "DATA-015", "any", lambda v, r: "欧阳无名", also="EDU-00[12]|LEAD-019")
rewrite("somebody unknown was appraised", "appraisal", "name", "DATA-015", "any", lambda v, r: "欧阳无名")
rewrite("somebody unknown scored points", "points", "name", "DATA-015", "any", lambda v, r: "欧阳无名")
