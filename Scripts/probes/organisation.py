"""Setting up and leading a branch: size, name, hierarchy, committee, term, election."""

from datetime import date

from sampledata.calendars import add_months, add_years

from .book import base
from .tables import probe, value

BRANCH = 1


@probe("clean branch of 12")
def _(b): pass


@probe("clean branch of 6, no committee", size=6)
def _(b): pass


@probe("clean branch of 30 with groups", size=30)
def _(b): pass


@probe("clean branch of 50", size=50)
def _(b): pass


# MARK: size
def only_organisation(b, **values):
    """The list of organisations alone, with other numbers."""
    for ledger in b.records:
        if ledger != "organisation":
            b.records[ledger] = []
    b.put("organisation", BRANCH, **values)


@probe("two full members by the own count")
def _(b):
    only_organisation(b, members_full=2, members_probationary=1, committee=None, committee_size=0)
    b.expect("ORG-001", "organisation", BRANCH, "members_full", "name")


@probe("three full members by the own count are enough")
def _(b): only_organisation(b, members_full=3, members_probationary=0, committee=None, committee_size=0)


@probe("fifty-one members by the own count")
def _(b):
    only_organisation(b, members_full=50, members_probationary=1, groups=3)
    b.expect("ORG-002", "organisation", BRANCH, "members_full", "name")


@probe("joint branch over six units")
def _(b):
    b.put("organisation", BRANCH, kind="联合党支部", covered_units=6)
    b.expect("ORG-003", "organisation", BRANCH, "covered_units")


@probe("joint branch of two members")
def _(b): only_organisation(b, kind="联合党支部", members_full=2, members_probationary=0, committee=None, committee_size=0)


@probe("general branch of 30 without approval")
def _(b):
    only_organisation(b, kind="党总支", name="中共云岭市发展和改革局总支部委员会", members_full=30, members_probationary=0, approval_ref=None)
    b.expect("ORG-004", "organisation", BRANCH, "members_full", "name", "members", "approval_ref")


@probe("general branch of 30 with approval")
def _(b): only_organisation(b, kind="党总支", name="中共云岭市发展和改革局总支部委员会", members_full=30, members_probationary=0)


@probe("temporary branch admits a member")
def _(b):
    b.put("organisation", BRANCH, kind="临时党支部", founded=date(2025, 9, 1), term_end=None, elected=None, term_years=None)
    index = b.find("admission", lambda r: r["stage"] == "预备党员")
    for record in b.records["admission"]:
        if record["stage"] == "正式党员":
            b.drop("admission", lambda r: r is record)
            break
    index = b.find("admission", lambda r: r["stage"] == "预备党员")
    b.expect("ORG-006", "admission", index, "admitted_on", "branch", also="LIFE-|LEAD-|DUTY-|FEE|DATA-014")


@probe("temporary branch a year old")
def _(b):
    only_organisation(b, kind="临时党支部", founded=date(2024, 9, 1))
    b.expect("ORG-011", "organisation", BRANCH, "founded")


@probe("establishment approved after two months")
def _(b):
    b.put("organisation", BRANCH, requested_on=date(2012, 3, 1), approved_on=date(2012, 5, 2))
    b.expect("ORG-007", "organisation", BRANCH, "approved_on")


@probe("establishment approved on the last day of a month's limit")
def _(b): b.put("organisation", BRANCH, requested_on=date(2012, 1, 31), approved_on=date(2012, 2, 29))


# MARK: names and hierarchy
@probe("a numbered branch without its unit's name")
def _(b):
    only_organisation(b, name="第一党支部")
    b.expect("ORG-008", "organisation", BRANCH, "name")


@probe("parent blank")
def _(b): b.put("organisation", BRANCH, parent=None)


@probe("parent kept in another list")
def _(b): b.put("organisation", BRANCH, parent="中共云岭市委员会某某工作委员会")


@probe("branch its own parent")
def _(b):
    b.put("organisation", BRANCH, parent=b.records["organisation"][BRANCH]["name"])
    b.expect("ORG-010", "organisation", BRANCH, "parent")


