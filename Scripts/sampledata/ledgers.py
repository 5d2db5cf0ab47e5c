"""The thirteen ledgers beside the four of a submission, each laid out by two offices; one of them untidily."""

from .grid import Workbook
from .layout import Layout
from .styles import mixed
from .submissions import body, filing, grid

UGLY = ["dots", "han", "numerals", "full width", "compact", "slashes"]


def ledgers(world) -> list[Workbook]:
    one, two = world.branches[3], world.branches[8]
    books = []
    for make in (admission, election, training, appraisal, transfer, mobile_member, points, care, rectification,
                 funding, assessment, feature, staff, responsibility):
        books += make(one, two)
    for book in books:
        book.path = "ledgers/" + book.path
    return books


def admission(a, b):
    tidy = ("seq:序号 name:姓名 id_number:身份证号 gender:性别 birth:出生日期 branch:所在党支部 applied:递交入党申请书时间 "
            "talked:谈话时间 activist_on:确定入党积极分子时间 activist_filed:备案时间 mentors:培养联系人 "
            "candidate_on:确定为发展对象时间 publicised_from:公示开始时间 publicised_to:公示结束时间 training_from:培训开始时间 "
            "training_to:培训结束时间 training_hours:集中培训学时 review_on:政治审查时间 prereview_on:预审时间 sponsors:入党介绍人 "
            "admitted_on:支部大会接收预备党员时间 talk_by_superior:党委派人谈话时间 approved_on:党委审批时间 oath_on:宣誓时间 stage:当前阶段")
    ugly = ("name:基本信息/姓_名 gender:基本信息/性别 birth:基本信息/出生年月日 branch:基本信息/党支部名称 "
            "applied:申请入党阶段/递交入党申请书日期 talked:申请入党阶段/首次组织谈话时间 activist_on:积极分子阶段/列为积极分子时间 "
            "activist_filed:积极分子阶段/报党委备案时间 mentors:积极分子阶段/培养人 candidate_on:发展对象阶段/列为发展对象时间 "
            "review_on:发展对象阶段/政审时间 training_hours:发展对象阶段/培训学时 prereview_on:预备党员接收/党委预审时间 "
            "sponsors:预备党员接收/入党介绍人 admitted_on:预备党员接收/支部大会通过时间 approved_on:预备党员接收/党委审批时间 "
            "oath_on:预备党员接收/入党宣誓时间 full_applied_on:转正/提出转正申请时间 full_meeting_on:转正/支部大会讨论转正时间 "
            "full_approved_on:转正/转正审批时间 stage:发展阶段 -:备注")
    blank = {f: "-" for f in ("candidate_on", "review_on", "prereview_on", "admitted_on", "approved_on", "oath_on",
                              "full_applied_on", "full_meeting_on", "full_approved_on")}
    records = b.records("admission")
    return [
        _book("发展党员-甲", "XlsxWriter", tidy, "admission", a, "every step in a column of its own", title="发展党员工作台账",
              form=filing(a)),
        Workbook("发展党员-乙.xlsx", "LibreOffice", [grid("Sheet1", Layout(
            "admission", ugly, title="党员发展全程纪实表", form=filing(b), dates=mixed(UGLY), blank=blank,
            units={"training_hours": "学时"}, joiner="，", notes=["注：未到阶段填“-”。"]), records,
            {(0, "oath_on"): "2025.2.30"})], "stages as groups over the header, - for a stage not reached, every style of date"),
    ]


def election(a, b):
    tidy = ("branch:党组织名称 requested_on:请示时间 approved_on:批复时间 held_on:选举时间 eligible:应到会有选举权人数 present:实到会人数 "
            "ballots_out:发出选票 ballots_in:收回选票 seats:应选名额 candidates:候选人数 elected:当选人 votes:得票数 term_years:任期年限 "
            "term_end:届满时间 postponed_to:延期至")
    ugly = ("seq:序号 branch:支部名称 held_on:换届选举时间 eligible:到会情况/应到 present:到会情况/实到 ballots_out:选票/发出 "
            "ballots_in:选票/收回 seats:应选人数 candidates:候选人↵人数 elected:当选委员 term_end:任期届满日期 -:选举方式")
    return [
        _book("换届选举-甲", "openpyxl", tidy, "election", a, "one row", title="换届选举工作台账", form=filing(a)),
        _book("换届选举-乙", "html gbk", ugly, "election", b, "an HTML table in GBK, numbers with 人", suffix="xls", title="換屆選舉情況統計表",
              dates="han", units={f: "人" for f in ("eligible", "present", "seats")}),
    ]


def training(a, b):
    tidy = "seq:序号 branch:党支部 name:姓名 role:党内职务 date:培训时间 title:培训内容 kind:培训形式 hours:学时 organiser:主办单位"
    ugly = "name:学员姓名 -:总学时数 title:培训班名称 date:活动时间 hours:学时数 kind:培训类别 organiser:举办单位 branch:所属党支部"
    records = sorted(b.records("training"), key=lambda r: r["name"])
    return [
        _book("教育培训-甲", "csv gb18030", tidy, "training", a, "CSV in GB18030", suffix="csv", dates="iso"),
        _book("教育培训-乙", "openpyxl", ugly, "training", b, "a person's cells merged over several trainings, 学时 written behind the number",
              records=records, title="党员教育培训学时统计", merged=["name", "branch"], units={"hours": "学时"}, dates=mixed(["dots", "han"]),
              notes=["说明：每天按8学时计算。"]),
    ]


