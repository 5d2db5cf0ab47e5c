"""The command `taizhang serve`, run for a test and ended as a person ends it."""

import os
import signal
import subprocess


class Served:
    """A server on a free port; its address is what it prints first."""

    def __init__(self, taizhang, *arguments):
        environment = {**os.environ, "LANG": "C.UTF-8", "LC_ALL": ""}
        self.process = subprocess.Popen(
            [taizhang, "serve", "--port", "0", "--as-of", "2025-12-31", *arguments], text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment,
            # A shell's background job would have Ctrl-C ignored.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
        self.address = self.process.stdout.readline().strip()
        if not self.address:
            raise RuntimeError(self.process.stderr.read())
        self.port = int(self.address.rstrip("/").rsplit(":", 1)[1])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(10)

    def interrupt(self, seconds):
        """Ctrl-C; the status, or an exception where it takes longer."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(seconds)
