"""Slips about the steps of an admission, and about the ledgers of the rest of a year."""

from datetime import date, timedelta

from .calendars import add_months, add_years
from .kinds import KINDS, Change, Kind, admitted, full, kind, pick, put, rewrite

# MARK: admission
confirmed = lambda r: bool(r.get("full_meeting_on"))


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
step("approval after seven months", "approved_on", "DEV-019", lambda v, r: add_months(r["admitted_on"], 7), confirmed)
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


step("confirmed before the year is over", "full_meeting_on", "DEV-024", lambda v, r: add_months(r["admitted_on"], 11), confirmed)
step("confirmation approved too late", "full_approved_on", "DEV-025", lambda v, r: add_months(r["full_meeting_on"], 5), confirmed)
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


# MARK: education, transfer, points, the rest
@kind("too few hours", "EDU-001", also="EDU-", addressed=False)
def _(found, random):
    # The retired, those away and who joined during the year are excused.
    year = max(r["date"].year for r in found.records["training"])
    bound = {m["name"] for m in found.records["member"]
             if not m["retired"] and not m["mobile"] and m["joined"].year < year}
    index = pick(found, "training", random, lambda r: r["name"] in bound and (not r["role"] or r["role"] == "党员"))
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


# MARK: more of the same
step("no candidate date", "candidate_on", "DEV-003", lambda v, r: None)
step("no activist date", "activist_on", "DEV-003", lambda v, r: None)
step("no talk with the applicant", "talked", "DEV-002|DEV-003", lambda v, r: None)
step("no mentors", "mentors", "DEV-005", lambda v, r: None)
step("no sponsors", "sponsors", "DEV-010", lambda v, r: None)
step("one sponsor twice", "sponsors", "DEV-010", lambda v, r: [v[0], v[0]])
step("the applicant among the sponsors", "sponsors", "DEV-010", lambda v, r: [v[0], r["name"]])
step("no pre-review", "prereview_on", "DEV-013", lambda v, r: None)
step("oath before the approval", "oath_on", "DEV-003", lambda v, r: r["approved_on"] - timedelta(days=2), beside=("approved_on",))
step("talked to before the application", "talked", "DEV-003", lambda v, r: r["applied"] - timedelta(days=20), beside=("applied",))
step("filed before the decision", "activist_filed", "DEV-004", lambda v, r: r["activist_on"] - timedelta(days=9), beside=("activist_on",))
step("review after the meeting", "review_on", "DEV-003", lambda v, r: r["admitted_on"] + timedelta(days=9), beside=("prereview_on", "admitted_on"))
step("too few hours of training", "training_hours", "DEV-012", lambda v, r: 12)
step("training after the meeting", "training_from", "DEV-003|DEV-012", lambda v, r: r["admitted_on"] + timedelta(days=9), beside=("training_to",))
step("approval blank for a year", "approved_on", "DEV-019|DEV-003", lambda v, r: None, confirmed)
step("confirmed two years late", "full_meeting_on", "DEV-024", lambda v, r: add_months(r["admitted_on"], 20), confirmed, beside=("full_approved_on",))
step("extended by fourteen months", "extended_to", "DEV-023", lambda v, r: add_months(r["admitted_on"], 26), lambda r: r["stage"] == "正式党员")
step("stage behind the dates", "stage", "DEV-003", lambda v, r: "入党积极分子", confirmed, also="DATA-014")
step("stage ahead of the dates", "stage", "DEV-003", lambda v, r: "正式党员", lambda r: r["stage"] == "预备党员", also="DATA-")
step("a candidate in the future", "candidate_on", "DATA-012", lambda v, r: v.replace(year=v.year + 9), lambda r: r["stage"] == "发展对象")


@kind("a probationer as mentor", "DEV-005", also="DEV-")
def _(found, random):
    index = pick(found, "admission", random, lambda r: r.get("mentors"))
    record = found.records["admission"][index] if index is not None else {}
    name = next((m["name"] for m in found.records["member"] if not full(m) and m["name"] != record.get("name")), None)
    return None if index is None or name is None else [put(found, "admission", index, "mentors", [record["mentors"][0], name])]


@kind("roster's confirmation on the day of the meeting", "DEV-026", also="DATA-013")
def _(found, random):
    index = pick(found, "admission", random, confirmed)
    if index is None:
        return None
    record = found.records["admission"][index]
    member = next((i for i, m in enumerate(found.records["member"]) if m["name"] == record["name"]), None)
    day = record["full_meeting_on"]
    if member is None or found.records["member"][member]["full_since"] == day:
        return None
    return [put(found, "member", member, "full_since", day)]


rewrite("letter received before it was issued", "transfer", "received_on", "EDU-008", "none", lambda v, r: r["issued_on"] - timedelta(days=3))
rewrite("transfer to the same branch", "transfer", "to", "EDU-007", "none", lambda v, r: r["from"])
rewrite("nobody in touch for eight months", "mobile_member", "last_contact", "EDU-009", "none", lambda v, r: add_months(v, -8))
rewrite("points below zero", "points", "total", "EDU-012", "any", lambda v, r: -5)
rewrite("spent more than there was", "funding", "spent", "BASE-001", "none", lambda v, r: r["allocated"] + 500)
rewrite("no budget", "funding", "budget", "BASE-001", "none", lambda v, r: None)
rewrite("score above its maximum", "assessment", "score", "DATA-014", "none", lambda v, r: r["max"] + 2)
rewrite("hours below zero", "training", "hours", "DATA-014", "none", lambda v, r: -8, also="EDU-00[12]|LEAD-019")
rewrite("visit worth less than nothing", "care", "amount", "DATA-014", "none", lambda v, r: -abs(v))
rewrite("appraised for a year to come", "appraisal", "year", "DATA-012", "none", lambda v, r: 2052)
rewrite("trained in the future", "training", "date", "DATA-012", "none", lambda v, r: v.replace(year=v.year + 1), also="EDU-00[12]|LEAD-019")
rewrite("settled before it was found", "rectification", "done_on", "DUTY-006", "none", lambda v, r: r["found_on"] - timedelta(days=9))
rewrite("settled after its time", "rectification", "done_on", "DUTY-006", "none", lambda v, r: r["due_on"] + timedelta(days=9))
rewrite("due before it was found", "rectification", "due_on", "DUTY-006", "none", lambda v, r: r["found_on"] - timedelta(days=9))
rewrite("settled, yet open by its status", "rectification", "status", "DUTY-006", "none", lambda v, r: "整改中", lambda r: bool(r["done_on"]))


@kind("letter received after the days it was valid for", "EDU-008")
def _(found, random):
    record = found.records["transfer"][0]
    record["valid_days"] = 30
    return [put(found, "transfer", 0, "received_on", record["issued_on"] + timedelta(days=45))]
