"""Fourteen branches of one city hand in their ledgers, each in its own fashion."""

from datetime import date

from . import identity
from .grid import Grid, Workbook
from .layout import Layout, lay_out
from .styles import DATE_STYLES, mixed, serial

SIZES = [8, 14, 12, 9, 10, 11, 16, 7, 13, 9, 6, 17, 8, 5]
AS_OF = date(2025, 12, 31)
MONTHS = range(1, 13)
CATEGORIES = ["正式党员", "预备党员"]

# Column sets that circulate. `field:header`, groups before a slash; see layout.py.
ORG_LIST = ("seq:序号 name:党组织名称 code:党组织代码 kind:组织类别 setting:单位类型 parent:上级党组织 "
            "founded:成立时间 approval_ref:批准文号 members_full:正式党员数 members_probationary:预备党员数 "
            "groups:党小组数 covered_units:覆盖单位数 secretary:书记 deputy:副书记 committee:支委会成员 "
            "committee_size:委员人数 elected:换届时间 term_years:任期 term_end:届满时间 employees:在职职工数 phone:联系电话")
ORG_SHORT = ("name:支部名称 kind:党组织类型 parent:上级党组织 code:党组织代码 secretary:支部书记 committee:委员 "
             "elected:本届选举时间 term_years:任期（年） term_end:届满时间 members_full:党员人数/正式 "
             "members_probationary:党员人数/预备 groups:党小组数 founded:批准时间 phone:联系电话")
MEMBER_16 = ("seq:序号 name:姓名 gender:性别 ethnicity:民族 id_number:公民身份号码 birth:出生日期 education:学历 "
             "category:人员类别 branch:所在党支部 joined:加入中国共产党时间 full_since:转正日期 job:工作岗位 phone:手机号码 "
             "native_place:籍贯 status:党籍状态 mobile:是否流动党员")
MEMBER_OLD = ("seq:序_号 name:党员姓名 gender:性_别 birth:出生年月日 ethnicity:民族 native_place:籍贯 education:文化程度 "
              "degree:学位 work_start:参加工作时间 joined:入党时间 full_since:转正时间 id_number:身份证号 job:职务 "
              "party_role:党内职务 category:党员类型 branch:所在支部 phone:联系电话 -:备注")
MEETING_LIST = ("seq:序号 branch:党支部 date:会议时间 kind:会议类型 topic:会议主题 place:会议地点 chair:主持人 "
                "lecturer:授课人 expected:应到人数 present:实到人数 absent:缺席人员及原因 recorder:记录人 hours:学时")
MEETING_WILD = ("date:时_间 kind:类型 topic:内容 expected:参会情况/应到 present:参会情况/实到 absent:参会情况/缺席人员 "
                "chair:主持 recorder:记录人 place:地点 group:党小组 -:影像资料")
DUES_WIDE = ("seq:序号 name:姓名 category:人员类别 income:党费计算基数 rate:交纳比例 monthly_due:月应缴 "
             + " ".join(f"m{i:02d}:党费缴纳情况（元）/{i}月" for i in MONTHS) + " total:合计 arrears:欠缴 remark:备注")
DUES_HAN = ("seq:序号 branch:所在党支部 name:党员姓名 income:月工资收入 monthly_due:每月应交党费 "
            + " ".join(f"m{i:02d}:{h}月" for i, h in zip(MONTHS, "一 二 三 四 五 六 七 八 九 十 十一 十二".split()))
            + " total:全年合计 receipt:收据号")
DUES_LONG = "branch:所在党支部 name:缴费人 month:缴费月份 due:应缴金额 paid:实缴金额 paid_on:缴费时间 receipt:收据编号"


def grid(name: str, layout: Layout, records: list[dict], flaws=None, **features) -> Grid:
    sheet = Grid(name)
    for key, value in features.items():
        setattr(sheet, key, value)
    lay_out(sheet, layout, records, flaws=flaws)
    return sheet


def body(sheet: Grid, field: str, ledger: int = 0) -> tuple:
    """The cells of a field's records, as an area."""
    truth = sheet.truth[ledger]
    column = next(c for c in range(200) if _letter(c) == truth["columns"][field])
    return truth["firstRow"] - 1, column, truth["lastRow"] - 1, column


