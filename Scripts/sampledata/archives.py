"""Submissions as they are sent in: one archive of an office's files, made as Windows and macOS make them."""

import io
import unicodedata
import zipfile
from pathlib import Path

# name: what it shows
ARCHIVES = {
    "市直机关台账.zip": "packed on Chinese Windows, names in GBK; a branch's own archive inside, packed on macOS with its resource entries; "
    "a picture and a lock file that are told and not read",
}

STAMP = (2025, 12, 31, 17, 30, 0)


class Entry(zipfile.ZipInfo):
    """An entry whose name is whatever bytes its archiver's system uses, with no flag that says which."""

    __slots__ = ("raw_name",)

    def _encodeFilenameFlags(self):
        return self.raw_name, self.flag_bits & ~0x800


def add(archive, raw_name: bytes, data: bytes, system: int):
    entry = Entry(raw_name.decode("latin-1"), STAMP)
    entry.raw_name = raw_name
    entry.create_system = system
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o100644 << 16 if system == 3 else 0x20
    archive.writestr(entry, data)


def make_archives(submissions: Path, folder: Path):
    """Writes every archive, from the submissions made before."""
    folder.mkdir(parents=True, exist_ok=True)
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        for path in sorted((submissions / "14-图书馆第一党支部").iterdir()):
            name = unicodedata.normalize("NFD", "14-图书馆第一党支部/" + path.name)
            add(archive, name.encode(), path.read_bytes(), system=3)
            resource = "__MACOSX/" + name.replace("/", "/._")
            add(archive, resource.encode(), b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X        ", system=3)
    with zipfile.ZipFile(folder / "市直机关台账.zip", "w") as archive:
        def put(name, data):
            add(archive, ("市直机关台账/" + name).encode("gbk"), data, system=0)

        for name in ["12-信访局第一党支部.xlsx", "13-体育中心第一党支部.xlsx"]:
            put(name, (submissions / name).read_bytes())
        for path in sorted((submissions / "04-民政局第一党支部").iterdir()):
            put("04-民政局第一党支部/" + path.name, path.read_bytes())
        put("14-图书馆第一党支部.zip", inner.getvalue())
        put("合影.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01")
        put("~$12-信访局第一党支部.xlsx", b"\x06\xe6\x9d\x8e" + b" " * 161)