def appraisal(a, b):
    tidy = "seq:序号 branch:党支部名称 name:党员姓名 year:评议年度 self:自评等次 peers:互评等次 result:评定等次 handling:处置意见"
    ugly = "seq:序号 name:姓＿名 self:评议情况/个人自评 peers:评议情况/党员互评 result:评议情况/综合评定 year:年度 branch:所在支部 -:备＿注"
    return [
        _book("民主评议-甲", "XlsxWriter", tidy, "appraisal", a, "grades from a drop-down", title="民主评议党员台账", form=filing(a),
              lists=("result", ["优秀", "合格", "基本合格", "不合格"])),
        _book("民主评议-乙", "LibreOffice", ugly, "appraisal", b, "a true .xls, 同上 in the branch's column", suffix="xls",
              title="二〇二五年度民主评议党员结果", ditto={"branch": "同上"}, units={"year": "年度"}, gap=1),
    ]


def transfer(a, b):
    tidy = ("name:姓名 id_number:身份证号 from:转出党组织 to:转入党组织 letter_no:介绍信编号 issued_on:开具时间 valid_days:有效期（天） "
            "received_on:回执时间 dues_paid_to:党费交至")
    ugly = ("seq:序號 letter_no:介紹信號 name:黨員姓名 id_number:公民身份號碼 from:原所在黨支部 to:接收黨組織 issued_on:介紹信/開具日期 "
            "valid_days:介紹信/有效期 received_on:介紹信/回執日期 dues_paid_to:黨費交至月份")
    return [
        _book("组织关系-甲", "openpyxl", tidy, "transfer", a, "plain", title="组织关系转接台账", form=filing(a)),
        _book("组织关系-乙", "csv big5hkscs", ugly, "transfer", b, "CSV in Big5, all in traditional characters", suffix="csv", dates="dots",
              units={"valid_days": "天"}, write={
                  "to": lambda r, i: "中共雲嶺市商務局機關第一黨支部", "from": lambda r, i: "中共青屏區委員會組織部",
                  "name": lambda r, i: "李國偉王志強"[3 * (i % 2):3 * (i % 2) + 3]}),
    ]


def mobile_member(a, b):
    tidy = ("name:姓名 branch:所在党支部 left_on:外出时间 destination:外出流向 contact:联系人 host_branch:流入地党组织 last_contact:最近联系时间")
    ugly = "seq:序号 name:流动党员姓名 destination:外出地点 left_on:流出日期 host_branch:接收党组织 contact:支部联系人 last_contact:最后一次联系日期 branch:组织关系所在支部"
    return [
        _book("流动党员-甲", "LibreOffice", tidy, "mobile_member", a, "plain", title="流动党员台账", form=filing(a)),
        _book("流动党员-乙", "csv utf-16", ugly, "mobile_member", b, "text in UTF-16", suffix="csv", dates="han"),
    ]


def points(a, b):
    tidy = "branch:党支部 name:姓名 period:积分周期 base:基础分 added:加分 deducted:扣分 total:总积分 reasons:加扣分事由 rank:排名"
    ugly = "rank:名次 name:党员姓名 base:积分情况/基本分 added:积分情况/奖励分 deducted:积分情况/扣减分 total:积分情况/得分合计 reasons:加扣分说明 period:考核年度 branch:支部"
    return [
        _book("党员积分-甲", "XlsxWriter", tidy, "points", a, "a data bar over the totals", title="党员量化积分台账", form=filing(a), bars="total"),
        _book("党员积分-乙", "openpyxl", ugly, "points", b, "points with 分, grouped header in row 4", title="党员积分管理公示表",
              form=filing(b), gap=1, left=1, units={f: "分" for f in ("base", "added", "deducted", "total")},
              write={"period": lambda r, i: r["period"] + "年度"}),
    ]


def care(a, b):
    tidy = "seq:序号 name:慰问对象 date:慰问时间 kind:慰问类别 amount:慰问金额（元） visitor:慰问人"
    ugly = "visitor:走访领导 name:被慰问人姓名 amount:慰问金 date:走访时间 kind:类别 -:领取人签字"
    return [
        _book("走访慰问-甲", "openpyxl", tidy, "care", a, "plain", title="走访慰问困难党员台账", form=filing(a)),
        _book("走访慰问-乙", "LibreOffice", ugly, "care", b, "amounts as 600元, a total row", suffix="xls", title="春节慰问发放表", total=True,
              units={"amount": "元"}, dates="dots"),
    ]


