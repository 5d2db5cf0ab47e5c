"""The cases: each a sentence of the contract."""

import json
import os
import re
import zipfile

import openpyxl

from .harness import Bench, Skip, digest, parts

CASES = []
AS_OF = ("--as-of", "2025-12-31")
LEDGERS = ("organisation member admission meeting dues election training appraisal transfer mobile_member points care "
           "rectification funding assessment feature staff responsibility").split()


def case(function):
    CASES.append(function)
    return function


# MARK: every command

@case
def _(b: Bench):
    """help, version and wrong words: 0 and 2"""
    assert "taizhang" in b.run("--help").expect(0).out
    for command in ("inspect", "cells", "set", "convert", "check", "fix", "summarize", "template", "explain"):
        b.run(command, "--help").expect(0)
        b.run(command, "--no-such-option").expect(2)
    b.run("no-such-command").expect(2)
    b.run("cells").expect(2)
    b.run("check", "x.csv", "--as-of", "2025-02-30").expect(2)
    b.run("check", "x.csv", "--format", "poem").expect(2)


@case
def _(b: Bench):
    """an input that is not there gives 3 and its path"""
    for command in ("inspect", "cells", "check"):
        answer = b.run(command, "缺少.xlsx").expect(3)
        assert "缺少.xlsx" in answer.err, answer.err
        assert not answer.out.strip() or command == "check", answer.out


@case
def _(b: Bench):
    """each broken file gives one clear message and 3, the others are still done"""
    for name in ("截断", "加密", "图片", "空文件", "文档", "缺工作表"):
        bad = b.sample(f"broken/{name}")
        good = b.sample("submissions/14-图书馆第一党支部/会议")
        answer = b.run("cells", "--count", bad, good).expect(3)
        assert bad.name in answer.err, f"{name}: {answer.err}"
        assert len([l for l in answer.err.splitlines() if l.strip()]) <= 4, f"{name}: {answer.err}"
        assert len(answer.lines) == 1, f"{name}: {answer.out}"
        assert "会议" in answer.lines[0]["file"], answer.out
        b.run("inspect", bad).expect(3)


@case
def _(b: Bench):
    """a folder without permission gives 3 and its path, the others are still done"""
    folder, good = b.folder / "closed", b.sample("submissions/14-图书馆第一党支部/会议")
    folder.mkdir()
    b.sample("submissions/01", "closed/a.xlsx")
    os.chmod(b.folder, 0o755)
    os.chmod(folder, 0)
    try:
        user = 65534 if os.geteuid() == 0 else None
        answer = b.run("check", folder, good, "--format", "json", *AS_OF, user=user).expect(3)
        assert "closed" in answer.err, answer.err
        assert any("会议" in f["path"] and f["status"] == "checked" for f in answer.json["files"]), answer.out[:300]
    finally:
        os.chmod(folder, 0o755)


@case
def _(b: Bench):
    """messages are Chinese by default and English where asked"""
    bad = b.sample("broken/空文件")
    chinese, english = b.run("cells", bad, environment={"LANG": "C", "LC_ALL": "C"}), b.run("cells", bad, "--lang", "en")
    assert re.search("[一-鿿]", chinese.err.replace(bad.name, "")), chinese.err
    assert not re.search("[一-鿿]", english.err.replace(bad.name, "").replace(str(bad), "")), english.err


@case
def _(b: Bench):
    """no input is changed, and no file is left beside the outputs"""
    source = b.sample("submissions/02")
    before = digest(source)
    b.run("fix", source, "-o", b.folder / "out.xlsx", *AS_OF).expect(0, 1)
    b.run("set", source, "党费!B5=甲", "-o", b.folder / "set.xlsx").expect(0, 1)
    b.run("check", source, "--format", "html", "-o", b.folder / "a.html", *AS_OF).expect(0, 1)
    assert digest(source) == before
    names = {p.name for p in b.folder.iterdir()}
    assert names == {source.name, "out.xlsx", "set.xlsx", "a.html"}, names