def _letter(column: int) -> str:
    from .grid import letter
    return letter(column)


def table_area(sheet: Grid) -> tuple:
    truth = sheet.truth[0]
    return truth["headerRows"][-1] - 1, 0, truth["lastRow"] - 1, sheet.extent[1] - 1


def filing(branch, day="2025年12月20日") -> list[str]:
    return [f"填报单位：{branch.name}", f"填报时间：{day}"]


def dues_long(branch, months=MONTHS) -> list[dict]:
    found = []
    for month in months:
        for record in branch.records("dues"):
            paid = record[f"m{month:02d}"]
            if paid is not None:
                found.append(record | {"month": f"{branch.year}年{month}月", "due": paid, "paid": paid,
                                       "paid_on": date(branch.year, month, 12 if month != 2 else 11)})
    return found


def no_branch(columns: str) -> str:
    return " ".join(c for c in columns.split() if not c.startswith("branch:"))


def submissions(world) -> list[Workbook]:
    makers = [first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, eleventh, twelfth,
              thirteenth, fourteenth]
    books = [office(world)]
    for maker, branch in zip(makers, world.branches):
        for book in maker(branch):
            book.branch = branch.name
            book.path = "submissions/" + book.path
            books.append(book)
    return books


def office(world) -> Workbook:
    records = world.committees
    sheet = grid("基层党委", Layout("organisation", ORG_LIST, title=f"{records[0]['name'][2:6]}直机关党组织基本信息台账",
                                form=["填报单位：市直机关工委", "填报时间：2025.12.25"]), records, freeze=(3, 2))
    return Workbook("submissions/00-市直机关工委-党组织台账.xlsx", "openpyxl", [sheet],
                    "the committee above the branches, so that every 上级党组织 is found")


def first(b) -> list[Workbook]:
    members = b.records("member")
    org = grid("党组织基本信息", Layout("organisation", ORG_LIST, title="党组织基本信息台账", form=filing(b)), b.records("organisation"))
    roster = grid("党员名册", Layout("member", MEMBER_16, title="党员名册", form=filing(b)), members, freeze=(3, 2))
    roster.lists = [(body(roster, "gender"), ["男", "女"]), (body(roster, "category"), CATEGORIES)]
    meetings = grid("三会一课", Layout("meeting", MEETING_LIST, title="三会一课及主题党日台账", form=filing(b)),
                    b.records("meeting"), freeze=(3, 0), landscape=True)
    meetings.autofilter = table_area(meetings)
    dues = grid("党费收缴", Layout("dues", DUES_WIDE, title="2025年党费收缴台账", form=filing(b) + ["单位：元"], total=True,
                               formulas=True), b.records("dues"), freeze=(4, 2))
    dues.conditional = [(body(dues, "monthly_due"), "bars")]
    return [Workbook("01-发展和改革局第一党支部.xlsx", "XlsxWriter", [org, roster, meetings, dues],
                     "a tidy workbook: the control in which nothing is wrong; formulas, drop-downs, data bars")]