def rectification(a, b):
    tidy = ("seq:序号 branch:党支部 problem:问题描述 source:问题来源 found_on:发现时间 owner:责任人 due_on:整改时限 measures:整改措施 "
            "done_on:完成时间 status:整改状态")
    ugly = "problem:存在的问题 measures:整改措施 owner:整改责任人 due_on:办结时限 done_on:销号时间 status:是否销号 source:来源 found_on:反馈时间"
    return [
        _book("问题整改-甲", "XlsxWriter", tidy, "rectification", a, "plain", title="问题整改台账", form=filing(a)),
        _book("问题整改-乙", "openpyxl", ugly, "rectification", b, "no column for the branch, cells that break lines", title="问题清单", form=filing(b),
              dates="slashes", write={"problem": lambda r, i: r["problem"][:6] + "\n" + r["problem"][6:],
                                       "status": lambda r, i: "已销号"}),
    ]


def funding(a, b):
    tidy = "branch:党支部 year:年度 members:党员人数 budget:预算金额 allocated:拨付金额 spent:支出金额 item:支出项目 date:日期"
    ugly = "year:年份 branch:使用党组织 members:党员数 budget:经费情况（元）/预算 allocated:经费情况（元）/实拨 spent:经费情况（元）/已支出 item:用途 date:记账日期 -:经办人"
    return [
        _book("党建经费-甲", "LibreOffice", tidy, "funding", a, "plain", title="党建工作经费台账", form=filing(a)),
        _book("党建经费-乙", "html utf-8", ugly, "funding", b, "an HTML table; amounts as 1,200.00", suffix="xls", title="党建经费使用情况",
              dates="dots", write={f: (lambda r, i, f=f: f"{r[f]:,.2f}") for f in ("budget", "allocated", "spent")}),
    ]


def assessment(a, b):
    tidy = ("branch:被考核党组织 year:考核年度 indicator:考核指标 max:分值 self_score:自评得分 score:考核得分 reason:扣分原因 rank:排名 report_form:述职形式")
    ugly = "indicator:考核项目 max:标准分 self_score:自评分 score:考评得分 reason:扣分理由 branch:支部名称 year:年度 report_form:述职方式 rank:名次"
    return [
        _book("考核评分-甲", "XlsxWriter", tidy, "assessment", a, "plain", title="党建工作考核评分表", form=filing(a), merged=["branch"]),
        _book("考核评分-乙", "LibreOffice", ugly, "assessment", b, "scores with 分", title="述职评议考核表", units={f: "分" for f in
              ("max", "self_score", "score")}, ditto={"branch": "〃", "year": "〃"}),
    ]


def feature(a, b):
    tidy = "branch:党支部 title:项目名称 kind:类别 date:时间 sessions:场次 people:人次 result:成效"
    ugly = "title:特色工作名称 kind:类型 branch:申报支部 date:开展时间 sessions:活动情况/场次（场） people:活动情况/服务人次 result:取得成果"
    return [
        _book("党建特色-甲", "openpyxl", tidy, "feature", a, "plain", title="党建特色台账", form=filing(a)),
        _book("党建特色-乙", "XlsxWriter", ugly, "feature", b, "a grouped header, 6场 and 189人次 with their units", title="党建品牌创建情况",
              units={"sessions": "场", "people": "人次"}, dates="dots"),
    ]


def staff(a, b):
    tidy = "seq:序号 name:姓名 unit:单位 full_time:专兼职 since:任职时间 training:培训情况"
    ugly = "unit:所在单位 name:党务干部姓名 full_time:专职/兼职 since:从事党务工作时间 training:参加培训情况"
    ugly = ugly.replace("专职/兼职", "是否专职")
    return [
        _book("党务干部-甲", "LibreOffice", tidy, "staff", a, "plain", title="党务干部台账", form=filing(a)),
        _book("党务干部-乙", "csv gb18030 ;", ugly, "staff", b, "GB18030 with semicolons", suffix="csv", dates="dots"),
    ]


def responsibility(a, b):
    tidy = "branch:党支部 owner:责任人 duty:责任内容 deadline:完成时限 done:完成情况 evidence:佐证材料"
    ugly = "seq:序号 duty:工作任务 owner:责任人员 deadline:时限要求 done:落实情况 evidence:印证材料 branch:责任单位"
    return [
        _book("责任清单-甲", "XlsxWriter", tidy, "responsibility", a, "plain", title="党建工作责任清单", form=filing(a)),
        _book("责任清单-乙", "openpyxl", ugly, "responsibility", b, "a table that starts in column C", title="书记抓党建责任清单", left=2,
              merged=["branch", "owner"], dates="han"),
    ]


def _book(name, maker, columns, ledger, branch, shows, suffix="xlsx", records=None, lists=None, bars=None, **layout):
    path = f"{name}.{suffix}"
    rows = branch.records(ledger) if records is None else records
    sheet = grid(layout.get("title", name)[:12], Layout(ledger, columns, **layout), rows)
    if lists:
        sheet.lists = [(body(sheet, lists[0]), lists[1])]
    if bars:
        sheet.conditional = [(body(sheet, bars), "bars")]
    return Workbook(path, maker, [sheet], shows)