@case
def _(b: Bench):
    """an existing output is replaced only with --force, which gives 4"""
    source = b.sample("submissions/14-图书馆第一党支部/组织")
    for words in (("set", source, "名册!B3=甲"), ("fix", source, *AS_OF), ("convert", source), ("summarize", source, *AS_OF)):
        out = b.folder / f"{words[0]}.xlsx"
        out.write_text("old")
        answer = b.run(*words, "-o", out).expect(4)
        assert out.read_text() == "old" and out.name in answer.err, answer.err
        b.run(*words, "-o", out, "--force").expect(0, 1)
        assert zipfile.is_zipfile(out), words


@case
def _(b: Bench):
    """an output that cannot be written gives 4"""
    source = b.sample("submissions/14-图书馆第一党支部/组织")
    b.run("set", source, "名册!B3=甲", "-o", b.folder / "no/such/folder/x.xlsx").expect(4)
    b.run("set", source, "名册!B3=甲", "-o", "/proc/x.xlsx").expect(4)
    if not os.path.exists("/dev/full"):
        raise Skip("no /dev/full")
    answer = b.run("fix", source, "-o", source, *AS_OF)
    assert answer.status in (2, 4), "an output over its own input must be refused"


@case
def _(b: Bench):
    """the same run gives the same bytes"""
    source = b.sample("submissions/02")
    for words in (("fix", source, *AS_OF), ("summarize", source, *AS_OF, "--period", "2025"), ("convert", source)):
        for turn in (1, 2):
            b.run(*words, "-o", b.folder / f"{words[0]}{turn}.xlsx").expect(0, 1)
        assert digest(b.folder / f"{words[0]}1.xlsx") == digest(b.folder / f"{words[0]}2.xlsx"), words[0]
    one, two = (b.run("check", source, "--format", "json", *AS_OF).out for _ in range(2))
    assert one == two


@case
def _(b: Bench):
    """what a file is, its bytes tell: an HTML table and a CSV called .xls, a workbook called .csv"""
    html = b.sample("submissions/05-司法局第一党支部/党员名册导出")
    b.sample("submissions/04-民政局第一党支部/党员名册.csv", "名册.xls")
    b.sample("submissions/01", "台账.csv")
    for name in (html.name, "名册.xls", "台账.csv"):
        assert b.run("cells", "--count", name).expect(0).lines[0]["cells"] > 50, name


@case
def _(b: Bench):
    """- reads standard input"""
    data = b.sample("submissions/04-民政局第一党支部/党员名册.csv").read_bytes()
    count = b.run("cells", "--count", "-", stdin=data).expect(0).lines[0]
    assert count["texts"] > 50, count
    assert b.run("cells", "--count", "-", stdin=b.sample("submissions/01").read_bytes()).expect(0).lines[0]["sheets"] == 4


# MARK: inspect and cells

@case
def _(b: Bench):
    """inspect tells ledgers, header rows, columns and hidden sheets as JSON"""
    report = b.run("inspect", b.sample("submissions/02"), "--format", "json").expect(0).json
    text = json.dumps(report, ensure_ascii=False)
    for word in ("member", "dues", "meeting", "organisation", "通讯录", "hidden", "id_number"):
        assert word in text, f"{word}: {text[:600]}"
    text = b.run("inspect", b.sample("submissions/04-民政局第一党支部/党员名册.csv"), "--format", "json").expect(0).out
    assert re.search("gb18030|gbk", text, re.I), text[:400]
    assert b.run("inspect", b.sample("submissions/02")).expect(0).out.strip()