def second(b) -> list[Workbook]:
    members = b.records("member")
    flaws = {(0, "id_number"): identity.wrong_check_digit(members[0]["id_number"]),
             (1, "gender"): members[1]["gender"] + "性", (2, "ethnicity"): "汉", (3, "phone"): "+86 135-0000-0007",
             (4, "id_number"): members[4]["id_number"][:6] + " " + members[4]["id_number"][6:14] + " " + members[4]["id_number"][14:],
             (5, "category"): "正式", (6, "name"): members[6]["name"][0] + " " + members[6]["name"][1:],
             (7, "joined"): "2009.2.30"}
    roster = grid("党员花名册", Layout("member", MEMBER_OLD, title=f"{b.short_name}党员花名册", form=filing(b, "2025.12.18"),
                                 dates="dots", notes=["备注：1. 本表一式两份。2. 日期按身份证填写。", "审核人：        填表人："]),
                  members, flaws, freeze=(3, 2))
    roster.lists = [(body(roster, "gender"), ["男", "女"])]
    roster.comments = {(3, 1): "请按身份证姓名填写"}
    dues_flaws = {(1, "monthly_due"): 5, (2, "m06"): None, (3, "m03"): "已缴"}
    dues = grid("党费", Layout("dues", DUES_WIDE, title="党费收缴登记表", form=["填报单位：" + b.name, "单位：元"], rate="percent",
                             total=True, formulas=True), b.records("dues"), dues_flaws, freeze=(4, 2))
    dues.chart = {"title": "月应缴党费", "values": body(dues, "monthly_due"), "names": body(dues, "name"), "at": "B24"}
    dues.image = (25, 12)
    meetings = grid("会议记录", Layout("meeting", MEETING_WILD, title="组织生活记录", form=["支部：" + b.name, "年度：2025"],
                                   dates="han"), b.records("meeting"), {(4, "present"): 99, (9, "expected"): "14人"})
    meetings.conditional = [(body(meetings, "present"), "low")]
    org = grid("支部概况", Layout("organisation", ORG_SHORT), b.records("organisation"))
    table = grid("通讯录", Layout("member", "name:姓名 phone:联系电话 job:工作岗位"), [])
    table.truth = []
    for row, m in enumerate(members, 1):
        for column, key in enumerate(("name", "phone", "job")):
            table.put(row, column, m[key])
    table.table = {"name": "Contacts", "area": (0, 0, len(members), 2)}
    table.hidden = True
    return [Workbook("02-财政局第一党支部.xlsx", "XlsxWriter", [org, roster, meetings, dues, table],
                     "grouped headers, a chart, a picture, a note, a drop-down and a hidden sheet with a table; "
                     "wrong check digit, impossible date, attendance above expectation, dues below the band")]


def third(b) -> list[Workbook]:
    members = b.records("member")
    columns = ("seq:序号 name:基本情况/姓_名 gender:基本情况/性别 ethnicity:基本情况/民族 birth:基本情况/出生年月日 "
               "id_number:基本情况/身份证号码 education:教育背景/学历 degree:教育背景/学位 joined:党籍信息/入党↵时间 "
               "full_since:党籍信息/转正↵时间 category:党籍信息/人员↵类别 branch:所属党支部 job:现任职务 phone:联系方式 -:家庭住址")
    roster = grid("附件1", Layout("member", columns, title="附件1：党员信息采集表", gap=1, dates="padded dots", wide_names=True,
                               spacers=5, notes=["填表说明：党员信息以党员档案为准。"]), members,
                  {(1, "full_since"): "—", (3, "id_number"): int(members[3]["id_number"][:15] + "000")})
    org = grid("附件2", Layout("organisation", ORG_SHORT, title="附件2：党组织信息采集表", form=filing(b)), b.records("organisation"))
    meetings = grid("附件3", Layout("meeting", MEETING_LIST, title="附件3：组织生活台账", form=filing(b), dates="slashes",
                                 ditto={"branch": "同上"}), b.records("meeting"))
    dues = grid("附件4", Layout("dues", DUES_HAN, title="附件4：党费收缴明细表", form=filing(b), total=True, formulas=True,
                              ditto={"branch": "〃"}), b.records("dues"), {(2, "m01"): 12.5})
    empty = Grid("Sheet5")
    return [Workbook("03-教育局第一党支部.xlsx", "LibreOffice", [roster, org, meetings, dues, empty],
                     "saved by LibreOffice: groups over the header, blank spacer rows, 同上 and 〃, blanks inside names, an ID "
                     "number rounded by the spreadsheet, formulas with stored results, an empty sheet")]


