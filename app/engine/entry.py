"""Start the engine process."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from pathlib import Path

# What Linux adds to the badness of the engine, of 1000: out of memory, it ends this process first.
BADNESS = 500
BADNESS_FILE = Path("/proc/self/oom_score_adj")


def main() -> int:
    """Serve commands from stdin until Exit or its end."""
    # Native code prints to fd 1 whatever it likes: that goes to stderr from before it is loaded.
    events_fd = os.dup(1)
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _stand_in_for_the_window()

    from app.engine.worker import Worker

    with os.fdopen(events_fd, "wb") as events:
        Worker(sys.stdin.buffer, events).run()
    return 0


def _stand_in_for_the_window() -> None:
    """Be the one that is ended when the system runs out of memory; its loss is repaired."""
    with contextlib.suppress(OSError, ValueError):
        present = int(BADNESS_FILE.read_text(encoding="ascii"))
        BADNESS_FILE.write_text(str(max(present, BADNESS)), encoding="ascii")