@case
def _(b: Bench):
    """cells prints one object a line: sheet, ref, kind, value"""
    source = b.sample("submissions/01")
    lines = b.run("cells", source).expect(0).lines
    book = openpyxl.load_workbook(source, data_only=True)
    expected = {(s.title, c.coordinate): c.value for s in book for row in s.iter_rows() for c in row if c.value is not None}
    found = {(l["sheet"], l["ref"]): l for l in lines}
    assert set(found) == set(expected), list(set(found) ^ set(expected))[:5]
    assert all(l["kind"] in ("number", "text", "boolean", "error") for l in lines)
    assert all(found[k]["value"] == v for k, v in expected.items() if isinstance(v, (str, int, float))), "values differ"
    order = [book.sheetnames.index(l["sheet"]) for l in lines]
    assert order == sorted(order)
    assert all(isinstance(l["value"], (int, float)) for l in lines if l["kind"] == "number")


@case
def _(b: Bench):
    """cells --sheet, --range, --formulas, --display and --count"""
    source = b.sample("submissions/01")
    assert {l["sheet"] for l in b.run("cells", source, "--sheet", "党费收缴").expect(0).lines} == {"党费收缴"}
    some = b.run("cells", source, "--sheet", "党员名册", "--range", "B3:C5").expect(0).lines
    assert {l["ref"] for l in some} == {"B3", "C3", "B4", "C4", "B5", "C5"}, some
    formulas = [l for l in b.run("cells", source, "--formulas").expect(0).lines if "formula" in l]
    assert formulas and all(not l["formula"].startswith("=") and "SUM" in l["formula"] for l in formulas), formulas[:2]
    shown = b.run("cells", source, "--sheet", "党员名册", "--range", "F4:F4", "--display").expect(0).lines[0]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", shown["display"]) and shown["kind"] == "number", shown
    count = b.run("cells", source, "--count").expect(0).lines
    assert len(count) == 1 and set(count[0]) >= {"sheets", "cells", "numbers", "texts", "booleans", "errors", "formulas"}, count
    assert count[0]["formulas"] == len(formulas)
    b.run("cells", source, "--sheet", "没有").expect(2, 3)
    b.run("cells", source, "--range", "ZZZZ1").expect(2)


@case
def _(b: Bench):
    """cells of a CSV: its base name as sheet, text only; several files carry file"""
    one, two = b.sample("submissions/04-民政局第一党支部/党员名册.csv"), b.sample("submissions/14-图书馆第一党支部/会议")
    lines = b.run("cells", one).expect(0).lines
    assert {l["sheet"] for l in lines} == {"党员名册"} and {l["kind"] for l in lines} == {"text"}
    assert lines[0]["value"] == "序号" and lines[0]["ref"] == "A1"
    assert {l["file"] for l in b.run("cells", one, two).expect(0).lines}.__len__() == 2


@case
def _(b: Bench):
    """names with signs of XML in them stay what they are"""
    book = openpyxl.Workbook()
    book.active.title = "财务&审计<甲>"
    book.active["A1"], book.active["A2"] = "a&b<c>\"d'", "=\"x\"&\"y\""
    book.save(b.folder / "a.xlsx")
    lines = b.run("cells", "a.xlsx", "--formulas").expect(0).lines
    assert lines[0]["sheet"] == "财务&审计<甲>" and lines[0]["value"] == "a&b<c>\"d'", lines[0]
    assert lines[1]["formula"] == '"x"&"y"', lines[1]
    b.run("set", "a.xlsx", "财务&审计<甲>!B1='<&>", "-o", "b.xlsx").expect(0)
    assert openpyxl.load_workbook(b.folder / "b.xlsx").worksheets[0]["B1"].value == "<&>"


@case
def _(b: Bench):
    """cells agrees with openpyxl, xlrd and Python's csv on every sample"""
    from . import readers
    problems = []
    for path in sorted(p for p in b.samples.rglob("*") if p.suffix in (".xlsx", ".xls", ".csv")
                       and "expected" not in p.parts and "broken" not in p.parts):
        expected = readers.cells(path)
        if expected is None:
            continue
        answer = b.run("cells", path)
        found = {(l["sheet"], l["ref"]): l["value"] if l["value"] is not None else "" for l in answer.lines}
        different = [(k, expected.get(k), found.get(k)) for k in sorted(set(expected) | set(found), key=str)
                     if expected.get(k) != found.get(k)]
        if different or answer.status:
            problems.append(f"{path.name}: status {answer.status}, {len(different)} differ, first {different[:2]}")
    assert not problems, "\n    ".join(problems)