@probe("two organisations in a ring")
def _(b):
    b.put("organisation", 0, parent=b.records["organisation"][BRANCH]["name"])
    b.expect("ORG-010", "organisation", BRANCH, "parent")


@probe("two organisations with one code")
def _(b):
    b.put("organisation", BRANCH, code=b.records["organisation"][0]["code"])
    b.expect("ORG-010", "organisation", BRANCH, "code")


@probe("one organisation listed twice")
def _(b):
    b.add("organisation", **(b.records["organisation"][BRANCH] | {"code": "379901990001"}))
    b.expect("ORG-010", "organisation", 2, "name")


@probe("no parent column at all")
def _(b): b.columns["organisation"] = [c for c in b.columns["organisation"] if c[0] != "parent"]


for ledger, column in (("member", "branch"), ("meeting", "branch"), ("dues", "branch"), ("admission", "branch"),
                       ("election", "branch"), ("training", "branch"), ("appraisal", "branch"), ("points", "branch"),
                       ("funding", "branch"), ("assessment", "branch"), ("feature", "branch"), ("responsibility", "branch"),
                       ("rectification", "branch"), ("mobile_member", "branch")):
    def _(b, ledger=ledger, column=column):
        index = min(1, len(b.records[ledger]) - 1)
        b.put(ledger, index, **{column: b.records[ledger][index][column].replace("云岭", "云领")})
        b.expect("ORG-010", ledger, index, column)
    probe(f"{ledger}: branch name with one letter wrong", size=12)(_)

    # The list need not be that of all branches: one that it lacks is no slip. Its only record leaves the gaps it leaves.
    def _(b, ledger=ledger, column=column):
        b.put(ledger, min(1, len(b.records[ledger]) - 1), **{column: "中共云岭市园林处机关第九党支部"})
        b.also = "DATA-015|FEE-013|LIFE-00[1456789]|EDU-002"
    probe(f"{ledger}: record of a branch that the list lacks", size=12)(_)


@probe("code with Han characters")
def _(b):
    b.put("organisation", BRANCH, code="没有代码")
    b.expect("DATA-017", "organisation", BRANCH, "code")


# MARK: committee
@probe("seven full members and no committee")
def _(b):
    b.put("organisation", BRANCH, committee=None, committee_size=None, deputy=None)
    b.expect("LEAD-001", "organisation", BRANCH, "committee", "committee_size")


@probe("committee of zero")
def _(b):
    b.put("organisation", BRANCH, committee=None, committee_size=0, deputy=None)
    b.expect("LEAD-001", "organisation", BRANCH, "committee_size")


@probe("committee of nine")
def _(b):
    b.put("organisation", BRANCH, committee_size=9, committee=None)
    b.expect("LEAD-002", "organisation", BRANCH, "committee_size")


@probe("committee size against the names listed")
def _(b):
    b.put("organisation", BRANCH, committee_size=b.records["organisation"][BRANCH]["committee_size"] + 1)
    b.expect("LEAD-00.|DATA-015", "organisation", BRANCH, "committee_size", "committee")


@probe("two deputies")
def _(b):
    names = [m["name"] for m in b.records["member"] if m["party_role"]]
    b.put("organisation", BRANCH, deputy=[names[1], names[2]])
    b.expect("LEAD-003", "organisation", BRANCH, "deputy")


@probe("secretary of nobody's roster")
def _(b):
    b.put("organisation", BRANCH, secretary="欧阳无名")
    b.expect("DATA-015|LEAD-.*", "organisation", BRANCH, "secretary")


@probe("secretary not a year a full member")
def _(b):
    old = b.records["organisation"][BRANCH]
    name = old["secretary"]
    index = b.find("member", lambda r: r["name"] == name)
    elected = old["elected"]
    b.put("member", index, full_since=add_months(elected, -5), joined=add_months(elected, -17))
    b.expect("LEAD-007", "organisation", BRANCH, "secretary")


