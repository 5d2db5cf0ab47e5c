"""Admission of members, step by step, under the texts of 2014 and 2026."""

from datetime import date, timedelta

from sampledata.calendars import add_months, add_years

from .tables import probe

DAY = timedelta(days=1)
CONFIRMED = lambda r: r["stage"] == "正式党员"
PROBATIONARY = lambda r: r["stage"] == "预备党员"
ACTIVIST = lambda r: r["stage"] == "入党积极分子"


def step(name, rules, change, *fields, test=CONFIRMED, also=""):
    """Changes fields of one admission and expects one finding at one of the fields; no rules: none."""
    def _(b):
        index = b.find("admission", test)
        b.put("admission", index, **change(b.records["admission"][index]))
        if rules:
            b.expect(rules, "admission", index, *fields, also=also)
    probe("admission: " + name)(_)


step("applied a day before eighteen", "DEV-001", lambda r: dict(applied=add_years(r["birth"], 18) - DAY), "applied", test=ACTIVIST, also="DEV-002")
step("applied after the talk", "DEV-003", lambda r: dict(applied=r["talked"] + DAY * 3), "applied", "talked")
step("talk after five weeks", "DEV-002", lambda r: dict(talked=add_months(r["applied"], 1) + DAY * 5), "talked")
step("talk exactly a month later", "", lambda r: dict(talked=add_months(r["applied"], 1)))
step("no talk", "DEV-00[23]", lambda r: dict(talked=None), "talked")
step("no application", "DEV-003|DATA-014", lambda r: dict(applied=None), "applied")
step("activist before the talk", "DEV-003", lambda r: dict(activist_on=r["talked"] - DAY * 3), "activist_on", "talked")
step("no activist date", "DEV-003", lambda r: dict(activist_on=None), "activist_on")
step("activist not filed", "DEV-004", lambda r: dict(activist_filed=None), "activist_filed")
step("filed before the decision", "DEV-.*", lambda r: dict(activist_filed=r["activist_on"] - DAY * 9), "activist_filed", "activist_on")
step("one mentor", "", lambda r: dict(mentors=r["mentors"][:1]))
step("no mentor", "DEV-005", lambda r: dict(mentors=None), "mentors")
step("three mentors", "DEV-005", lambda r: dict(mentors=r["mentors"] + ["周三丰"]), "mentors")
step("candidate a day before the year is over", "DEV-007", lambda r: dict(activist_on=add_years(r["candidate_on"], -1) + DAY,
     activist_filed=add_years(r["candidate_on"], -1) + DAY * 9), "activist_on", "candidate_on")