# MARK: set

@case
def _(b: Bench):
    """set changes one cell and its --receipt tells what became of every part"""
    source, out = b.sample("submissions/02"), b.folder / "out.xlsx"
    receipt = b.run("set", source, "党员花名册!D5='新值", "党费!D6=4321.5", "党费!E6=", "-o", out, "--receipt").expect(0).json
    actions = {p["name"]: p["action"] for p in receipt["parts"]}
    assert set(actions.values()) <= {"kept", "patched", "added", "dropped"}, actions
    before, after = parts(source), parts(out)
    for name, action in actions.items():
        if action == "kept":
            assert before[name] == after[name], name
    assert sum(a != "kept" for a in actions.values()) <= 5, actions
    assert len(receipt["cells"]) == 3 and {"sheet", "ref", "before", "after"} <= set(receipt["cells"][0]), receipt["cells"]
    old, new = openpyxl.load_workbook(source), openpyxl.load_workbook(out)
    different = [(s.title, c.coordinate) for s in old for row in s.iter_rows() for c in row
                 if c.value != new[s.title][c.coordinate].value]
    assert sorted(different) == [("党员花名册", "D5"), ("党费", "D6"), ("党费", "E6")], different
    assert new["党员花名册"]["D5"].value == "新值" and new["党费"]["D6"].value == 4321.5 and new["党费"]["E6"].value is None
    assert new["党费"]["D6"].number_format == old["党费"]["D6"].number_format
    stored = lambda p: {i.filename: (i.CRC, i.compress_size) for i in zipfile.ZipFile(p).infolist()}
    assert all(stored(source)[n] == stored(out)[n] for n, a in actions.items() if a == "kept")


@case
def _(b: Bench):
    """set knows formulas and forced text, and refuses what is not there"""
    source, out = b.sample("submissions/01"), b.folder / "out.xlsx"
    b.run("set", source, "党费收缴!A30==SUM(D5:D12)", "党费收缴!B30='=1+1", "党费收缴!C30='0012", "党费收缴!D30=0012", "-o", out).expect(0)
    sheet = openpyxl.load_workbook(out)["党费收缴"]
    assert sheet["A30"].value == "=SUM(D5:D12)", sheet["A30"].value
    assert sheet["B30"].value == "=1+1" and sheet["B30"].data_type in ("s", "inlineStr", "f") and sheet["C30"].value == "0012"
    assert all(c["kind"] == "text" for c in b.run("cells", out, "--sheet", "党费收缴", "--range", "B30:C30").lines)
    for wrong in ("没有!A1=1", "党费收缴!A0=1", "党费收缴!XFE1=1", "党费收缴!A1048577=1", "党费收缴=1", "A1"):
        answer = b.run("set", source, wrong, "-o", b.folder / "wrong.xlsx")
        assert answer.status in (2, 3), f"{wrong}: {answer.status}"
        assert not (b.folder / "wrong.xlsx").exists(), wrong


# MARK: convert