@probe("a probationary member as secretary", size=30)
def _(b):
    name = next(m["name"] for m in b.records["member"] if m["category"] == "预备党员")
    b.put("organisation", BRANCH, secretary=name)
    b.expect("LEAD-007", "organisation", BRANCH, "secretary", also="DATA-015")


@probe("two secretaries in the roster")
def _(b):
    index = b.find("member", lambda r: r["category"] == "正式党员" and not r["party_role"])
    b.put("member", index, party_role="书记")
    b.expect("LEAD-003", "organisation", BRANCH, "name", also="EDU-002")


@probe("nobody for organisation among five", size=30)
def _(b):
    for member in b.records["member"]:
        if member["party_role"] == "组织委员":
            member["party_role"] = "青年委员"
    b.expect("LEAD-003", "organisation", BRANCH, "name")


# MARK: term
def standing(b):
    """Makes the secretary a full member of long standing, so that the election may lie years back."""
    name = b.records["organisation"][BRANCH]["secretary"]
    index = b.find("member", lambda r: r["name"] == name)
    birth = b.records["member"][index]["birth"]
    b.put("member", index, joined=add_years(birth, 19), full_since=add_years(birth, 20))


@probe("term of three years ends a year late")
def _(b):
    b.put("organisation", BRANCH, term_end=add_years(b.records["organisation"][BRANCH]["term_end"], 1))
    b.expect("LEAD-004", "organisation", BRANCH, "term_end")


@probe("term end before the election")
def _(b):
    b.put("organisation", BRANCH, term_end=add_years(b.records["organisation"][BRANCH]["elected"], -1))
    b.expect("LEAD-00[45]", "organisation", BRANCH, "term_end")


@probe("term ends on the day before")
def _(b):
    old = b.records["organisation"][BRANCH]
    b.put("organisation", BRANCH, term_end=add_years(old["elected"], 3).replace(day=old["elected"].day - 1))


@probe("term end blank")
def _(b): b.put("organisation", BRANCH, term_end=None)


@probe("term of five years in a branch")
def _(b):
    old = b.records["organisation"][BRANCH]
    b.put("organisation", BRANCH, term_years=5, term_end=add_years(old["elected"], 5))
    b.expect("LEAD-004", "organisation", BRANCH, "term_years")


@probe("village branch of five years")
def _(b):
    old = b.records["organisation"][BRANCH]
    b.put("organisation", BRANCH, setting="农村", term_years=5, term_end=add_years(old["elected"], 5))
    b.put("election", 0, term_years=5, term_end=add_years(old["elected"], 5))


@probe("overdue election")
def _(b):
    standing(b)
    b.put("organisation", BRANCH, elected=date(2022, 3, 15), term_end=date(2025, 3, 15))
    b.records["election"] = []
    b.expect("LEAD-005", "organisation", BRANCH, "term_end")


@probe("overdue, postponed with leave")
def _(b):
    standing(b)
    b.put("organisation", BRANCH, elected=date(2022, 7, 15), term_end=date(2025, 7, 15))
    b.put("election", 0, requested_on=date(2022, 6, 1), approved_on=date(2022, 6, 20), held_on=date(2022, 7, 15), term_end=date(2025, 7, 15),
          postponed_to=date(2026, 7, 14), postponed_ref="云直工〔2025〕9号")


@probe("overdue elsewhere, a new election held")
def _(b):
    standing(b)
    b.put("organisation", BRANCH, elected=date(2022, 7, 15), term_end=date(2025, 7, 15))
    b.put("election", 0, requested_on=date(2025, 6, 1), approved_on=date(2025, 6, 20), held_on=date(2025, 7, 14), term_end=date(2028, 7, 14))


@probe("term ends within three months, nobody reminded")
def _(b):
    standing(b)
    b.put("organisation", BRANCH, elected=date(2023, 3, 15), term_end=date(2026, 3, 15))
    b.put("election", 0, requested_on=date(2023, 2, 1), approved_on=date(2023, 2, 20), held_on=date(2023, 3, 15), term_end=date(2026, 3, 15))
    b.expect("LEAD-006", "organisation", BRANCH, "term_end")


