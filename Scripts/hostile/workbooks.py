"""Hostile packages and SpreadsheetML. Each generator gives the bytes of one file."""

import io
import struct
import zipfile
import zlib

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def package(sheet=None, *, rows="", before="", after="", workbook=None, strings=None, styles=None, extra=None, sheets=1,
            skip=(), rels=None, types=None, method=zipfile.ZIP_DEFLATED) -> bytes:
    """A minimal workbook with the given pieces in it."""
    names = "".join(f'<sheet name="S{i + 1}" sheetId="{i + 1}" r:id="rId{i + 1}"/>' for i in range(sheets))
    parts = {
        "[Content_Types].xml": types or HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>' + "".join(
            f'<Override PartName="/xl/worksheets/sheet{i + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            f'spreadsheetml.worksheet+xml"/>' for i in range(sheets)) + "</Types>",
        "_rels/.rels": HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": workbook or HEAD + f"<workbook {MAIN}><sheets>{names}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": rels or HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(f'<Relationship Id="rId{i + 1}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{i + 1}.xml"/>' for i in range(sheets))
        + (f'<Relationship Id="rId90001" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>' if strings else "")
        + (f'<Relationship Id="rId90002" Type="{OFFICE}/styles" Target="styles.xml"/>' if styles else "") + "</Relationships>",
    }
    body = sheet if sheet is not None else HEAD + f"<worksheet {MAIN}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"
    for i in range(sheets):
        parts[f"xl/worksheets/sheet{i + 1}.xml"] = body
    if strings:
        parts["xl/sharedStrings.xml"] = strings
    if styles:
        parts["xl/styles.xml"] = styles
    parts |= extra or {}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as target:
        for name, data in parts.items():
            if name not in skip:
                target.writestr(name, data)
    return out.getvalue()


def row(cells: str, number: int = 1) -> str:
    return f'<row r="{number}">{cells}</row>'


def cell(ref: str, value: str, attributes: str = "") -> str:
    return f'<c r="{ref}"{attributes}><v>{value}</v></c>'


def patched_zip(change) -> bytes:
    """A sound workbook whose directory is changed byte by byte."""
    return bytes(change(bytearray(package(rows=row(cell("A1", "1"))))))


def _directory(data: bytearray, name: bytes = b"xl/worksheets/sheet1.xml") -> int:
    return data.rindex(b"PK\1\2", 0, data.rindex(name))


def lying_size(data):
    at = _directory(data)
    data[at + 24:at + 28] = struct.pack("<I", 4_000_000_000)
    return data


def small_size(data):
    at = _directory(data)
    data[at + 24:at + 28] = struct.pack("<I", 3)
    return data


def wrong_crc(data):
    at = _directory(data)
    data[at + 16:at + 20] = b"\1\2\3\4"
    return data


def encrypted_entry(data):
    at = _directory(data)
    data[at + 8] |= 1
    return data


def unknown_method(data):
    at = _directory(data)
    data[at + 10:at + 12] = struct.pack("<H", 97)
    return data


def offset_outside(data):
    at = _directory(data)
    data[at + 42:at + 46] = struct.pack("<I", 0x7FFFFFFF)
    return data


def overlapping(data):
    first, second = data.index(b"PK\1\2"), _directory(data)
    data[second + 42:second + 46] = data[first + 42:first + 46]
    return data


def entry_count(data):
    at = data.rindex(b"PK\5\6")
    data[at + 8:at + 12] = b"\xff\xff\xff\xff"
    return data


def bomb(megabytes: int) -> bytes:
    """A worksheet of blanks inside a text that unpacks a thousandfold."""
    sheet = HEAD + f'<worksheet {MAIN}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>' + " " * (megabytes << 20) + "</t></is></c></row></sheetData></worksheet>"
    return package(sheet)


def doctype(declaration: str, use: str) -> bytes:
    return package(f'<?xml version="1.0"?>{declaration}<worksheet {MAIN}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{use}</t></is></c></row></sheetData></worksheet>')


LAUGHS = "<!DOCTYPE x [" + '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12)) + "]>"
MANY = 1_000_000