step("candidate exactly after a year", "", lambda r: dict(activist_on=add_years(r["candidate_on"], -1), activist_filed=add_years(r["candidate_on"], -1) + DAY * 9))
step("candidate before activist", "DEV-00[37]", lambda r: dict(candidate_on=r["activist_on"] - DAY * 40), "candidate_on", "activist_on")
step("no candidate date", "DEV-003", lambda r: dict(candidate_on=None), "candidate_on")
step("one sponsor", "DEV-010", lambda r: dict(sponsors=r["sponsors"][:1]), "sponsors")
step("three sponsors", "DEV-010", lambda r: dict(sponsors=r["sponsors"] + ["周三丰"]), "sponsors")
step("no sponsors", "DEV-010", lambda r: dict(sponsors=None), "sponsors")
step("one sponsor twice", "DEV-010", lambda r: dict(sponsors=[r["sponsors"][0]] * 2), "sponsors")
step("sponsors split by a blank", "", lambda r: dict(sponsors=" ".join(r["sponsors"])))
step("the applicant among the sponsors", "DEV-010", lambda r: dict(sponsors=[r["sponsors"][0], r["name"]]), "sponsors")
step("review missing", "DEV-011|DEV-003", lambda r: dict(review_on=None), "review_on")
step("review failed", "DEV-011", lambda r: dict(review_result="不合格"), "review_result")
step("review after admission", "DEV-003", lambda r: dict(review_on=r["admitted_on"] + DAY * 9), "review_on")
step("training after admission", "DEV-003|DEV-012", lambda r: dict(training_from=r["admitted_on"] + DAY * 9, training_to=r["admitted_on"] + DAY * 11), "training_from", "training_to")
step("training ends before it begins", "DEV-012|DEV-003", lambda r: dict(training_to=r["training_from"] - DAY * 2), "training_to", "training_from")
step("training of ten hours in a day", "DEV-012", lambda r: dict(training_hours=10, training_to=r["training_from"]), "training_hours", "training_to")
step("twenty hours in three days or more", "DEV-012", lambda r: dict(training_hours=20, training_to=r["training_from"] + DAY * 3), "training_hours")
step("votes add up to more than those present", "DEV-016", lambda r: dict(expected=20, present=18, votes_for=15, votes_against=2, votes_abstained=4), "votes_for")
step("confirmed with half of the votes", "LIFE-010", lambda r: dict(full_expected=20, full_present=18, full_votes_for=10), "full_votes_for")
step("training hours blank", "DEV-012", lambda r: dict(training_hours=None), "training_hours")
step("pre-review missing", "DEV-013|DEV-003", lambda r: dict(prereview_on=None), "prereview_on")
step("pre-review after the meeting", "DEV-003", lambda r: dict(prereview_on=r["admitted_on"] + DAY * 2), "prereview_on", "admitted_on")
step("superior's talk missing", "DEV-018|DEV-003", lambda r: dict(talk_by_superior=None), "talk_by_superior")
step("superior's talk after approval", "DEV-003|DEV-018", lambda r: dict(talk_by_superior=r["approved_on"] + DAY * 2), "talk_by_superior", "approved_on")
step("approved before the meeting", "DEV-003", lambda r: dict(approved_on=r["admitted_on"] - DAY * 2), "approved_on", "admitted_on")
step("approved after four months", "DEV-019", lambda r: dict(approved_on=add_months(r["admitted_on"], 4), oath_on=add_months(r["admitted_on"], 5)), "approved_on")
step("approved after seven months", "DEV-019", lambda r: dict(approved_on=add_months(r["admitted_on"], 7), oath_on=add_months(r["admitted_on"], 8)), "approved_on")
step("approval blank for a year", "DEV-019|DEV-003", lambda r: dict(approved_on=None), "approved_on")
step("oath before approval", "DEV-003", lambda r: dict(oath_on=r["approved_on"] - DAY * 2), "oath_on", "approved_on")
step("approved by a general branch", "DEV-017", lambda r: dict(approved_by="市发展和改革局党总支"), "approved_by")
step("approved by a committee", "", lambda r: dict(approved_by="市直机关工委"))
step("vote of exactly half", "DEV-016", lambda r: dict(expected=20, present=18, votes_for=10), "votes_for")
step("quorum of exactly half", "DEV-016", lambda r: dict(expected=20, present=10, votes_for=10), "present", also="DEV-016")
step("more votes than present", "DEV-016", lambda r: dict(expected=20, present=15, votes_for=18), "votes_for")
step("probation ends a month late", "DEV-022", lambda r: dict(probation_end=add_months(r["admitted_on"], 13)), "probation_end")
step("probation ends after a year", "", lambda r: dict(probation_end=add_years(r["admitted_on"], 1)))
step("extended by three months", "DEV-023", lambda r: dict(extended_to=add_months(r["admitted_on"], 15), full_meeting_on=add_months(r["admitted_on"], 15) + DAY,
     full_approved_on=add_months(r["admitted_on"], 16)), "extended_to")
step("extended by fourteen months", "DEV-023", lambda r: dict(extended_to=add_months(r["admitted_on"], 26), full_meeting_on=add_months(r["admitted_on"], 26) + DAY,
     full_approved_on=add_months(r["admitted_on"], 27)), "extended_to")
step("confirmed a month early", "DEV-024", lambda r: dict(full_meeting_on=add_months(r["admitted_on"], 11)), "full_meeting_on", also="DEV-003")
step("confirmation applied for after the meeting", "DEV-003", lambda r: dict(full_applied_on=r["full_meeting_on"] + DAY * 3), "full_applied_on", "full_meeting_on")
step("confirmation approved after four months", "DEV-025", lambda r: dict(full_approved_on=add_months(r["full_meeting_on"], 4)), "full_approved_on")
step("confirmation approved before the meeting", "DEV-003", lambda r: dict(full_approved_on=r["full_meeting_on"] - DAY), "full_approved_on", "full_meeting_on")
step("stage against the dates", "DEV-.*|DATA-.*", lambda r: dict(stage="入党积极分子"), "stage")
step("stage in the office's own words", "", lambda r: dict(stage="已归档"))
step("date of a step in the future", "DATA-012", lambda r: dict(candidate_on=date(2026, 6, 1)), "candidate_on", test=lambda r: r["stage"] == "发展对象")
step("leaves within two months", "DEV-015", lambda r: dict(leaves_on=add_months(r["admitted_on"], 2)), "leaves_on")
step("name blank", "DATA-014", lambda r: dict(name=None), "name", test=ACTIVIST)
step("id number against birth", "DATA-003", lambda r: dict(birth=r["birth"] + DAY), "birth", test=ACTIVIST)
step("id number's check digit", "DATA-002", lambda r: dict(id_number=r["id_number"][:16] + str((int(r["id_number"][16]) + 2) % 10) + r["id_number"][17]), "id_number", test=ACTIVIST)
step("dossier blank where the column is kept", "DEV-028", lambda r: dict(archived_on=None), "archived_on")
step("inspections blank where the column is kept", "DEV-006", lambda r: dict(inspected_on=None), "inspected_on", also="DEV-006")
step("notice ends before it begins", "DEV-008|DEV-003|DEV-.*", lambda r: dict(publicised_to=r["publicised_from"] - DAY * 4), "publicised_to", "publicised_from")
step("no notice under the old text", "", lambda r: dict(publicised_from=None, publicised_to=None))


