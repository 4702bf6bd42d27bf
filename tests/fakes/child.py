"""A child that behaves badly in one way, named by its argument."""

from __future__ import annotations

import os
import signal
import sys
import time


def main(mode: str) -> None:
    out = sys.stdout.buffer
    if mode == "echo":
        for line in sys.stdin.buffer:
            out.write(line)
            out.flush()
    elif mode == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif mode == "status":
        sys.exit(7)
    elif mode == "ignores":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        print("ready", flush=True)
        while True:
            time.sleep(1)
    elif mode == "lingers":
        print("ready", flush=True)
        time.sleep(60)
    elif mode == "flood":
        for number in range(100_000):
            out.write(b"%d\n" % number)
    elif mode == "huge":
        out.write(b"x" * 5_000_000 + b"\n")
    elif mode == "half":
        out.write(b"whole\nhalf")
    elif mode == "noisy":
        sys.stderr.write("one\ntwo\nthree")


main(sys.argv[1])