@case
def _(b: Bench):
    """convert makes xlsx, csv, jsonl and sqlite, as ledgers and --raw"""
    source = b.sample("submissions/02")
    for name in ("a.xlsx", "a.jsonl", "a.sqlite"):
        b.run("convert", source, "-o", b.folder / name).expect(0)
        assert (b.folder / name).stat().st_size > 500
    b.run("convert", source, "-o", b.folder / "folder", "--to", "csv").expect(0)
    assert list((b.folder / "folder").rglob("*.csv"))
    rows = [json.loads(l) for l in (b.folder / "a.jsonl").read_text("utf-8").splitlines()]
    assert rows and {"member", "dues", "meeting", "organisation"} <= {v for r in rows for v in r.values() if isinstance(v, str)}, rows[0]
    import sqlite3
    with sqlite3.connect(b.folder / "a.sqlite") as db:
        assert db.execute("select count(*) from member").fetchone()[0] == 14
    b.run("convert", source, "--raw", "-o", b.folder / "raw.xlsx").expect(0)
    raw, old = openpyxl.load_workbook(b.folder / "raw.xlsx"), openpyxl.load_workbook(source, data_only=True)
    assert raw.sheetnames == old.sheetnames
    assert raw["党员花名册"]["L5"].value == old["党员花名册"]["L5"].value


@case
def _(b: Bench):
    """the bridge from CSV to XLSX harms no value"""
    (b.folder / "a.csv").write_text("编号,身份证号,日期,数\n007,379901199001010017,2023.5,1e5\n0010,37990119900101001X,3-4,1.50\n", "utf-8")
    b.run("convert", "--raw", "a.csv", "-o", "a.xlsx").expect(0)
    sheet = openpyxl.load_workbook(b.folder / "a.xlsx").worksheets[0]
    assert [c.value for c in sheet[2]][:3] == ["007", "379901199001010017", "2023.5"], [c.value for c in sheet[2]]
    b.run("convert", "--raw", "a.xlsx", "-o", "b.csv").expect(0)
    assert "379901199001010017" in (b.folder / "b.csv").read_text("utf-8-sig") and "007" in (b.folder / "b.csv").read_text("utf-8-sig")


# MARK: check

@case
def _(b: Bench):
    """check --format json has every key of the contract"""
    report = b.run("check", b.sample("submissions/02"), "--format", "json", *AS_OF).expect(1).json
    assert report["schema"] == "taizhang.check/1" and report["asOf"] == "2025-12-31"
    assert {"id", "version"} <= set(report["pack"])
    file = report["files"][0]
    assert file["status"] == "checked" and file["error"] is None and "02-" in file["path"]
    tables = {t["ledger"]: t for t in file["ledgers"]}
    assert set(tables) >= {"organisation", "member", "meeting", "dues"}, set(tables)
    assert set(tables) <= set(LEDGERS)
    table = tables["member"]
    assert table["headerRows"] == [3] and table["firstRow"] == 4 and table["lastRow"] == 17 and table["records"] == 14, table
    assert {"field": "name", "header": "党员姓名", "column": "B"} in [{k: c[k] for k in ("field", "header", "column")} for c in table["columns"]]
    assert isinstance(table["unmapped"], list)
    assert tables["dues"]["headerRows"] == [3, 4]
    for finding in file["findings"]:
        assert {"rule", "severity", "ledger", "sheet", "cell", "field", "value", "message", "fix"} <= set(finding), finding
        assert finding["severity"] in ("error", "warning", "info")
        assert finding["cell"] is None or re.fullmatch(r"[A-Z]{1,3}[1-9]\d*", finding["cell"]), finding
        assert finding["fix"] is None or finding["fix"]["safety"] in ("safe", "suggested"), finding
        assert finding["message"].strip()
    assert {"evaluated", "notApplicable", "notChecked", "review", "error", "waived"} <= set(report["coverage"])
    assert report["coverage"]["error"] == []
    organisation = report["organisations"][0]
    assert {"name", "areas", "score", "tier", "stars"} <= set(organisation)
    assert organisation["tier"] in (None, "none", "basic", "standard", "innovative")
    assert {"files", "records", "errors", "warnings", "infos"} <= set(report["totals"])
    severities = [f["severity"] for f in file["findings"]]
    assert report["totals"]["errors"] == severities.count("error") and report["totals"]["warnings"] == severities.count("warning")
    assert report["totals"]["infos"] == severities.count("info")