# name: (generator, statuses allowed, peak memory in MB)
WORKBOOKS = {
    "two far cells": (lambda: package(rows=row(cell("A1", "1")) + row(cell("XFD1048576", "2"), 1048576), before='<dimension ref="A1:XFD1048576"/>'), (0,), 60),
    "text bomb of 400 MB": (lambda: bomb(400), (0, 3), 700),
    "size that lies upward": (lambda: patched_zip(lying_size), (0, 3), 80),
    "size that lies downward": (lambda: patched_zip(small_size), (0, 3), 80),
    "wrong checksum": (lambda: patched_zip(wrong_crc), (0, 3), 80),
    "encrypted entry": (lambda: patched_zip(encrypted_entry), (3,), 80),
    "unknown method": (lambda: patched_zip(unknown_method), (3,), 80),
    "offset outside the file": (lambda: patched_zip(offset_outside), (3,), 80),
    "overlapping entries": (lambda: patched_zip(overlapping), (0, 3), 80),
    "count of entries that lies": (lambda: patched_zip(entry_count), (0, 3), 80),
    "names that climb out": (lambda: package(rows=row(cell("A1", "1")), extra={"../../../../tmp/evil.xml": "x", "/etc/evil": "x", "..\\evil": "x"}), (0, 3), 80),
    "a name twice in other case": (lambda: package(rows=row(cell("A1", "1")), extra={"XL/Workbook.xml": "<x/>"}), (0, 3), 80),
    "external entity": (lambda: doctype('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "&e;"), (3,), 80),
    "billion laughs": (lambda: doctype(LAUGHS, "&a11;"), (3,), 80),
    "parameter entity": (lambda: doctype('<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x">%p;]>', "x"), (3,), 80),
    "elements a million deep": (lambda: package(HEAD + f"<worksheet {MAIN}>" + "<a>" * MANY + "</a>" * MANY + "</worksheet>"), (0, 3), 400),
    "cells a million deep": (lambda: package(rows=row("<c>" * MANY + "</c>" * MANY)), (0, 3), 400),
    "attribute of 40 MB": (lambda: package(HEAD + f'<worksheet {MAIN} x="' + "a" * 40_000_000 + '"><sheetData/></worksheet>'), (0, 3), 400),
    "a million attributes": (lambda: package(HEAD + f"<worksheet {MAIN} " + " ".join(f'a{i}="1"' for i in range(200_000)) + "><sheetData/></worksheet>"), (0, 3), 400),
    "bad UTF-8": (lambda: package(HEAD.encode() + f'<worksheet {MAIN}><sheetData><row><c t="inlineStr"><is><t>'.encode() + b"\xff\xfe\xc3\x28" + b"</t></is></c></row></sheetData></worksheet>"), (0, 3), 80),
    "NUL in the XML": (lambda: package(rows=row(cell("A1", "1\x002"))), (0, 3), 80),
    "declared as GBK": (lambda: package(f'<?xml version="1.0" encoding="GBK"?><worksheet {MAIN}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>党员</t></is></c></row></sheetData></worksheet>'.encode("gbk")), (0, 3), 80),
    "UTF-16 worksheet": (lambda: package(f'<?xml version="1.0" encoding="UTF-16"?><worksheet {MAIN}><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'.encode("utf-16")), (0,), 80),
    "cut in the middle of a cell": (lambda: package(HEAD + f'<worksheet {MAIN}><sheetData><row r="1"><c r="A1"><v>12'), (3,), 80),
    "references beyond the grid": (lambda: package(rows=row(cell("XFE1", "1") + cell("A99999999999", "2") + cell("A0", "3") + cell("ZZZZZZZZ9", "4") + cell("", "5") + cell("1A", "6"))), (0, 3), 80),
    "row numbers beyond the grid": (lambda: package(rows=row(cell("A1", "1"), 99999999999) + '<row r="-5"/><row r="x"/>'), (0, 3), 80),
    "rows backward and twice": (lambda: package(rows=row(cell("A9", "1"), 9) + row(cell("A2", "1"), 2) + row(cell("A9", "2"), 9)), (0, 3), 80),
    "indices out of range": (lambda: package(rows=row(cell("A1", "999999999999", ' t="s"') + cell("B1", "-1", ' t="s"') + cell("C1", "1", ' s="4000000000"') + cell("D1", "x", ' t="s"'))), (0, 3), 80),
    "numbers of every extreme": (lambda: package(rows=row("".join(cell(f"{c}1", v) for c, v in zip("ABCDEFGHIJ", ["1e308", "1e999", "-1e999", "NaN", "1e-400", "9" * 400, "", "0x10", "1,5", "--1"])))), (0, 3), 80),
    "dates of every extreme": (lambda: package(rows=row("".join(cell(f"{c}1", v, ' s="1"') for c, v in zip("ABCDEFG", ["-1", "0", "60", "2958465", "2958466", "1e300", "0.9999999999"]))),
                                               styles=HEAD + f'<styleSheet {MAIN}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'), (0, 3), 80),
    "merged cells without measure": (lambda: package(rows=row(cell("A1", "1")), after='<mergeCells count="9"><mergeCell ref="A1:XFD1048576"/><mergeCell ref="C3:A1"/><mergeCell ref="A0:B2"/><mergeCell ref=""/><mergeCell ref="A1:XFD1048576"/></mergeCells>'), (0, 3), 80),
    "a hundred thousand merges": (lambda: package(rows=row(cell("A1", "1")), after="<mergeCells>" + "".join(f'<mergeCell ref="A{i}:XFD{i}"/>' for i in range(1, 100_001)) + "</mergeCells>"), (0, 3), 200),
    "columns without end": (lambda: package(rows=row(cell("A1", "1")), before='<cols><col min="1" max="4294967295" width="1e300"/><col min="-3" max="0"/></cols>'), (0, 3), 80),
    "styles by the million": (lambda: package(rows=row(cell("A1", "1", ' s="999999"')), styles=HEAD + f"<styleSheet {MAIN}><cellXfs>" + '<xf numFmtId="14" fontId="7"/>' * MANY + "</cellXfs></styleSheet>"), (0, 3), 700),
    "a text repeated by index": (lambda: package(rows="".join(row("".join(f'<c t="s"><v>0</v></c>' for _ in range(100)), i) for i in range(1, 2001)),
                                                 strings=HEAD + f'<sst {MAIN} count="1" uniqueCount="4294967295"><si><t>{"长" * 32000}</t></si></sst>'), (0,), 120),
    "shared strings that end early": (lambda: package(rows=row(cell("A1", "5", ' t="s"')), strings=HEAD + f"<sst {MAIN} uniqueCount=\"9\"><si><t>a</t></si>"), (3,), 80),
    "formula nested ten thousand deep": (lambda: package(rows=row(f'<c r="A1"><f>{"(" * 10000}1{")" * 10000}</f><v>1</v></c>')), (0, 3), 100),
    "formula of a million signs": (lambda: package(rows=row(f'<c r="A1"><f>{"-" * MANY}1</f><v>1</v></c>')), (0, 3), 200),
    "shared formula over the whole sheet": (lambda: package(rows=row('<c r="A1"><f t="shared" si="0" ref="A1:XFD1048576">A2+1</f><v>1</v></c><c r="B1"><f t="shared" si="0"/><v>1</v></c><c r="C1"><f t="shared" si="77"/></c>')), (0, 3), 80),
    "external link and DDE": (lambda: package(rows=row("<c r=\"A1\"><f>cmd|'/c calc'!A0</f><v>1</v></c>"), extra={"xl/externalLinks/externalLink1.xml": f"<externalLink {MAIN}/>"}), (0,), 80),
    "ten thousand sheets": (lambda: package(rows=row(cell("A1", "1")), sheets=10_000), (0, 3), 300),
    "sheets that share one part": (lambda: package(rows=row(cell("A1", "1")), sheets=2, rels=HEAD + f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'), (0, 3), 80),
    "a workbook that is its own sheet": (lambda: package(rows="", rels=HEAD + f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="workbook.xml"/></Relationships>'), (0, 3), 80),
    "sheet on the network": (lambda: package(rows="", rels=HEAD + f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="http://127.0.0.1:1/s.xml" TargetMode="External"/></Relationships>'), (0, 3), 80),
    "two sheets of one name": (lambda: package(rows=row(cell("A1", "1")), sheets=2, workbook=HEAD + f'<workbook {MAIN}><sheets><sheet name="甲" sheetId="1" r:id="rId1"/><sheet name="甲" sheetId="1" r:id="rId2"/></sheets></workbook>'), (0, 3), 80),
    "sheet name of a hundred thousand": (lambda: package(rows=row(cell("A1", "1")), workbook=HEAD + f'<workbook {MAIN}><sheets><sheet name="{"名" * 100_000}" sheetId="1" r:id="rId1"/></sheets></workbook>'), (0, 3), 80),
    "no content types": (lambda: package(rows=row(cell("A1", "1")), skip=("[Content_Types].xml",)), (0, 3), 80),
    "no relationships": (lambda: package(rows=row(cell("A1", "1")), skip=("_rels/.rels",)), (0, 3), 80),
    "no sheets at all": (lambda: package(workbook=HEAD + f"<workbook {MAIN}><sheets/></workbook>"), (0, 3), 80),
    "escapes in text": (lambda: package(rows=row('<c r="A1" t="inlineStr"><is><t>_x0000__x000A__xD800__xZZZZ__x005F_x0041_</t></is></c>')), (0, 3), 80),
}
