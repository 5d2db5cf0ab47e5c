"""Runs the command and keeps what it said and did."""

import hashlib
import json
import os
import shutil
import subprocess
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path


class Skip(Exception):
    """A case that this machine cannot try."""


@dataclass
class Answer:
    """What a run said."""

    status: int
    out: str
    err: str
    seconds: float

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def lines(self) -> list:
        return [json.loads(line) for line in self.out.splitlines() if line.strip()]

    def expect(self, *statuses: int) -> "Answer":
        assert self.status in statuses, f"status {self.status}, not {statuses}\n    out: {self.out[:300]}\n    err: {self.err[:500]}"
        for sign in ("Fatal error", "Stack dump", "Crash", "Trace/BPT", "Illegal instruction"):
            assert sign not in self.err, f"a crash: {self.err[:400]}"
        return self


class Bench:
    """A working folder with copies of samples, and the command to try on them."""

    def __init__(self, taizhang: Path, samples: Path, folder: Path):
        self.taizhang, self.samples, self.folder = taizhang, samples, folder

    def run(self, *arguments, stdin: bytes | None = None, user: int | None = None, environment=None, timeout=120) -> Answer:
        words = [str(a) for a in arguments]
        began = time.monotonic()
        done = subprocess.run([str(self.taizhang), *words], input=stdin, capture_output=True, cwd=self.folder,
                              timeout=timeout, user=user, env=os.environ | {"LANG": "C.UTF-8"} | (environment or {}))
        return Answer(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8", "replace"),
                      time.monotonic() - began)

    def sample(self, start: str, name: str | None = None) -> Path:
        """A copy of the sample whose path begins so."""
        found = sorted(p for p in self.samples.rglob("*") if p.is_file() and str(p.relative_to(self.samples)).startswith(start)
                       and "expected" not in p.parts)
        assert found, f"no sample {start}"
        target = self.folder / (name or found[0].name)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(found[0], target)
        return target

    def folder_of(self, *starts: str) -> Path:
        folder = self.folder / "in"
        for start in starts:
            self.sample(start, "in/" + sorted(p for p in self.samples.rglob("*") if p.is_file() and "expected" not in p.parts and
                                             str(p.relative_to(self.samples)).startswith(start))[0].name)
        return folder


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
