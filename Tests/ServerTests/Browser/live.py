"""The command itself: what it prints, whom it answers, how it ends, and what it leaves behind.

usage: live.py TAIZHANG
"""

import http.client
import os
import re
import socket
import subprocess
import sys
import tempfile
import time

from server import Served


def expect(holds, what):
    if not holds:
        raise AssertionError(what)


def page(port, host=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/", headers={"Host": host} if host else {})
    answer = connection.getresponse()
    return answer.status, answer.getheader("Set-Cookie"), answer.read().decode()


def main():
    taizhang = sys.argv[1]
    # A folder of its own: other tests make and remove theirs beside this one.
    own = os.environ["TMPDIR"] = tempfile.mkdtemp()
    with Served(taizhang) as served:
        expect(re.fullmatch(r"http://127\.0\.0\.1:\d+/", served.address), served.address)
        status, cookie, text = page(served.port)
        expect(status == 200, f"the page is there: {status}")
        expect(page(served.port, "evil.example")[0] == 421, "another name is refused")

        # Only this machine's own address answers.
        listener = subprocess.run(["ss", "-ltnH"], capture_output=True, text=True).stdout if has("ss") else ""
        for line in listener.splitlines():
            if f":{served.port} " in line:
                expect(f"127.0.0.1:{served.port} " in line, line)

        # The port is taken: the second is told what to do.
        second = subprocess.run([taizhang, "serve", "--port", str(served.port)], capture_output=True, text=True,
                                timeout=30, env={**os.environ, "LANG": "C.UTF-8", "LC_ALL": ""})
        expect(second.returncode == 2 and "--port" in second.stderr, second.stderr)

        # Ctrl-C while a page waits for news and another sends a file.
        token = re.search(r"&quot;token&quot;:&quot;([0-9a-f]+)", text).group(1)
        common = f"Host: 127.0.0.1:{served.port}\r\nCookie: {cookie.split(';')[0]}\r\nX-Taizhang-Token: {token}\r\n"
        waiting = socket.create_connection(("127.0.0.1", served.port))
        waiting.sendall(f"GET /api/visit?after=99 HTTP/1.1\r\n{common}\r\n".encode())
        time.sleep(0.3)
        start = time.monotonic()
        status = served.interrupt(10)
        expect(status == 0, f"Ctrl-C ends it well: {status}")
        expect(time.monotonic() - start < 5, "and soon")
        expect("evil" not in served.process.stderr.read(), "nothing of a request is logged")
    left = os.listdir(own)
    expect(not left, f"nothing is left behind: {left}")
    os.rmdir(own)


def has(program):
    return any(os.access(os.path.join(folder, program), os.X_OK) for folder in os.environ["PATH"].split(":"))


if __name__ == "__main__":
    main()
