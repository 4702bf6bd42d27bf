"""An X server of one's own."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator


@contextlib.contextmanager
def x_server() -> Iterator[str]:
    """Run Xvfb and yield the name of its display."""
    read, write = os.pipe()
    # Without -noreset the server starts anew when its last client leaves: the accessibility bus
    # looks in for a moment only, and would take with it a window manager just coming.
    screen = ("-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset")
    process = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), *screen],
        pass_fds=(write,),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as pipe:
        name = f":{pipe.readline().strip()}"
    try:
        yield name
    finally:
        process.terminate()
        process.wait(10)
