"""Start a hub process: one command from stdin, events to stdout, until it is done."""

from __future__ import annotations

import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from typing import BinaryIO

from app.hub_protocol import AnyCommand, decode_command
from app.protocol import ErrorCode, Event, Exit, Failed, MalformedLine, UserError, encode


def main() -> int:
    """Serve one command; leave at once on Exit or at the end of stdin."""
    # Libraries that print must not end up between the events.
    events_fd = os.dup(1)
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with os.fdopen(events_fd, "wb") as events:
        line = sys.stdin.buffer.readline()
        if not line:
            return 0

        def send(event: Event) -> None:
            events.write(encode(event))
            events.flush()

        try:
            command = decode_command(line)
        except MalformedLine as error:
            send(Failed(0, ErrorCode.HUB_CRASHED, {"detail": str(error)}))
            return 1
        threading.Thread(target=_leave_at_end, args=(sys.stdin.buffer,), daemon=True).start()
        if not isinstance(command, Exit):
            send(_serve(command, send))
    # Python's own end waits a second for the thread that reads stdin, and then aborts.
    sys.stderr.flush()
    os._exit(0)


def _serve(command: AnyCommand, send: Callable[[Event], None]) -> Event:
    from app.hub.worker import run

    try:
        return run(command, send)
    except UserError as error:
        return Failed(command.id, error.code, error.params)
    except Exception as error:
        traceback.print_exc()
        return Failed(command.id, ErrorCode.HUB_CRASHED, {"detail": repr(error)})


def _leave_at_end(commands: BinaryIO) -> None:
    """Wait for anything more on stdin, which is Exit, or for its end.

    Nothing is tidied up: what has been received is on the disk, as after a crash.
    """
    commands.readline()
    os._exit(0)
