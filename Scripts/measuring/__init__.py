"""Runs a command and tells what it cost."""

import os
import subprocess
import tempfile
import time
from typing import NamedTuple


class Cost(NamedTuple):
    """The exit status, seconds on the clock, peak memory in MB, and the first bytes of the output."""

    status: int
    seconds: float
    megabytes: int
    output: bytes


def measured(command: list) -> Cost:
    """Runs a command by itself."""
    began = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen([str(word) for word in command], stdout=out)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - began
        out.seek(0)
        return Cost(os.waitstatus_to_exitcode(status), seconds, usage.ru_maxrss // 1024, out.read(4096))