@probe("admission: joining date against the roster")
def _(b):
    index = b.find("admission", CONFIRMED)
    name = b.records["admission"][index]["name"]
    member = b.find("member", lambda r: r["name"] == name)
    b.put("member", member, joined=b.records["member"][member]["joined"] - DAY * 40)
    b.expect("DEV-021", "member", member, "joined")


@probe("admission: ID number against the roster")
def _(b):
    from sampledata import identity

    index = b.find("admission", CONFIRMED)
    old = b.records["admission"][index]
    b.put("admission", index, id_number=identity.id_number(old["birth"], 480, old["gender"] == "男"))
    b.expect("DATA-015|DEV-.*", "admission", index, "id_number")


@probe("admission: one applicant twice")
def _(b):
    index = b.add("admission", **b.records["admission"][b.find("admission", ACTIVIST)])
    b.expect("DATA-015", "admission", index, "id_number", "name")


@probe("admission: a probationary member in the roster who is confirmed here")
def _(b):
    index = b.find("admission", PROBATIONARY)
    b.put("admission", index, stage="正式党员")
    b.expect("DEV-.*|DATA-015", "admission", index, "stage")


def inspections(name, rules, months):
    """Every activist inspected so many months after the decision, as far as the candidate's day; one of them less."""
    def _(b):
        index = b.find("admission", CONFIRMED)
        for at, record in enumerate(b.records["admission"]):
            if record.get("candidate_on"):
                days = [add_months(record["activist_on"], m) for m in (months if at == index else (5, 11, 17, 23))]
                b.put("admission", at, inspected_on="、".join(f"{day:%Y-%m-%d}" for day in days))
        if rules:
            b.expect(rules, "admission", index, "inspected_on")
    probe("admission: " + name)(_)


inspections("inspected once in more than a year", "DEV-006", (5,))
inspections("inspected every half year", "", (5, 11, 17, 23))


def under_2026(name, rules, change, *fields, also=""):
    """A candidate under the text in force from 2026-05-11, judged at the end of that year."""
    def _(b):
        sponsors = next(r["mentors"] for r in b.records["admission"] if r["mentors"])
        b.drop("admission")
        record = dict(
            branch=b.records["organisation"][1]["name"], name="申请人", birth=date(1998, 3, 2), applied=date(2024, 10, 8), talked=date(2024, 10, 20),
            activist_on=date(2025, 4, 14), activist_filed=date(2025, 4, 20), mentors=sponsors, candidate_filed=date(2026, 6, 25),
            publicised_from=date(2026, 7, 1), publicised_to=date(2026, 7, 8), candidate_on=date(2026, 7, 10), training_from=date(2026, 8, 3),
            training_to=date(2026, 8, 6), training_hours=24, review_on=date(2026, 8, 20), prereview_on=date(2026, 9, 10),
            sponsors=sponsors, admitted_on=date(2026, 10, 8), talk_by_superior=date(2026, 10, 20), approved_on=date(2026, 11, 4), oath_on=date(2026, 12, 1),
            stage="预备党员", remark="2026-05-11 以后按新细则办理")
        record.update(change(record))
        b.add("admission", **record)
        for ledger in ("meeting", "training", "appraisal", "assessment", "dues", "election", "points", "funding", "member", "transfer", "mobile_member", "care"):
            b.records[ledger] = []
        only = b.records["organisation"]
        for o in only:
            o.update(elected=date(2025, 3, 3), term_end=None, term_years=None)
        if rules:
            b.expect(rules, "admission", 0, *fields, also=also)
    probe("admission 2026: " + name, as_of=date(2026, 12, 31))(_)


under_2026("sound", "", lambda r: {})
under_2026("no notice", "DEV-008", lambda r: dict(publicised_from=None, publicised_to=None), "publicised_from", "publicised_to", also="DEV-008")
under_2026("notice of four working days", "DEV-008", lambda r: dict(publicised_to=date(2026, 7, 6)), "publicised_to")
under_2026("candidate before the notice ends", "DEV-008", lambda r: dict(candidate_on=date(2026, 7, 7)), "candidate_on", "publicised_to")
under_2026("no consent of the superior", "DEV-009", lambda r: dict(candidate_filed=None), "candidate_filed")
under_2026("consent after the notice began", "DEV-009", lambda r: dict(candidate_filed=date(2026, 7, 3)), "candidate_filed", "publicised_from")
under_2026("meeting seven weeks after the pre-review", "DEV-014", lambda r: dict(admitted_on=date(2026, 10, 30), approved_on=date(2026, 11, 20), talk_by_superior=date(2026, 11, 4)), "admitted_on")
under_2026("oath two months after approval", "DEV-020", lambda r: dict(oath_on=date(2026, 12, 30), approved_on=date(2026, 10, 25)), "oath_on")
under_2026("no remark on the texts", "DEV-030", lambda r: dict(remark=None), "remark")