def fourth(b) -> list[Workbook]:
    members = b.records("member")
    org = grid("党组织", Layout("organisation", ORG_SHORT, dates="iso"), b.records("organisation"))
    roster = grid("党员名册", Layout("member", MEMBER_16, dates="iso"), members,
                  {(0, "id_number"): "'" + members[0]["id_number"], (2, "gender"): "1",
                   (4, "joined"): members[4]["joined"].strftime("%Y年%m月")})
    meetings = grid("三会一课", Layout("meeting", MEETING_LIST, dates="with time"), b.records("meeting"))
    dues = grid("党费", Layout("dues", DUES_LONG, dates="iso"), dues_long(b, (10, 11, 12)))
    folder = "04-民政局第一党支部/"
    return [
        Workbook(folder + "党组织基本信息.xlsx", "openpyxl", [org], "one file for each ledger, in a folder of the branch"),
        Workbook(folder + "党员名册.csv", "csv gb18030", [roster], "CSV in GB18030 with an apostrophe before an ID number"),
        Workbook(folder + "三会一课.csv", "csv gb18030", [meetings], "CSV in GB18030, dates with a time of day"),
        Workbook(folder + "党费第四季度.csv", "csv utf-8-sig", [dues], "CSV in UTF-8 with a byte order mark: dues in long form"),
    ]


def fifth(b) -> list[Workbook]:
    roster = grid("党员名册", Layout("member", MEMBER_OLD, title="党员名册", form=filing(b, "2025-12-19"), dates="iso"),
                  b.records("member"), {(3, "education"): "大学"})
    dues = grid("党费", Layout("dues", DUES_WIDE, title="党费收缴台账", total=True), b.records("dues"))
    org = grid("支部", Layout("organisation", ORG_LIST, title="党组织基本信息", dates="dots"), b.records("organisation"))
    meetings = grid("会议", Layout("meeting", MEETING_WILD, title="三会一课记录", form=filing(b), dates="compact"),
                    b.records("meeting"))
    folder = "05-司法局第一党支部/"
    return [
        Workbook(folder + "党员名册导出.xls", "html gb18030", [roster], "what a web system calls .xls: an HTML table in GBK"),
        Workbook(folder + "党费导出.xls", "html utf-8", [dues], "an HTML table in UTF-8 with merged header cells"),
        Workbook(folder + "支部及会议.xlsx", "openpyxl", [org, meetings], "dates as eight digits in text"),
    ]


def sixth(b) -> list[Workbook]:
    roster = grid("党员", Layout("member", MEMBER_16, title="党员信息台账", form=filing(b)), b.records("member"),
                  date_format="yyyy年m月d日")
    meetings = grid("组织生活", Layout("meeting", MEETING_LIST, title="组织生活台账", dates="serial 1904"), b.records("meeting"))
    dues = grid("党费", Layout("dues", DUES_WIDE, title="党费台账", units={"income": "元"}), b.records("dues"))
    org = grid("党组织", Layout("organisation", ORG_LIST, title="党组织台账"), b.records("organisation"))
    return [Workbook("06-交通运输局第一党支部.xlsx", "XlsxWriter 1904", [roster, meetings, dues, org],
                     "a workbook of the 1904 date system, one ledger with bare serial numbers, amounts with 元")]


def seventh(b) -> list[Workbook]:
    members = b.records("member")
    roster = grid("花名册", Layout("member", MEMBER_OLD, title="党员花名册", form=filing(b), dates="date", total=False,
                                 wide_names=True), members, {(2, "work_start"): "1998.7", (5, "id_number"):
                                                             identity.fifteen_digits(members[5]["id_number"])})
    org = grid("组织", Layout("organisation", ORG_SHORT, title="支部基本情况"), b.records("organisation"))
    meetings = grid("会议", Layout("meeting", MEETING_LIST, title="三会一课台账", form=filing(b)), b.records("meeting"))
    dues = grid("党费", Layout("dues", DUES_HAN, title="党费缴纳表", total=True, formulas=True), b.records("dues"))
    return [Workbook("07-水利局第一党支部.xls", "LibreOffice", [roster, org, meetings, dues],
                     "a true .xls (BIFF8) saved by LibreOffice")]


def eighth(b) -> list[Workbook]:
    org = grid("基本情况", Layout("organisation", ORG_LIST, dates="han"), b.records("organisation"))
    roster = grid("党员", Layout("member", MEMBER_16, dates="serial"), b.records("member"))
    sheets = [org, roster]
    columns = " ".join(c for c in MEETING_WILD.split() if not c.startswith("group:"))
    for month in MONTHS:
        held = [r for r in b.records("meeting") if r["date"].month == month]
        sheets.append(grid(f"{month}月", Layout("meeting", columns, title=f"{b.year}年{month}月组织生活记录", form=filing(b),
                                              dates="dots"), held))
    sheets.append(grid("党费", Layout("dues", DUES_LONG, dates="slashes", title="党费缴纳明细"), dues_long(b)))
    return [Workbook("08-农业农村局第一党支部.xlsx", "openpyxl", sheets,
                     "a sheet for each month of meetings; dates as bare serial numbers; dues in long form")]


