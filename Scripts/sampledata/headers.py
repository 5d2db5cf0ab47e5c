"""Headers that circulate, by ledger and field; the first is the plainest. Written down from real templates."""

MONTHS = [f"m{i:02d}" for i in range(1, 13)]
PERSON = {
    "name": "姓名 党员姓名", "id_number": "身份证号 身份证号码 公民身份号码 公民身份证号码", "gender": "性别",
    "birth": "出生日期 出生年月 出生年月日 出生时间",
}
BRANCH = "所在党支部 所属党支部 所在支部 党支部 所属支部"
ORGANISATION = "党组织名称 党支部名称 支部名称 党支部"
HEADERS = {
    "organisation": {
        "name": "党组织名称 支部名称 党支部名称 党组织全称", "code": "党组织代码 党组织编码 组织编码", "parent": "上级党组织 上级党组织名称 上级组织",
        "kind": "组织类别 党组织类型 党组织类别", "setting": "单位类型 单位性质", "founded": "成立时间 党组织成立时间 批准成立时间 党组织成立日期",
        "approval_ref": "批准文号 批复文号 成立批文", "members_full": "正式党员数 正式党员人数", "members_probationary": "预备党员数 预备党员人数",
        "groups": "党小组数 党小组数量", "secretary": "书记 支部书记 党组织书记 党支部书记", "deputy": "副书记", "committee": "支委会成员 委员",
        "committee_size": "委员人数", "elected": "本届选举时间 换届时间 本届班子当选时间", "term_years": "任期 任期年限", "term_end": "届满时间 任期届满日期 届满日期",
        "employees": "在职职工数 在岗职工人数", "phone": "联系电话"},
    "member": PERSON | {
        "ethnicity": "民族 族别", "native_place": "籍贯", "education": "学历 文化程度 最高学历", "degree": "学位 最高学位", "job": "工作岗位 职务 岗位",
        "branch": BRANCH, "category": "人员类别 党员类别 党员类型", "joined": "入党时间 入党日期 加入党组织日期 加入中共组织日期 加入中国共产党时间",
        "full_since": "转正时间 转正日期 转为正式党员日期 转为正式党员时间", "work_start": "参加工作时间 参加工作日期", "party_role": "党内职务",
        "phone": "手机号码 联系电话 手机号 联系方式", "status": "党籍状态 党籍情况", "mobile": "是否流动党员 是否为流动党员", "retired": "是否离退休",
        "difficulty": "是否困难党员 困难党员"},
    "admission": PERSON | {
        "branch": BRANCH, "applied": "递交入党申请书时间 申请入党时间 递交入党申请书日期", "talked": "谈话时间 首次组织谈话时间 首次谈话日期",
        "activist_on": "确定入党积极分子时间 列为积极分子时间 确定为入党积极分子时间", "activist_filed": "备案时间 报党委备案时间",
        "mentors": "培养联系人 培养人", "candidate_on": "确定为发展对象时间 列为发展对象时间 确定发展对象日期", "training_hours": "集中培训学时",
        "review_on": "政治审查时间 政审时间", "prereview_on": "预审时间 党委预审时间 上级党委预审时间", "sponsors": "入党介绍人 介绍人",
        "admitted_on": "支部大会接收预备党员时间 支部大会通过时间 支部大会接收预备党员日期", "talk_by_superior": "党委派人谈话时间 上级党委谈话时间",
        "approved_on": "党委审批时间 党委审批日期 上级党委审批时间", "oath_on": "宣誓时间 入党宣誓时间 入党宣誓日期", "full_applied_on": "转正申请时间 提出转正申请时间",
        "full_meeting_on": "转正支部大会时间 支部大会讨论转正时间", "full_approved_on": "转正审批时间 转正审批日期", "stage": "当前阶段 发展阶段 所处阶段"},
    "meeting": {
        "branch": ORGANISATION, "date": "会议时间 时间 召开时间 会议日期 活动时间", "kind": "会议类型 类型 组织生活类型", "topic": "会议主题 主题 议题 会议议题",
        "place": "会议地点 地点 召开地点", "chair": "主持人 会议主持人", "lecturer": "授课人 主讲人", "expected": "应到人数 应到会人数 应到", "present": "实到人数 实到会人数 实到",
        "absent": "缺席人员及原因 缺席人员 缺席名单及原因", "recorder": "记录人 会议记录人", "hours": "学时", "group": "党小组"},
    "dues": {
        "branch": BRANCH, "name": "姓名 党员姓名 缴费人", "category": "人员类别 党员类别", "income": "党费计算基数 月工资收入 核算基数（元） 缴费基数 计算基数",
        "rate": "交纳比例 缴纳比例 党费比例", "monthly_due": "月应缴 月应交党费 月应缴党费 每月应交党费", **{m: f"{i}月 {i}月份" for i, m in enumerate(MONTHS, 1)},
        "total": "合计 全年合计 总计", "receipt": "收据号 票据号 收据编号", "arrears": "欠缴"},
    "election": {
        "branch": ORGANISATION, "requested_on": "请示时间 请示日期", "approved_on": "批复时间 批复日期", "held_on": "选举时间 换届选举时间", "eligible": "应到会有选举权人数 应到会人数",
        "present": "实到会人数 实到人数", "ballots_out": "发出选票 发出票数", "ballots_in": "收回选票 收回票数", "seats": "应选名额 应选人数", "candidates": "候选人数",
        "elected": "当选人 当选委员", "term_years": "任期年限 任期", "term_end": "届满时间 届满日期"},
    "training": {
        "branch": BRANCH, "name": "姓名 学员姓名 党员姓名", "role": "党内职务", "date": "培训时间 培训日期", "title": "培训内容 培训班名称 培训主题", "kind": "培训形式 培训方式 培训类别",
        "hours": "学时 学时数 培训学时", "organiser": "主办单位 举办单位 主办部门"},
    "appraisal": {
        "branch": ORGANISATION, "name": "姓名 党员姓名 被评议人", "year": "评议年度 年度", "self": "自评等次 个人自评 自评等级", "result": "评定等次 评议结果 评议等次 综合评定",
        "handling": "处置意见 处置情况"},
    "transfer": {
        "name": "姓名 党员姓名", "id_number": "身份证号 身份证号码", "from": "转出党组织 转出党支部 原所在党组织", "to": "转入党组织 转入党支部 接收党组织", "letter_no": "介绍信编号 介绍信号",
        "issued_on": "开具时间 开具日期", "valid_days": "有效期（天） 介绍信有效期", "received_on": "回执时间 回执日期", "dues_paid_to": "党费交至 党费交至月份 党费缴至"},
    "mobile_member": {
        "name": "姓名 流动党员姓名", "branch": "组织关系所在党支部 所在支部", "left_on": "外出时间 流出时间 流出日期", "destination": "外出流向 外出地点", "contact": "联系人 支部联系人",
        "host_branch": "流入地党组织 流入地党支部", "last_contact": "最近联系时间 最后一次联系日期"},
    "points": {
        "branch": BRANCH, "name": "姓名 党员姓名", "period": "积分周期 考核周期", "base": "基础分 基础积分 基本分", "added": "加分 奖励积分", "deducted": "扣分 减分", "total": "总积分 累计积分 总得分",
        "reasons": "加扣分事由 加扣分说明", "rank": "排名 名次"},
    "care": {"name": "慰问对象 困难党员姓名 慰问对象姓名", "date": "慰问时间 慰问日期 走访时间", "kind": "慰问类别", "amount": "慰问金额（元） 慰问金额 慰问金", "visitor": "慰问人 走访领导 慰问领导"},
    "rectification": {
        "problem": "问题描述 存在问题 问题内容 存在的问题", "source": "问题来源", "found_on": "发现时间 反馈时间", "owner": "责任人 整改责任人", "due_on": "整改时限 办结时限 整改期限",
        "measures": "整改措施", "done_on": "完成时间 销号时间 整改完成时间", "status": "整改状态 销号情况 是否销号"},
    "funding": {
        "branch": BRANCH, "year": "年度 年份", "members": "党员人数 党员数", "budget": "预算金额 年度预算", "allocated": "拨付金额 下拨金额", "spent": "支出金额 使用金额", "item": "支出项目 用途",
        "date": "日期 支出日期"},
    "assessment": {
        "branch": "被考核党组织 支部名称", "year": "考核年度 年度", "indicator": "考核指标 考核项目 考评项目", "max": "分值 标准分 满分", "self_score": "自评得分 自评分", "score": "考核得分 考评得分 得分",
        "reason": "扣分原因 扣分理由", "rank": "排名 名次", "report_form": "述职形式 述职方式"},
    "feature": {
        "branch": BRANCH, "title": "项目名称 特色工作名称 品牌名称", "kind": "类别 类型", "date": "时间 开展时间", "sessions": "场次", "people": "人次 服务人次", "result": "成效 取得成效"},
    "staff": {"name": "姓名 党务干部姓名", "unit": "单位 所在单位 工作单位", "full_time": "专兼职 专兼职情况", "since": "任职时间 从事党务工作时间", "training": "培训情况 参加培训情况"},
    "responsibility": {"branch": BRANCH, "owner": "责任人 责任人员", "duty": "责任内容 工作任务", "deadline": "完成时限 时限要求", "done": "完成情况 落实情况", "evidence": "佐证材料 印证材料"},
}
# What every record must have; the other columns may be left out.
REQUIRED = {
    "organisation": "name kind secretary elected", "member": "name gender id_number birth education category joined", "admission": "name birth branch applied activist_on admitted_on",
    "meeting": "date kind topic expected present", "dues": "name income monthly_due", "election": "branch held_on eligible present seats candidates", "training": "name date title hours",
    "appraisal": "branch name year result", "transfer": "name from to issued_on letter_no", "mobile_member": "name branch left_on destination", "points": "name period total base added",
    "care": "name date amount", "rectification": "problem found_on owner due_on status measures", "funding": "branch year allocated spent budget", "assessment": "branch year score max indicator",
    "feature": "branch title result kind", "staff": "name unit full_time", "responsibility": "branch owner duty deadline",
}
TITLES = {
    "organisation": "党组织基本信息台账 党支部基本情况表", "member": "党员名册 党员花名册 党员信息采集表", "admission": "发展党员工作台账 党员发展情况登记表", "meeting": "三会一课台账 组织生活台账",
    "dues": "党费收缴台账 党费缴纳登记表", "election": "换届选举台账", "training": "党员教育培训台账", "appraisal": "民主评议党员台账", "transfer": "组织关系转接台账", "mobile_member": "流动党员台账",
    "points": "党员积分台账", "care": "走访慰问台账", "rectification": "问题整改台账", "funding": "党建经费台账", "assessment": "考核评分表", "feature": "党建特色台账", "staff": "党务干部台账",
    "responsibility": "党建责任清单",
}
STRANGE = "附件 照片 校验码 旧编号 档案柜号 核对人 归档盒号 页码"
TRADITIONAL = {}
_PAIRS = ("党黨时時间間证證号號码碼组組织織类類别別单單称稱书書记記换換届屆满滿职職务務级級编編关關转轉为為龄齡学學历歷电電话話联聯题題讲講应應实實录錄纪紀会會谈談课課费費缴繳纳納计計执執标標"
          "准準额額总總项項训訓办辦举舉评評议議结結论論处處责責问問现現发發销銷质質数數报報审審预預选選权權补補贴貼减減奖獎励勵动動态態参參备備场場简簡业業机機关關离離岁歲额額据據凭憑门門开開对對"
          "象象团團届屆领領导導内內当當宣宣誓誓积積极極员員积積从從礼禮录錄终終满滿进進这這划劃题題观觀产產万萬与與专專东東")
for index in range(0, len(_PAIRS) - 1, 2):
    TRADITIONAL[ord(_PAIRS[index])] = _PAIRS[index + 1]