@case
def _(b: Bench):
    """check finds what is wrong in the second branch, at its cells"""
    file = b.run("check", b.sample("submissions/02"), "--format", "json", *AS_OF).expect(1).json["files"][0]
    found = {(f["sheet"], f["cell"]) for f in file["findings"]}
    for place in (("党员花名册", "L4"), ("党员花名册", "C5"), ("党员花名册", "E6"), ("党员花名册", "Q7"), ("党员花名册", "L8"),
                  ("党员花名册", "O9"), ("党员花名册", "B10"), ("党员花名册", "J11"), ("党费", "F6")):
        assert place in found, f"{place} not in {sorted(found, key=str)}"


@case
def _(b: Bench):
    """personal values are masked in every format unless --show-personal"""
    source = b.sample("submissions/02")
    number = openpyxl.load_workbook(source)["党员花名册"]["L4"].value
    for form in ("text", "json", "sarif", "html"):
        answer = b.run("check", source, "--format", form, *AS_OF, "--lang", "zh").expect(0, 1)
        assert number not in answer.out and number[3:15] not in answer.out, form
    b.run("check", source, "--format", "xlsx", "-o", "a.xlsx", *AS_OF).expect(0, 1)
    assert number not in "".join(v.decode("utf-8", "replace") for v in parts(b.folder / "a.xlsx").values())
    assert number in b.run("check", source, "--format", "json", *AS_OF, "--show-personal").out


@case
def _(b: Bench):
    """check exits 0 without errors, 1 with, 3 with an unreadable file"""
    good, bad, broken = b.sample("submissions/01"), b.sample("submissions/02"), b.sample("broken/截断")
    b.run("check", bad, *AS_OF).expect(1)
    answer = b.run("check", good, "--format", "json", *AS_OF)
    errors = [f for f in answer.json["files"][0]["findings"] if f["severity"] == "error"]
    answer.expect(1 if errors else 0)
    answer = b.run("check", bad, broken, "--format", "json", *AS_OF).expect(3)
    states = {f["path"].rsplit("/", 1)[-1]: f["status"] for f in answer.json["files"]}
    assert states[broken.name] == "unreadable" and states[bad.name] == "checked", states
    assert next(f["error"] for f in answer.json["files"] if f["status"] == "unreadable")


@case
def _(b: Bench):
    """the control branch is free of errors and warnings on its values"""
    findings = b.run("check", b.sample("submissions/01"), "--format", "json", *AS_OF).json["files"][0]["findings"]
    wrong = [f for f in findings if f["severity"] != "info"]
    assert not wrong, "; ".join(f"{f['rule']} {f['sheet']}!{f['cell']} {f['message']}" for f in wrong[:6])


@case
def _(b: Bench):
    """check --format sarif, html, xlsx and text"""
    source = b.sample("submissions/02")
    sarif = b.run("check", source, "--format", "sarif", *AS_OF).expect(1).json
    assert sarif["version"] == "2.1.0" and sarif["runs"][0]["results"] and sarif["runs"][0]["tool"]["driver"]["rules"]
    html = b.run("check", source, "--format", "html", *AS_OF).expect(1).out
    assert "<html" in html and "http://" not in html.replace("http://www.w3.org", "") and "https://" not in html
    b.run("check", source, "--format", "xlsx", "-o", "p.xlsx", *AS_OF).expect(1)
    assert openpyxl.load_workbook(b.folder / "p.xlsx").sheetnames
    text = b.run("check", source, *AS_OF).expect(1).out
    assert "党员花名册" in text and "L4" in text and "\x1b[" not in text


# MARK: fix