def ninth(b) -> list[Workbook]:
    members = b.records("member")
    roster = grid("名册", Layout("member", MEMBER_16, title="党员名册", form=filing(b), dates="date", merged=["branch"]), members,
                  {(2, "birth"): date(1985, 5, 20)})
    roster.hidden_rows = {6, 7}
    roster.hidden_columns = {13}
    roster.autofilter = table_area(roster)
    meetings = grid("三会一课", Layout("meeting", MEETING_LIST, title="三会一课台账", merged=["branch"]), b.records("meeting"))
    dues = grid("党费", Layout("dues", DUES_WIDE, title="党费台账", formulas=True, total=True), b.records("dues"),
                {(0, "total"): 1.0})
    org = grid("组织", Layout("organisation", ORG_LIST, title="党组织情况"), b.records("organisation"),
               {(0, "members_full"): len(b.full_members) + 1})
    secret = Grid("数据字典", hidden=True)
    for row, text in enumerate(["性别", "男", "女", "人员类别", *CATEGORIES]):
        secret.put(row, 0, text)
    return [Workbook("09-商务局第一党支部.xlsx", "openpyxl", [roster, meetings, dues, org, secret],
                     "merged data cells, hidden rows and columns behind a filter, a hidden sheet of code lists; a birth date "
                     "against the ID number, a total overwritten by hand, a count that the roster contradicts")]


def tenth(b) -> list[Workbook]:
    members = b.records("member")
    columns = ("seq:序號 name:姓_名（必填） gender:性別 ethnicity:民_族 birth:出生日期 id_number:身份證號碼（必填） "
               "education:學歷 joined:入黨時間 full_since:轉正時間 category:人員類別 branch:所在黨支部 job:工作崗位 phone:聯繫電話")
    styles = ["dots", "han", "numerals", "full width", "compact", "slashes", "stroke", "iso"]
    flaws = {}
    for index, m in enumerate(members):
        flaws[index, "phone"] = int(m["phone"])
        if index % 3 == 0:
            flaws[index, "id_number"] = m["id_number"].translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789X"})
        if index % 4 == 1:
            flaws[index, "name"] = " " + m["name"] + "​"
    flaws[2, "id_number"] = members[2]["id_number"].replace("X", "x")
    flaws[5, "joined"] = "2015.13.1"
    roster = grid("党员名册", Layout("member", columns, title="　　黨員名冊（２０２５年度）", form=["填報單位：" + b.name], gap=1, left=1,
                                 dates=mixed(styles)), members, flaws)
    meetings = grid("会议", Layout("meeting", MEETING_WILD, title="會議記錄", form=filing(b), dates=mixed(["dots", "weekday", "han"]),
                                 units={"expected": "人", "present": "人"}), b.records("meeting"))
    dues = grid("黨費", Layout("dues", DUES_HAN, title="黨費", units={"monthly_due": "元"}, spacers=4), b.records("dues"))
    org = grid("黨組織", Layout("organisation", ORG_SHORT, dates="numerals"), b.records("organisation"))
    return [Workbook("10-审计局第一党支部.xlsx", "openpyxl", [roster, meetings, dues, org],
                     "the ugly one: headers in traditional characters, every style of date in one column, full-width digits, "
                     "invisible characters, telephone numbers as numbers, a table that starts in column B")]


def eleventh(b) -> list[Workbook]:
    sheet = Grid("支部台账")
    row = lay_out(sheet, Layout("organisation", ORG_SHORT, title=f"{b.short_name}工作台账", form=filing(b)), b.records("organisation"))
    row = lay_out(sheet, Layout("member", MEMBER_OLD, title="一、党员名册", dates="dots"), b.records("member"), top=row + 2)
    row = lay_out(sheet, Layout("dues", DUES_WIDE, title="二、党费收缴", total=True), b.records("dues"), top=row + 2)
    lay_out(sheet, Layout("meeting", MEETING_LIST, title="三、三会一课", dates="dots", notes=["审核人：", "填表说明：按月填写。"]),
            b.records("meeting"), top=row + 2)
    return [Workbook("11-统计局第一党支部.xlsx", "openpyxl", [sheet], "four ledgers one below the other on a single sheet")]


