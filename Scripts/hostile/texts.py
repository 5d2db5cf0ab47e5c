"""Hostile text files, markup that calls itself a workbook, and binary .xls."""

import struct


def ole(sectors: bytes, fat: list[int]) -> bytes:
    """A compound file with the given sectors and allocation table."""
    header = bytearray(512)
    header[:8] = bytes.fromhex("D0CF11E0A1B11AE1")
    header[24:34] = struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header[44:76] = struct.pack("<IIIIIIII", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header[76:512] = struct.pack("<109I", *([0] + [0xFFFFFFFF] * 108))
    table = struct.pack("<128I", *(fat + [0xFFFFFFFF] * (128 - len(fat))))
    return bytes(header) + table + sectors


SPREADSHEET_2003 = ('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
                    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="甲"><Table>{}</Table></Worksheet></Workbook>')

# name: (bytes, statuses allowed, peak memory in MB, file name)
TEXTS = {
    "one line of 60 MB": (lambda: b"a" * 60_000_000, (0, 3), 260, "a.csv"),
    "a million columns": (lambda: b"," * 1_000_000 + b"\n1", (0, 3), 200, "a.csv"),
    # Two million rows, held in memory as those of any table are.
    "quote that never ends": (lambda: b'a,b\n"' + b"x,y\n" * 2_000_000, (0, 3), 560, "a.csv"),
    "nothing but quotes": (lambda: b'"' * 3_000_001, (0, 3), 120, "a.csv"),
    "NUL bytes": (lambda: b"a,\0b\n\0\0,c\n" * 100, (0, 3), 80, "a.csv"),
    "half a character": (lambda: "序号,姓名\n1,张三".encode("gb18030")[:-1], (0, 3), 80, "a.csv"),
    "every byte": (lambda: bytes(range(256)) * 400, (0, 3), 80, "a.csv"),
    "only a byte order mark": (lambda: b"\xef\xbb\xbf", (0, 3), 80, "a.csv"),
    "only line ends": (lambda: b"\r\n" * 1_000_000, (0, 3), 80, "a.csv"),
    "CR alone": (lambda: b"a,b\rc,d\re,f", (0,), 80, "a.csv"),
    "UTF-16 of odd length": (lambda: "序号,姓名\n1,张三".encode("utf-16")[:-1], (0, 3), 80, "a.csv"),
    "UTF-16 with lone surrogates": (lambda: b"\xff\xfe" + b"\x00\xd8" * 1000, (0, 3), 80, "a.csv"),
    "separator line": (lambda: "sep=;\na;b\n1;2\n".encode(), (0,), 80, "a.csv"),
    "formulas to inject": (lambda: '=cmd|"/c calc"!A0,+1+1,-1,@SUM(A1),\t=1\n'.encode(), (0,), 80, "a.csv"),
    "random bytes": (lambda: __import__("random").Random(5).randbytes(200_000), (0, 3), 80, "a.xls"),
    "table within table": (lambda: b"<html><table><tr><td>" + b"<table><tr><td>" * 50_000, (0, 3), 260, "a.xls"),
    "spans without measure": (lambda: '<html><table><tr><td colspan="999999999" rowspan="999999999">甲</td></tr><tr><td rowspan="-3" colspan="x">乙</td></tr></table>'.encode(), (0, 3), 120, "a.xls"),
    "a hundred thousand spans": (lambda: b"<html><table>" + b'<tr><td rowspan="65535" colspan="1000">x</td></tr>' * 3000 + b"</table>", (0, 3), 260, "a.xls"),
    "tags that never close": (lambda: b"<html><table><tr><td" + b" a" * 1_000_000, (0, 3), 120, "a.xls"),
    "entities in HTML": (lambda: b"<html><table><tr><td>&#xFFFFFFFFFF;&#0;&amp&lt;&nosuch;&#55296;</td></tr></table>", (0, 3), 80, "a.xls"),
    "XML 2003 with far indices": (lambda: SPREADSHEET_2003.format('<Row ss:Index="999999999999"><Cell ss:Index="-4" ss:MergeAcross="99999999"><Data ss:Type="Number">1e999</Data></Cell></Row>').encode(), (0, 3), 80, "a.xls"),
    "XML 2003 with a span of rows": (lambda: SPREADSHEET_2003.format('<Row ss:Span="1048575"><Cell><Data ss:Type="String">甲</Data></Cell></Row>').encode(), (0, 3), 160, "a.xls"),
    "XML 2003 with a doctype": (lambda: b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>' + SPREADSHEET_2003[21:].format("").encode(), (0, 3), 80, "a.xls"),
    "compound file in a circle": (lambda: ole(bytes(512) * 3, [0xFFFFFFFD, 2, 1, 3]), (3,), 80, "a.xls"),
    "compound file with nothing behind": (lambda: bytes.fromhex("D0CF11E0A1B11AE1"), (3,), 80, "a.xls"),
    "compound file of 0xFF": (lambda: bytes.fromhex("D0CF11E0A1B11AE1") + b"\xff" * 4096, (3,), 80, "a.xls"),
}