@case
def _(b: Bench):
    """fix gives the workbook back corrected: safe values, marks, a problem list, the rest untouched"""
    source, out = b.sample("submissions/02"), b.folder / "out.xlsx"
    b.run("fix", source, "-o", out, *AS_OF).expect(0, 1)
    old, new = openpyxl.load_workbook(source), openpyxl.load_workbook(out)
    roster = new["党员花名册"]
    assert roster["C5"].value == old["党员花名册"]["C5"].value and roster["E6"].value == old["党员花名册"]["E6"].value and " " not in roster["L8"].value
    assert roster["Q7"].value == "13500000007", roster["Q7"].value
    assert roster["L4"].value == old["党员花名册"]["L4"].value, "an ID digit was guessed"
    assert roster["J11"].value == "2009.2.30"
    assert roster["C5"].comment and roster["L4"].comment, "no notes"
    assert roster["B4"].comment and "请按身份证姓名填写" in roster["B4"].comment.text, "the clerk's own note is gone"
    assert "问题清单" in new.sheetnames
    assert [s for s in new.sheetnames if s in old.sheetnames] == old.sheetnames
    assert new["通讯录"].sheet_state == "hidden" and new["通讯录"].tables
    assert new["党费"]._charts
    assert roster.data_validations.dataValidation and new["会议记录"].conditional_formatting
    formulas = lambda book: {(s.title, c.coordinate): c.value for s in book for row in s.iter_rows() for c in row
                             if isinstance(c.value, str) and c.value.startswith("=") and s.title in old.sheetnames}
    assert formulas(old) == formulas(new)
    kept = set(parts(source)) - {n for n, v in parts(source).items() if parts(out).get(n) != v}
    assert {n for n in parts(source) if "chart" in n or "media" in n or "table" in n} <= kept, "charts, pictures, tables"


@case
def _(b: Bench):
    """correcting twice gives the same file, and a corrected file has no safe fix left"""
    source = b.sample("submissions/10")
    b.run("fix", source, "-o", "one.xlsx", *AS_OF).expect(0, 1)
    b.run("fix", "one.xlsx", "-o", "two.xlsx", *AS_OF).expect(0, 1)
    report = b.run("check", "one.xlsx", "--format", "json", *AS_OF).json
    left = [f for f in report["files"][0]["findings"] if f["fix"] and f["fix"]["safety"] == "safe"]
    assert not left, "; ".join(f"{f['rule']} {f['sheet']}!{f['cell']} {f['message']}" for f in left[:5])
    before = b.run("check", source, "--format", "json", *AS_OF).json["files"][0]
    assert len(report["files"][0]["ledgers"]) == len(before["ledgers"]), "our own sheets were taken for ledgers"
    one, two = parts(b.folder / "one.xlsx"), parts(b.folder / "two.xlsx")
    assert one == two, [n for n in one if one[n] != two.get(n)]


@case
def _(b: Bench):
    """fix --diff shows and writes nothing; --suggested mends more"""
    source = b.sample("submissions/02")
    answer = b.run("fix", source, "--diff", *AS_OF).expect(0, 1)
    assert "汉族" not in answer.out and "→" in answer.out, answer.out[:400]
    assert "汉族" in b.run("fix", source, "--diff", "--standard-terms", *AS_OF).expect(0, 1).out
    assert [p.name for p in b.folder.iterdir()] == [source.name]
    b.run("fix", source, "--suggested", "-o", "s.xlsx", *AS_OF).expect(0, 1)
    assert (b.folder / "s.xlsx").exists()


@case
def _(b: Bench):
    """fix gives back every kind of input as something an office can open"""
    folder = b.folder_of("submissions/02", "submissions/07", "submissions/04-民政局第一党支部/党员名册", "submissions/05-司法局第一党支部/党员名册导出")
    b.run("fix", folder, "-o", b.folder / "out", *AS_OF).expect(0, 1)
    made = [p for p in (b.folder / "out").rglob("*") if p.is_file()]
    assert len(made) >= 4, made
    for path in made:
        b.run("cells", "--count", path).expect(0)


# MARK: summarize, template, criteria

