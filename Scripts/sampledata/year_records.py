"""What a branch writes down in a year, ledger by ledger, with every rule kept."""

from datetime import date, timedelta
from random import Random

from .calendars import add_months, add_years, month_day, workday

TOPICS = {
    "支部党员大会": ["通过年度工作计划", "学习贯彻中央全会精神", "讨论发展党员工作", "通报党费收缴使用情况"],
    "支委会": ["研究本月组织生活安排", "分析党员思想动态", "研究发展党员事项", "研究党费收缴工作", "讨论问题整改"],
    "党小组会": ["学习党章党规", "讨论岗位建功", "交流学习体会", "落实支部决议"],
    "主题党日": ["集体学习、缴纳党费、党性分析", "重温入党誓词", "志愿服务进社区", "参观革命纪念馆"],
    "党课": ["坚定理想信念", "严守党的纪律", "弘扬优良作风", "担当作为促发展"],
}
PLACES = ["三楼党员活动室", "二楼会议室", "第一会议室", "党群服务中心"]


def organisation_records(branch, random: Random) -> list[dict]:
    committee = branch.committee
    deputy = next((m.name for m in branch.members if m.role == "副书记"), "")
    joint = "联合党支部" in branch.name
    return [{
        "name": branch.name, "code": f"379901{branch.number:06d}", "parent": branch.parent,
        "kind": "联合党支部" if joint else "党支部", "setting": branch.setting, "founded": branch.founded,
        "approval_ref": f"云直工〔{branch.founded.year}〕{branch.number % 60 + 1}号",
        "members_full": len(branch.full_members),
        "members_probationary": len(branch.members) - len(branch.full_members), "groups": branch.groups,
        "covered_units": 3 if joint else 1, "secretary": branch.secretary.name, "deputy": deputy,
        "committee": [m.name for m in committee], "committee_size": len(committee),
        "elected": branch.elected, "term_years": 3, "term_end": add_years(branch.elected, 3),
        "employees": branch.employees, "phone": branch.secretary.phone,
    }]


def member_records(branch, random: Random) -> list[dict]:
    return [{
        "seq": number, "name": m.name, "gender": m.gender, "ethnicity": m.ethnicity, "id_number": m.id_number,
        "birth": m.birth, "native_place": m.native_place, "education": m.education, "degree": m.degree,
        "job": m.job, "branch": branch.name, "category": m.category, "joined": m.joined,
        "full_since": m.full_since, "work_start": m.work_start, "party_role": "" if m.role == "党员" else m.role,
        "phone": m.phone, "status": "正常", "mobile": m is branch.away, "retired": m.retired, "difficulty": m.difficulty,
    } for number, m in enumerate(branch.members, 1)]