@probe("elected on a leap day")
def _(b):
    standing(b)
    b.put("organisation", BRANCH, elected=date(2024, 2, 29), term_end=date(2027, 2, 28))
    b.put("election", 0, requested_on=date(2024, 1, 10), approved_on=date(2024, 1, 20), held_on=date(2024, 2, 29), term_end=date(2027, 2, 28))


# MARK: election
def election(name, rules, change, *fields, also=""):
    def _(b):
        b.put("election", 0, **change(b.records["election"][0]))
        if rules:
            b.expect(rules, "election", 0, *fields, also=also)
    probe("election: " + name, size=30)(_)


election("present below four fifths", "LEAD-009", lambda r: dict(present=r["eligible"] * 7 // 10, ballots_out=r["eligible"] * 7 // 10,
         ballots_in=r["eligible"] * 7 // 10, votes="、".join([str(r["eligible"] * 7 // 10)] * 5)), "present")
election("exactly four fifths", "", lambda r: dict(eligible=25, present=20, ballots_out=20, ballots_in=20, votes="20、19、18、17、16"))
election("more present than eligible", "LEAD-012", lambda r: dict(present=r["eligible"] + 1, ballots_out=r["eligible"] + 1,
         ballots_in=r["eligible"] + 1), "present")
election("as many candidates as seats", "LEAD-010", lambda r: dict(candidates=r["seats"]), "candidates")
election("fewer candidates than seats", "LEAD-010", lambda r: dict(candidates=r["seats"] - 1), "candidates")
election("half of the votes only", "LEAD-011", lambda r: dict(eligible=22, present=20, ballots_out=20, ballots_in=20, votes="20、19、18、17、10"), "votes")
election("more votes than ballots", "LEAD-01[12]", lambda r: dict(eligible=22, present=20, ballots_out=20, ballots_in=20, votes="25、19、18、17、16"), "votes")
election("more ballots in than out", "LEAD-012", lambda r: dict(ballots_in=r["ballots_out"] + 1), "ballots_in")
election("more ballots out than present", "LEAD-012", lambda r: dict(ballots_out=r["present"] + 1, ballots_in=r["present"] + 1), "ballots_out")
election("fewer ballots in than out", "", lambda r: dict(ballots_in=r["ballots_out"] - 1, votes="16、16、16、16、16"))
election("approval missing", "LEAD-008", lambda r: dict(approved_on=None), "approved_on", "approval_ref", "held_on")
election("approved before it was requested", "LEAD-.*", lambda r: dict(approved_on=add_months(r["requested_on"], -2)), "approved_on", "requested_on")
election("term end a year short", "LEAD-004", lambda r: dict(term_end=add_years(r["term_end"], -1)), "term_end")
election("more elected than seats", "LEAD-.*|DATA-.*", lambda r: dict(seats=len(r["elected"]) - 1, candidates=len(r["elected"]) + 1), "elected", "seats")


@probe("election: a probationary member elected", size=30)
def _(b):
    name = next(m["name"] for m in b.records["member"] if m["category"] == "预备党员")
    b.put("election", 0, elected=[*b.records["election"][0]["elected"][:-1], name])
    b.expect("LEAD-013", "election", 0, "elected")


@probe("election: somebody on probation within the Party elected", size=30)
def _(b):
    name = b.records["election"][0]["elected"][-1]
    b.put("member", b.find("member", lambda r: r["name"] == name), status="留党察看")
    b.expect("LEAD-013", "election", 0, "elected")


@probe("election: held in the future")
def _(b):
    b.put("election", 0, held_on=date(2026, 3, 3))
    b.expect("DATA-012", "election", 0, "held_on")


@probe("election: an earlier election kept as well")
def _(b):
    old = dict(b.records["election"][0])
    for key in ("requested_on", "approved_on", "held_on", "term_end"):
        old[key] = add_years(old[key], -3)
    b.records["election"].insert(0, old)
