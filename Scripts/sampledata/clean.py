"""Clean submissions: one workbook a branch with every ledger, in one plain layout, written fast."""

import io
import re
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter

from .grid import letter
from .styles import serial
from .submissions import MEETING_LIST, ORG_LIST

STAMP = datetime(2026, 1, 5)
COLUMNS = {
    "organisation": ("党组织基本信息", ORG_LIST.split(" ", 1)[1]),
    "member": ("党员名册", "seq:序号 name:姓名 gender:性别 ethnicity:民族 id_number:公民身份号码 birth:出生日期 native_place:籍贯 "
               "education:学历 degree:学位 job:工作岗位 branch:所在党支部 category:人员类别 joined:入党时间 full_since:转正时间 "
               "work_start:参加工作时间 party_role:党内职务 phone:手机号码 status:党籍状态 mobile:是否流动党员 retired:是否离退休 "
               "difficulty:是否困难党员"),
    "admission": ("发展党员", "name:姓名 id_number:身份证号 gender:性别 birth:出生日期 branch:所在党支部 applied:递交入党申请书时间 "
                  "talked:谈话时间 activist_on:确定入党积极分子时间 activist_filed:备案时间 mentors:培养联系人 "
                  "candidate_on:确定为发展对象时间 publicised_from:公示开始时间 publicised_to:公示结束时间 training_from:培训开始时间 "
                  "training_to:培训结束时间 training_hours:集中培训学时 review_on:政治审查时间 prereview_on:预审时间 "
                  "sponsors:入党介绍人 admitted_on:支部大会接收预备党员时间 talk_by_superior:党委派人谈话时间 approved_on:党委审批时间 "
                  "oath_on:宣誓时间 full_applied_on:转正申请时间 full_meeting_on:转正支部大会时间 full_approved_on:转正审批时间 "
                  "extended_to:延长预备期至 stage:当前阶段"),
    "meeting": ("三会一课", MEETING_LIST.split(" ", 1)[1] + " group:党小组"),
    "dues": ("党费收缴", "branch:所在党支部 name:姓名 category:人员类别 income:党费计算基数 rate:交纳比例 monthly_due:月应缴 "
             + " ".join(f"m{i:02d}:{i}月" for i in range(1, 13)) + " total:合计 arrears:欠缴 receipt:收据号"),
    "election": ("换届选举", "branch:党组织名称 requested_on:请示时间 approved_on:批复时间 held_on:选举时间 eligible:应到会有选举权人数 "
                 "present:实到会人数 ballots_out:发出选票 ballots_in:收回选票 seats:应选名额 candidates:候选人数 elected:当选人 votes:得票数 "
                 "term_years:任期年限 term_end:届满时间 postponed_to:延期至"),
    "training": ("教育培训", "branch:党支部 name:姓名 role:党内职务 date:培训时间 title:培训内容 kind:培训形式 hours:学时 organiser:主办单位"),
    "appraisal": ("民主评议", "branch:党支部名称 name:党员姓名 year:评议年度 self:自评等次 peers:互评等次 result:评定等次 handling:处置意见"),
    "transfer": ("组织关系转接", "name:姓名 id_number:身份证号 from:转出党组织 to:转入党组织 letter_no:介绍信编号 issued_on:开具时间 "
                 "valid_days:有效期（天） received_on:回执时间 dues_paid_to:党费交至"),
    "mobile_member": ("流动党员", "name:姓名 branch:所在党支部 left_on:外出时间 destination:外出流向 contact:联系人 "
                      "host_branch:流入地党组织 last_contact:最近联系时间"),
    "points": ("党员积分", "branch:党支部 name:姓名 period:积分周期 base:基础分 added:加分 deducted:扣分 total:总积分 reasons:加扣分事由 rank:排名"),
    "care": ("走访慰问", "name:慰问对象 date:慰问时间 kind:慰问类别 amount:慰问金额（元） visitor:慰问人"),
    "rectification": ("问题整改", "branch:党支部 problem:问题描述 source:问题来源 found_on:发现时间 owner:责任人 due_on:整改时限 "
                      "measures:整改措施 done_on:完成时间 status:整改状态"),
    "funding": ("党建经费", "branch:党支部 year:年度 members:党员人数 budget:预算金额 allocated:拨付金额 spent:支出金额 item:支出项目 date:日期"),
    "assessment": ("考核评分", "branch:被考核党组织 year:考核年度 indicator:考核指标 max:分值 self_score:自评得分 score:考核得分 "
                   "reason:扣分原因 rank:排名 report_form:述职形式"),
    "feature": ("党建特色", "branch:党支部 title:项目名称 kind:类别 date:时间 sessions:场次 people:人次 result:成效"),
    "staff": ("党务干部", "name:姓名 unit:单位 full_time:专兼职 since:任职时间 training:培训情况"),
    "responsibility": ("责任清单", "branch:党支部 owner:责任人 duty:责任内容 deadline:完成时限 done:完成情况 evidence:佐证材料"),
}
FIRST_ROW = 3
BRANCH = "{branch}"
YEAR = "{year}"


