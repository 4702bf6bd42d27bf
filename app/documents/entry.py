"""Start a documents' process: one command from stdin, its event to stdout."""

from __future__ import annotations

import os
import signal
import sys
import threading
import traceback
from typing import BinaryIO

from app.document_protocol import AnyCommand, AnyWork, decode_command
from app.protocol import ErrorCode, Event, Exit, Failed, MalformedLine, Params, UserError, encode


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
        try:
            command = decode_command(line)
        except MalformedLine as error:
            events.write(encode(Failed(0, ErrorCode.DOCUMENT_CRASHED, {"detail": str(error)})))
            return 1
        threading.Thread(
            target=_leave_at_end, args=(sys.stdin.buffer, command), daemon=True
        ).start()
        if not isinstance(command, Exit):
            events.write(encode(_serve(command)))
    # Python's own end waits a second for the thread that reads stdin, and then aborts.
    sys.stderr.flush()
    os._exit(0)


def _serve(command: AnyWork) -> Event:
    from app.documents.worker import run

    try:
        return run(command)
    except UserError as error:
        return Failed(command.id, error.code, error.params)
    except Exception as error:
        traceback.print_exc()
        about: Params = {"path": command.path, "detail": repr(error)}
        return Failed(command.id, ErrorCode.DOCUMENT_CRASHED, about)


def _leave_at_end(commands: BinaryIO, command: AnyCommand) -> None:
    """Wait for anything more on stdin, which is Exit, or for its end."""
    from app.documents.worker import tidy

    commands.readline()
    tidy(command)
    os._exit(0)