def twelfth(b) -> list[Workbook]:
    members = sorted(b.records("member"), key=lambda r: r["party_role"] == "党员")
    dues = sorted(b.records("dues"), key=lambda r: r["category"])
    roster = grid("党员", Layout("member", MEMBER_OLD, title="党员名册", form=filing(b), numbering=True, dates="padded dots"), members,
                  {(1, "id_number"): identity.wrong_check_digit(members[1]["id_number"]), (4, "name"): members[3]["name"],
                   (4, "id_number"): members[3]["id_number"]})
    money = grid("党费", Layout("dues", DUES_WIDE, title="党费收缴（分类小计）", subtotal="category", total=True, formulas=True), dues)
    wide = " ".join(reversed(MEETING_LIST.split()))
    meetings = grid("组织生活", Layout("meeting", wide, title="组织生活一览", dates="slashes", notes=["注：缺席人员已补课。"]),
                    b.records("meeting"))
    org = grid("概况", Layout("organisation", ORG_LIST, title="支部概况", dates="slashes"), b.records("organisation"))
    help_sheet = Grid("填写说明")
    for line, text in enumerate(["填写说明", "一、日期统一填写为2025.1.1格式。", "二、身份证号以文本格式填写。"]):
        help_sheet.put(line, 0, text, "note")
    return [Workbook("12-信访局第一党支部.xlsx", "XlsxWriter", [help_sheet, org, roster, meetings, money],
                     "instructions on the first sheet, a row of column numbers below the header, subtotals by category, columns in "
                     "reverse order, one member twice")]


def thirteenth(b) -> list[Workbook]:
    roster = grid("党员名册", Layout("member", no_branch(MEMBER_16), title="党员名册", form=filing(b), dates="han"), b.records("member"),
                  {(1, "ethnicity"): "汉", (2, "category"): "预备"})
    meetings = grid("三会一课", Layout("meeting", no_branch(MEETING_LIST), title="三会一课", form=filing(b), dates="han"),
                    [r for r in b.records("meeting") if not (r["kind"] == "支委会" and r["date"].month in (4, 7))])
    org = grid("组织", Layout("organisation", ORG_LIST, title="党组织", dates="han"), b.records("organisation"),
               {(0, "elected"): "2021年3月12日", (0, "term_end"): "2024年3月12日"})
    dues = grid("党费", Layout("dues", DUES_WIDE, title="党费", formulas=True), b.records("dues"),
                {(3, f"m{i:02d}"): None for i in range(5, 13)})
    roster.lists = [(body(roster, "gender"), ["男", "女"])]
    roster.conditional = [(body(roster, "seq"), "bars")]
    return [Workbook("13-体育中心第一党支部.xlsx", "LibreOffice", [roster, meetings, org, dues],
                     "no column for the branch: the line above the table names it; an overdue election, missed committee "
                     "meetings, eight months of dues not paid")]


def fourteenth(b) -> list[Workbook]:
    org = grid("组织", Layout("organisation", ORG_SHORT, dates="iso"), b.records("organisation"))
    roster = grid("名册", Layout("member", MEMBER_OLD, dates="dots"), b.records("member"))
    meetings = grid("会议", Layout("meeting", MEETING_LIST, dates="iso"), b.records("meeting"))
    dues = grid("党费", Layout("dues", DUES_WIDE, total=True), b.records("dues"))
    folder = "14-图书馆第一党支部/"
    return [Workbook(folder + "组织和名册.xlsx", "XlsxWriter", [org, roster], "a small branch without committee"),
            Workbook(folder + "会议.csv", "csv utf-8 \t", [meetings], "tab-separated UTF-8 text without byte order mark"),
            Workbook(folder + "党费.xlsx", "LibreOffice", [dues], "dues alone")]