def columns(ledger: str) -> list[tuple[str, str]]:
    return [tuple(c.split(":", 1)) for c in COLUMNS[ledger][1].split()]


def title(ledger: str, year) -> str:
    """The title of a sheet; a ledger whose records tell of no period names its year, so that what is missing from it shows."""
    name = COLUMNS[ledger][0] + "台账"
    return f"{year}年度{name}" if ledger in ("training", "assessment") else name


def address(ledger: str, index: int, name: str) -> str:
    """The cell of a field of the record at an index."""
    position = [f for f, _ in columns(ledger)].index(name)
    return f"{letter(position)}{FIRST_ROW + index + 1}"


def value_in_cell(value):
    """What stands in a cell: lists joined, truth as 是 and 否."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(value)
    return None if value == "" else value


@dataclass
class Submission:
    """A branch's records by ledger, ready to be spoiled and written."""

    branch: str
    file: str
    year: int
    records: dict = field(default_factory=dict)


def submission(branch) -> Submission:
    file = f"{branch.number:03d}-{branch.short_name}.xlsx"
    return Submission(branch.name, file, branch.year, {name: branch.records(name) for name in COLUMNS})


class Skeleton:
    """The workbook that XlsxWriter makes of some ledgers without a record: a branch's rows have only to be put in.

    Going through its calls for each of millions of cells would take hours.
    """

    def __init__(self, ledgers: tuple[str, ...]):
        packed = io.BytesIO()
        workbook = xlsxwriter.Workbook(packed, {"constant_memory": True, "strings_to_urls": False})
        workbook.set_properties({"created": STAMP, "author": "支部文书"})
        bold = workbook.add_format({"bold": True, "font_size": 16, "align": "center"})
        header = workbook.add_format({"bold": True, "border": 1, "bg_color": "#D9E1F2", "text_wrap": True})
        looks = [workbook.add_format({"border": 1} | more) for more in ({}, {"num_format": "yyyy-mm-dd"}, {"num_format": "@"})]
        for ledger in ledgers:
            sheet = workbook.add_worksheet(COLUMNS[ledger][0])
            fields = columns(ledger)
            sheet.merge_range(0, 0, 0, len(fields) - 1, title(ledger, YEAR), bold)
            sheet.write_string(1, 0, f"填报单位：{BRANCH}")
            for position, (_, label) in enumerate(fields):
                sheet.write_string(2, position, label, header)
            for position, look in enumerate(looks):  # a row that tells the looks' numbers
                sheet.write_blank(FIRST_ROW, position, None, look)
        workbook.close()
        with zipfile.ZipFile(packed) as archive:
            self.parts = [(info, archive.read(info).decode()) for info in archive.infolist()]
        self.sheets = {f"xl/worksheets/sheet{i + 1}.xml": ledger for i, ledger in enumerate(ledgers)}
        first = next(text for info, text in self.parts if info.filename in self.sheets)
        self.body, self.days, self.text = re.findall(r's="(\d+)"', first[first.rindex("<row"):])

    def filled(self, part: str, ledger: str, records: list[dict]) -> str:
        """A sheet with the records of a ledger."""
        head, rest = part.split(f'<row r="{FIRST_ROW + 1}"')
        tail = rest[rest.index("</sheetData>"):]
        fields = columns(ledger)
        head = re.sub(r'(<dimension ref="A1:[A-Z]+)\d+', rf"\g<1>{FIRST_ROW + max(1, len(records))}", head, count=1)
        rows = []
        names = [(letter(position), name) for position, (name, _) in enumerate(fields)]
        for index, record in enumerate(records):
            row = FIRST_ROW + index + 1
            cells = [self.cell(f"{column}{row}", name, index + 1 if name == "seq" else record.get(name)) for column, name in names]
            rows.append(f'<row r="{row}">{"".join(cells)}</row>')
        return head + "".join(rows) + tail

    def cell(self, reference: str, name: str, value) -> str:
        value = value_in_cell(value)
        if value is None:
            return ""
        if isinstance(value, str):
            look = self.text if name == "id_number" else self.body
            return f'<c r="{reference}" s="{look}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        if isinstance(value, date):
            return f'<c r="{reference}" s="{self.days}"><v>{serial(value)}</v></c>'
        return f'<c r="{reference}" s="{self.body}"><v>{value}</v></c>'


skeleton = lru_cache(Skeleton)


def write(found: Submission, folder: Path):
    """Writes a submission."""
    made = skeleton(tuple(found.records))
    with zipfile.ZipFile(folder / found.file, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, part in made.parts:
            if ledger := made.sheets.get(info.filename):
                part = made.filled(part, ledger, found.records[ledger])
                part = part.replace(BRANCH, escape(found.branch), 1).replace(YEAR, str(found.year), 1)
            archive.writestr(info, part)