def meeting_records(branch, random: Random) -> list[dict]:
    year, found = branch.year, []

    def add(day: date, kind: str, topic: str, people: list, chair: str, lecturer="", hours=1.5, group=""):
        missing = [p.name for p in people if random.random() < 0.06]
        missing = [n for n in missing if n != chair][: (len(people) - 1) // 3]
        found.append({
            "branch": branch.name, "date": day, "kind": kind, "topic": topic, "place": random.choice(PLACES),
            "chair": chair, "lecturer": lecturer, "expected": len(people), "present": len(people) - len(missing),
            "absent": "、".join(missing) + "（请假）" if missing else "", "recorder": people[-1].name,
            "hours": hours, "group": group})

    secretary = branch.secretary.name
    for month in range(1, 13):
        start = month_day(year, month, 10)
        present = branch.members_on(date(year, month, 1))
        if branch.committee:
            add(month_day(year, month, 5), "支委会", TOPICS["支委会"][month % 5], branch.committee, secretary)
        for group in range(1, branch.groups + 1):
            people = [m for m in present if m.group == group]
            leader = next((p.name for p in people if p.role == "党员"), people[0].name)
            add(month_day(year, month, 14 + group), "党小组会", TOPICS["党小组会"][month % 4], people, leader,
                group=f"第{'一二三四五'[group - 1]}党小组")
        add(month_day(year, month, 25), "主题党日", TOPICS["主题党日"][0 if month % 3 else month % 4], present,
            secretary, hours=2)
        if month % 3 == 2:
            add(start, "支部党员大会", TOPICS["支部党员大会"][month // 3], present, secretary)
            add(month_day(year, month, 20), "党课", TOPICS["党课"][month // 3], present, secretary, secretary, 2)
    add(month_day(year, 12, 8), "组织生活会", "开展批评和自我批评，制定整改措施", branch.members, secretary, hours=3)
    add(month_day(year, 12, 9), "民主评议", "民主评议党员", branch.members, secretary, hours=2)
    for person in branch.members:
        if person.name != secretary:
            day = month_day(year, random.randint(3, 11), random.randint(1, 27))
            day = max(day, workday(person.joined + timedelta(days=7)))
            pair = [branch.secretary, person]
            found.append({
                "branch": branch.name, "date": day, "kind": "谈心谈话", "topic": f"与{person.name}谈心谈话",
                "place": "支部办公室", "chair": secretary, "lecturer": "", "expected": 2, "present": 2,
                "absent": "", "recorder": pair[1].name, "hours": 1, "group": ""})
    return sorted(found, key=lambda r: r["date"])


def dues_records(branch, random: Random) -> list[dict]:
    records = []
    for number, m in enumerate(branch.members, 1):
        first = 1 if m.joined < date(branch.year, 1, 1) else m.joined.month
        months = {f"m{i:02d}": m.monthly_due if i >= first else None for i in range(1, 13)}
        records.append({
            "seq": number, "branch": branch.name, "name": m.name,
            "category": m.category if not m.retired else "离退休党员",
            "income": m.income, "rate": m.rate, "monthly_due": m.monthly_due, **months,
            "total": round(m.monthly_due * (13 - first), 2), "arrears": 0,
            "receipt": f"{branch.year}{branch.number:03d}{number:03d}", "remark": ""})
    return records


def admissions(branch, random: Random) -> list[dict]:
    """Applicants, a probationary member and those of the last two years, each with all steps so far."""
    found = []
    sponsors = [m.name for m in branch.full_members if m.joined < date(branch.year - 6, 1, 1)]
    if len(sponsors) < 4:
        sponsors = [m.name for m in sorted(branch.full_members, key=lambda m: m.joined)]
    for person in branch.members:
        if not person.full_since:
            found.append(_admission(branch, person, person.joined, sponsors, "预备党员"))
    confirmed = [m for m in branch.full_members if m.joined >= max(date(2015, 1, 1), add_years(m.birth, 22))]
    for person in sorted(confirmed, key=lambda m: m.joined)[-1:]:
        end = person.full_since
        older = [n for n in sponsors if n != person.name]
        found.append(_admission(branch, person, person.joined, older, "正式党员") | {
            "full_applied_on": workday(end - timedelta(days=12)), "full_meeting_on": workday(end + timedelta(days=9)),
            "full_approved_on": workday(end + timedelta(days=40))})
    for index, person in enumerate(branch.applicants):
        stage = ("入党积极分子", "发展对象")[index % 2]
        record = _admission(branch, person, add_months(branch.as_of, 8 if index % 2 == 0 else 3), sponsors, stage)
        keep = ["branch", "name", "id_number", "gender", "birth", "applied", "talked", "activist_on",
                "activist_filed", "mentors", "stage"]
        if stage == "发展对象":
            keep += ["candidate_on", "publicised_from", "publicised_to"]
        found.append({key: value if key in keep else None for key, value in record.items()})
    return found


def _admission(branch, person, admitted: date, sponsors: list[str], stage: str) -> dict:
    candidate = workday(add_months(admitted, -5))
    activist = workday(add_months(candidate, -14))
    applied = workday(add_months(activist, -8))
    prereview = workday(admitted - timedelta(days=18))
    training = workday(candidate + timedelta(days=40))
    if training.weekday() > 0:
        training += timedelta(days=7 - training.weekday())
    publicised = workday(candidate - timedelta(days=20))
    return {
        "branch": branch.name, "name": person.name, "id_number": person.id_number, "gender": person.gender,
        "birth": person.birth, "applied": applied, "talked": workday(applied + timedelta(days=15)),
        "activist_on": activist, "activist_filed": workday(activist + timedelta(days=10)),
        "mentors": sponsors[:2], "candidate_on": candidate, "training_from": training,
        "training_to": training + timedelta(days=3), "training_hours": 24,
        "review_on": workday(candidate + timedelta(days=60)), "publicised_from": publicised,
        "publicised_to": workday(publicised + timedelta(days=14)), "prereview_on": prereview,
        "sponsors": sponsors[-2:] if len(sponsors) > 3 else sponsors[:2], "admitted_on": admitted,
        "talk_by_superior": workday(admitted + timedelta(days=12)),
        "approved_on": workday(admitted + timedelta(days=30)), "oath_on": workday(admitted + timedelta(days=45)),
        "full_applied_on": None, "full_meeting_on": None, "full_approved_on": None, "extended_to": None,
        "stage": stage,
    }


def election_records(branch, random: Random) -> list[dict]:
    eligible = len([m for m in branch.full_members if m.full_since <= branch.elected])
    present = max(eligible - eligible // 10, (eligible * 4 + 4) // 5)
    seats = max(len(branch.committee), 1)
    elected = [m.name for m in branch.committee] or [branch.secretary.name]
    return [{
        "branch": branch.name, "requested_on": workday(branch.elected - timedelta(days=40)),
        "approved_on": workday(branch.elected - timedelta(days=20)), "held_on": branch.elected,
        "eligible": eligible, "present": present, "ballots_out": present, "ballots_in": present,
        "seats": seats, "candidates": seats + (seats + 4) // 5 if len(elected) > 1 else seats + 1,
        "elected": elected, "votes": "、".join(str(max(present - i % 2, present // 2 + 1)) for i in range(len(elected))),
        "term_years": 3, "term_end": add_years(branch.elected, 3), "postponed_to": None,
    }]


def training_records(branch, random: Random) -> list[dict]:
    titles = [("党的创新理论专题轮训", 16), ("党章党规党纪学习班", 12), ("支部党员集中学习", 8)]
    leaders = [("党务干部实务轮训", 24)]
    found = []
    for m in branch.members:
        plan = titles + (leaders if m.role != "党员" else [])
        for index, (title, hours) in enumerate(plan):
            day = max(month_day(branch.year, 3 + index * 2, 6 + m.group), m.joined)
            found.append({
                "branch": branch.name, "name": m.name, "role": m.role, "date": workday(day), "title": title,
                "kind": "集中培训" if index != 2 else "集体学习", "hours": hours,
                "organiser": branch.parent if index != 2 else branch.name})
    return found


def appraisal_records(branch, random: Random) -> list[dict]:
    best = len(branch.members) // 4
    full = branch.full_members
    return [{
        "branch": branch.name, "name": m.name, "year": branch.year, "self": "合格",
        "peers": "优秀" if index < best else "合格", "result": "优秀" if index < best else "合格", "handling": ""}
        for index, m in enumerate(full)]


def transfer_records(branch, random: Random) -> list[dict]:
    found = []
    for index, m in enumerate(branch.full_members[-2:]):
        issued = month_day(branch.year, 4 + index, 12)
        found.append({
            "name": m.name, "id_number": m.id_number, "from": f"中共{['临川县', '青屏区'][index]}委员会组织部",
            "to": branch.name, "letter_no": f"{branch.year}{branch.number:04d}{index + 1}", "issued_on": issued,
            "valid_days": 60, "received_on": workday(issued + timedelta(days=12)),
            "dues_paid_to": f"{branch.year}-{issued.month:02d}"})
    return found


def mobile_member_records(branch, random: Random) -> list[dict]:
    return [{
        "name": m.name, "branch": branch.name, "left_on": month_day(branch.year, 9, 3),
        "destination": "江苏省苏州市", "contact": branch.secretary.name, "host_branch": "中共苏州新城街道流动党员支部",
        "last_contact": month_day(branch.year, 12, 3)} for m in [branch.away] if m]


def points_records(branch, random: Random) -> list[dict]:
    rows = []
    for index, m in enumerate(branch.members):
        added, deducted = random.randint(0, 20), random.randint(0, 3)
        rows.append({
            "branch": branch.name, "name": m.name, "period": str(branch.year), "base": 60, "added": added,
            "deducted": deducted, "total": 60 + added - deducted, "reasons": "志愿服务" if added > 10 else ""})
    order = sorted((r["total"] for r in rows), reverse=True)
    for row in rows:
        row["rank"] = order.index(row["total"]) + 1
    return rows


def care_records(branch, random: Random) -> list[dict]:
    people = [m for m in branch.members if m.difficulty] or branch.members[:1]
    return [{
        "name": m.name, "branch": branch.name, "date": month_day(branch.year, 1, 18 + i % 5), "kind": "春节走访慰问",
        "amount": 600 + 200 * (i % 3), "visitor": branch.secretary.name} for i, m in enumerate(people)]


def rectification_records(branch, random: Random) -> list[dict]:
    found = month_day(branch.year, 5, 12)
    items = [("组织生活会记录不够规范", "督导检查"), ("党员学习笔记不完整", "自查"), ("个别党员党费缴纳不及时", "督导检查")]
    return [{
        "branch": branch.name, "problem": text, "source": source, "found_on": found + timedelta(days=i),
        "owner": branch.secretary.name, "due_on": workday(found + timedelta(days=60)),
        "measures": "明确专人负责，建立提醒制度", "done_on": workday(found + timedelta(days=40 + i)), "status": "已整改"}
        for i, (text, source) in enumerate(items)]


def funding_records(branch, random: Random) -> list[dict]:
    members = len(branch.members)
    return [{
        "branch": branch.name, "year": branch.year, "members": members, "budget": members * 700,
        "allocated": members * 700, "spent": members * 640, "item": "党员教育培训、活动", "date": month_day(branch.year, 12, 15)}]


def assessment_records(branch, random: Random) -> list[dict]:
    areas = ["组织设置", "班子建设", "组织生活", "党员发展", "党员教育管理", "基础保障", "责任落实"]
    return [{
        "branch": branch.name, "year": branch.year, "indicator": area, "max": 14 if i else 16,
        "self_score": 14 if i else 15, "score": 13 if i else 15, "reason": "", "rank": branch.number,
        "report_form": "现场述职" if branch.number % 2 else "书面述职"} for i, area in enumerate(areas)]


def feature_records(branch, random: Random) -> list[dict]:
    return [
        {"branch": branch.name, "title": "党员先锋岗", "kind": "品牌", "date": month_day(branch.year, 3, 5),
         "sessions": 4, "people": len(branch.members) * 4, "result": "获评市直机关优秀党建品牌"},
        {"branch": branch.name, "title": "理论宣讲进社区", "kind": "志愿服务", "date": month_day(branch.year, 7, 1),
         "sessions": 6, "people": 180 + branch.number, "result": "服务群众反响良好"},
        {"branch": branch.name, "title": "一线工作法", "kind": "工作法", "date": month_day(branch.year, 9, 9),
         "sessions": 1, "people": len(branch.members), "result": "形成案例并推广"}]


def staff_records(branch, random: Random) -> list[dict]:
    return [{
        "name": m.name, "unit": branch.unit, "full_time": "专职" if m.role == "书记" else "兼职",
        "since": branch.elected, "training": "已参加年度轮训"} for m in (branch.committee or [branch.secretary])]


def responsibility_records(branch, random: Random) -> list[dict]:
    duties = [("抓好支部标准化建设", 6), ("落实三会一课制度", 12), ("做好发展党员工作", 12), ("开展书记述职", 12)]
    return [{
        "branch": branch.name, "owner": branch.secretary.name, "duty": duty,
        "deadline": month_day(branch.year, month, 26), "done": "已完成", "evidence": "会议记录、台账"}
        for duty, month in duties]
