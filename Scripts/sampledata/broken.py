"""Files that cannot be read, each for a reason of its own, and what a program should say of them."""

import io
from pathlib import Path

from .makers import seal

# name: what is wrong with it
BROKEN = {
    "截断.xlsx": "cut off after two thirds of its bytes",
    "加密.xlsx": "protected with a password (ECMA-376 agile encryption; the password is 123456)",
    "图片.xlsx": "a PNG picture under another name",
    "空文件.xlsx": "no bytes at all",
    "文档.xlsx": "a ZIP archive that holds no workbook",
    "缺工作表.xlsx": "a package whose workbook refers to a worksheet that is not there",
    "网页.xls": "an HTML page without any table",
}


def make_broken(sound: Path, folder: Path):
    """Writes every broken file, from a sound workbook."""
    import zipfile

    folder.mkdir(parents=True, exist_ok=True)
    data = sound.read_bytes()
    (folder / "截断.xlsx").write_bytes(data[: len(data) * 2 // 3])
    (folder / "图片.xlsx").write_bytes(seal())
    (folder / "空文件.xlsx").write_bytes(b"")
    (folder / "网页.xls").write_text("<html><head><title>404</title></head><body><p>页面不存在</p></body></html>", encoding="utf-8")
    stamp = (2025, 12, 22, 9, 30, 0)
    with zipfile.ZipFile(folder / "文档.xlsx", "w") as target:
        target.writestr(zipfile.ZipInfo("readme.txt", stamp), "这里没有工作簿")
    with zipfile.ZipFile(sound) as source, zipfile.ZipFile(folder / "缺工作表.xlsx", "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            if "worksheets/sheet" not in info.filename:
                target.writestr(zipfile.ZipInfo(info.filename, stamp), source.read(info))
    if not (folder / "加密.xlsx").exists():  # its salts are random: made once
        try:
            from msoffcrypto.format.ooxml import OOXMLFile
        except ImportError:
            print("msoffcrypto-tool is not installed: 加密.xlsx was not made")
            return
        with open(folder / "加密.xlsx", "wb") as target:
            OOXMLFile(io.BytesIO(data)).encrypt("123456", target)
