"""Start the engine process."""

from __future__ import annotations

import os
import signal
import sys


def main() -> int:
    """Serve commands from stdin until Exit or its end."""
    # Native code prints to fd 1 whatever it likes: that goes to stderr from before it is loaded.
    events_fd = os.dup(1)
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    from app.engine.worker import Worker

    with os.fdopen(events_fd, "wb") as events:
        Worker(sys.stdin.buffer, events).run()
    return 0