@case
def _(b: Bench):
    """summarize makes a workbook with live formulas, charts and stored results"""
    folder = b.folder_of("submissions/00", "submissions/01", "submissions/02", "submissions/13")
    b.run("summarize", folder, "-o", "s.xlsx", "--period", "2025", *AS_OF).expect(0, 1)
    book, values = openpyxl.load_workbook(b.folder / "s.xlsx"), openpyxl.load_workbook(b.folder / "s.xlsx", data_only=True)
    assert len(book.sheetnames) >= 5 and "总览" in book.sheetnames[0], book.sheetnames
    cells = [(s.title, c) for s in book for row in s.iter_rows() for c in row]
    formulas = [(t, c.coordinate) for t, c in cells if isinstance(c.value, str) and c.value.startswith("=")]
    assert len(formulas) > 20, len(formulas)
    sheets = [v.decode("utf-8") for n, v in parts(b.folder / "s.xlsx").items() if n.startswith("xl/worksheets/sheet")]
    bare = [found for text in sheets for found in re.findall(r"<c [^>]*><f>[^<]*</f></c>", text)]
    assert not bare, f"formulas without a stored result: {bare[:4]}"
    wrong = [(t, r) for t, r in formulas if isinstance(values[t][r].value, str) and values[t][r].value.startswith("#")]
    assert not wrong, f"formulas whose result is an error: {wrong[:4]}"
    assert any(s._charts for s in book)
    for period in ("2025Q3", "2025-09"):
        b.run("summarize", folder, "-o", f"{period}.xlsx", "--period", period, *AS_OF).expect(0, 1)
    b.run("summarize", folder, "-o", "x.xlsx", "--period", "2025Q5").expect(2)


@case
def _(b: Bench):
    """template makes blank ledgers that check takes without a mapping"""
    b.run("template", "--all", "-o", "t.xlsx").expect(0)
    book = openpyxl.load_workbook(b.folder / "t.xlsx")
    assert len(book.sheetnames) >= 17, book.sheetnames
    assert any(s.data_validations.dataValidation for s in book)
    b.run("template", "member", "dues", "-o", "two.xlsx").expect(0)
    report = b.run("check", "two.xlsx", "--format", "json", *AS_OF).expect(0, 1).json
    assert {t["ledger"] for t in report["files"][0]["ledgers"]} == {"member", "dues"}
    b.run("template", "nonsense", "-o", "n.xlsx").expect(2)


@case
def _(b: Bench):
    """criteria list, lint, test; explain shows source and examples"""
    text = b.run("criteria", "list").expect(0).out
    assert "DATA-002" in text and "FEE-001" in text
    b.run("criteria", "lint").expect(0)
    b.run("criteria", "test").expect(0)
    text = b.run("explain", "FEE-001").expect(0).out
    assert "党费" in text and len(text) > 200, text
    b.run("explain", "NO-999").expect(2)


@case
def _(b: Bench):
    """an office's own pack is taken, and a broken one is told with line and column"""
    (b.folder / "bad.yaml").write_text("id: mine\nrules:\n  - id: X-001\n    chek: nonsense\n", "utf-8")
    answer = b.run("check", b.sample("submissions/01"), "--criteria", "bad.yaml", *AS_OF)
    assert answer.status in (2, 3) and re.search(r"bad\.yaml.*\d+", answer.err), answer.err


@case
def _(b: Bench):
    """several jobs give the same as one"""
    folder = b.folder_of("submissions/01", "submissions/02", "submissions/03", "submissions/08", "submissions/09", "submissions/12")
    one, many = (b.run("check", folder, "--format", "json", *AS_OF, "--jobs", n).out for n in (1, 4))
    assert one == many


@case
def _(b: Bench):
    """a closed pipe ends the run quietly"""
    import subprocess
    source = b.sample("submissions/12")
    done = subprocess.run(f"'{b.taizhang}' cells '{source}' | head -1", shell=True, capture_output=True, text=True)
    assert not re.search("rror|rash|异常", done.stderr), done.stderr
