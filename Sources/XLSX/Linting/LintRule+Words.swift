import Diagnostics

extension LintRule {
  /// Why Excel objects.
  public var reason: Phrase { words.reason }

  /// What mends it.
  public var remedy: Phrase { words.remedy }

  private var words: (reason: Phrase, remedy: Phrase) {
    switch self {
    case .contentTypes:
      phrase(
        "每个部件须有且只有一个内容类型，声明的部件须存在", "给部件补上类型，删去多余的 Override",
        "Every part needs one content type, and every type declared for a part needs that part",
        "Declare the missing type, or remove the Override of the missing part")
    case .relationships:
      phrase(
        "引用的关系须存在、编号不得重复、目标部件须在包内", "补上关系或目标，或删去引用",
        "Relationships referred to must exist, their ids be unique and their targets be in the package",
        "Add the relationship or its target, or remove the reference")
    case .workbookType:
      phrase(
        "工作簿的内容类型须与扩展名、宏一致", "改扩展名或改内容类型；带宏的用 .xlsm",
        "The workbook's content type must agree with the file's ending and with macros",
        "Change the ending or the content type; with macros it is .xlsm")
    case .container:
      phrase(
        "压缩包的写法有的程序不接受", "用 deflate 重新打包，条目写明大小，不加密",
        "The archive is written in a way that some programs do not take",
        "Pack it again with deflate, sizes in the headers and no encryption")
    case .wellFormed:
      phrase(
        "部件须是格式良好的 XML，不得有 DOCTYPE，用到的前缀须声明", "修正标记；去掉 DOCTYPE；声明前缀",
        "A part must be well-formed XML without DOCTYPE and with every prefix declared",
        "Mend the markup, remove the DOCTYPE, declare the prefix")
    case .worksheetOrder, .sheetElementOrder, .workbookOrder, .styleOrder:
      phrase(
        "元素的次序、个数须合 ECMA-376 的规定，否则整个部件被替换", "按标准的次序排列元素",
        "Elements must stand in the order of ECMA-376, or Excel replaces the part",
        "Put the elements into the standard's order")
    case .extensionLists:
      phrase(
        "一个元素只能有一个 extLst，其中每个 URI 只能出现一次", "合并 extLst，合并同一 URI 的 ext",
        "An element has one extLst at most, and that one ext for each URI",
        "Merge the lists, and the extensions of one URI")
    case .cellPositions:
      phrase(
        "行与单元格须升序、不重复、在网格之内，单元格的行号须与所在行一致", "重排并去掉重复",
        "Rows and cells must ascend without repetition inside the grid, each cell in its own row",
        "Sort them and remove repetitions")
    case .cellIndices:
      phrase(
        "单元格引用的文本或样式不存在", "改正 s 或共享字符串的序号",
        "A cell refers to a text or style that does not exist", "Correct the index")
    case .sharedStringCounts:
      phrase(
        "共享字符串的计数与实数不符，或表是空的", "写准确的 count、uniqueCount，空表连同引用一并删去",
        "The counts of the shared strings are wrong, or the table is empty",
        "Write exact counts; leave out an empty table with its type and relationship")
    case .textLimits:
      phrase(
        "超过 Excel 的长度上限：文本 32767、公式 8192、网址 2080、超链接每表 65530",
        "缩短，或分到几个单元格", "Longer than Excel takes: text 32,767, formulas 8,192, addresses 2,080",
        "Shorten it or divide it")
    case .illegalCharacters:
      phrase(
        "有 XML 不允许的控制字符", "写成 _xHHHH_ 或删去",
        "A control character that XML does not allow", "Write it as _xHHHH_ or remove it")
    case .lostBlanks:
      phrase(
        "文本首尾的空白没有标明保留，打开后会丢失", "给 t 加上 xml:space=\"preserve\"",
        "Blanks at the ends of a text are not marked to be kept and will be lost",
        "Add xml:space=\"preserve\"")
    case .numbers:
      phrase(
        "数值单元格的内容不是有限的数", "写成数，或改为文本、错误值",
        "A numeric cell does not hold a finite number", "Write a number, or make it text or an error")
    case .errorsAndBooleans:
      phrase(
        "错误值的写法或逻辑值不是 Excel 所认的", "错误值用 #N/A 等，逻辑值用 0 或 1",
        "Not an error value or truth value that Excel knows", "Write #N/A and the like, or 0 or 1")
    case .formulas:
      phrase(
        "公式的写法 Excel 不接受：语法有误、为空、缺 _xlfn. 前缀、引用不存在的工作表或表格、数组公式重叠，或共享公式没有主公式",
        "改正公式",
        "A formula Excel does not take: malformed, empty, without the prefix of a newer function, naming a sheet or table that is not there, overlapping another array, or orphaned",
        "Correct the formula")
    case .dynamicArrays:
      phrase(
        "动态数组公式缺少元数据，Excel 会加上 @", "写入 metadata.xml 及其类型、关系，cm 写在单元格上",
        "A dynamic array formula lacks its metadata, and Excel will put @ before it",
        "Write metadata.xml with its type and relationship, and cm on the cell")
    case .calculationChain:
      phrase(
        "计算链指向没有公式的单元格", "删去 calcChain.xml 连同其类型与关系",
        "The calculation chain names a cell without a formula",
        "Remove calcChain.xml with its type and relationship")
    case .sheets:
      phrase(
        "工作表的名称、编号或可见性不合规定", "改名或改号；至少一张表可见",
        "A sheet's name, id or visibility breaks the rules", "Rename or renumber; keep one sheet visible")
    case .definedNames:
      phrase(
        "名称不合规定、重复，或指向不存在的工作表", "改名，删去重复的",
        "A defined name is malformed, repeated or belongs to no sheet", "Rename it or remove the repetition")
    case .filterName:
      phrase(
        "有自动筛选的表应有隐藏的名称 _xlnm._FilterDatabase", "补上该名称",
        "A sheet with an autofilter should have the hidden name _xlnm._FilterDatabase", "Add the name")
    case .styleTables:
      phrase(
        "样式表缺少必需的项，或引用越界、格式代码有误", "补齐前两种填充等必需项，改正序号与代码",
        "The stylesheet lacks required entries, or an index or format code is wrong",
        "Add what is required, correct the index or the code")
    case .styleLimits:
      phrase(
        "样式超过上限（65430 种），或颜色不是 8 位十六进制", "合并样式；颜色写成 AARRGGBB",
        "Too many cell formats (65,430), or a colour that is not eight hexadecimal digits",
        "Merge formats; write colours as AARRGGBB")
    case .merges:
      phrase(
        "合并区域只有一格、互相重叠或与表格重叠，或计数不符", "去掉重叠的合并",
        "A merged range is one cell, overlaps another or a table, or the count is wrong",
        "Remove the overlap")
    case .validations:
      phrase(
        "数据验证不合规定：列表超过 255 字符、提示过长、缺区域或计数不符", "长列表放到单元格里引用",
        "A data validation breaks a limit: list past 255 characters, long prompt, no range, wrong count",
        "Put a long list into cells and refer to them")
    case .conditionalFormats:
      phrase(
        "条件格式缺区域、优先级或公式，或引用的格式不存在", "补齐，改正 dxfId",
        "A conditional format lacks a range, priority or formula, or refers to a missing look",
        "Add what is missing, correct dxfId")
    case .tables:
      phrase(
        "表格的编号、名称、列数、列名或区域有误", "列名须唯一并与表头单元格一致，区域不得重叠",
        "A table's id, name, columns or range are wrong",
        "Make column names unique and equal to the heading cells; keep ranges apart")
    case .notes:
      phrase(
        "批注与其 VML 图形不一一对应", "每条批注配一个图形，引用 legacyDrawing，声明 vml 类型",
        "Notes and their VML shapes do not match",
        "Give each note a shape, refer to the drawing, declare the type vml")
    case .hyperlinks:
      phrase(
        "超链接没有目标，或引用无效", "写 r:id 或 location",
        "A hyperlink has no destination or no valid cell", "Write r:id or location")
    case .drawings:
      phrase(
        "绘图的编号重复、锚点颠倒，或图表元素次序有误", "改正编号、锚点与次序",
        "Ids in a drawing repeat, an anchor is reversed, or a chart's elements are out of order",
        "Correct ids, anchors and order")
    case .headersAndFooters:
      phrase(
        "页眉或页脚超过 255 个字符", "缩短", "A header or footer is longer than 255 characters", "Shorten it")
    case .pageSetup:
      phrase(
        "页面设置的值越界，或缺 fitToPage", "缩放 10–400，纸张为整数，补 pageSetUpPr",
        "A page set-up value is out of range, or fitToPage is missing",
        "Scale 10 to 400, a whole number for the paper, add pageSetUpPr")
    case .columnsAndRows:
      phrase(
        "列定义重叠或越界，行高、分级、分页符超过上限", "改正列区间，列宽不过 255，行高不过 409",
        "Columns overlap or leave the grid, or a size, outline or break passes its limit",
        "Correct the columns; widths to 255, heights to 409")
    case .views:
      phrase(
        "窗格、视图编号或选中的表有误", "冻结窗格写 state=\"frozen\" 与左上角单元格，workbookViewId 指向工作簿的视图，只选中一张表",
        "A pane, a view's id or the selected sheets are wrong",
        "Write a consistent pane and the id of a view of the workbook; select one sheet")
    case .pivots:
      phrase(
        "数据透视表的缓存编号缺失或重复", "在 pivotCaches 中登记唯一的 cacheId",
        "A pivot cache's id is missing or repeated", "List a unique cacheId in pivotCaches")
    case .extensions:
      phrase(
        "扩展的 URI 与内容不符", "使用该内容规定的 URI",
        "An extension's URI does not fit its content", "Use the URI of that content")
    case .dates:
      phrase(
        "日期的写法不合规定", "日期单元格写序列号或 ISO 8601，date1904 用 0 或 1",
        "A date is not written as the format wants it", "Write serials or ISO 8601; date1904 is 0 or 1")
    case .compatibility:
      phrase(
        "用了较新的属性却没有在 mc:Ignorable 中列出前缀", "把前缀列入 mc:Ignorable，或连同声明一并删去",
        "Newer attributes are used whose prefix mc:Ignorable does not list",
        "List the prefix in mc:Ignorable, or remove both")
    case .documentProperties:
      phrase(
        "文档属性重复，或日期没有写明 xsi:type", "每项属性只写一次，日期写 xsi:type=\"dcterms:W3CDTF\"",
        "A document property is repeated, or a day lacks its xsi:type",
        "Write each property once, and xsi:type=\"dcterms:W3CDTF\" with days")
    }
  }

  private func phrase(
    _ reasonZH: String, _ remedyZH: String, _ reasonEN: String, _ remedyEN: String
  ) -> (reason: Phrase, remedy: Phrase) {
    (Phrase(zh: reasonZH, en: reasonEN), Phrase(zh: remedyZH, en: remedyEN))
  }
}
