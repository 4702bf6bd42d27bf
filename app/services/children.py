"""A process of its own for each command, as jobs; it may be killed at any moment."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from app import paths
from app.protocol import (
    Command,
    ErrorCode,
    Event,
    Exit,
    Failed,
    MalformedLine,
    Params,
    encode,
)
from app.services.jobs import Job
from app.services.process import Child

GRACE_MS = 500


class Children(QObject):
    """Runs each command in a process of `kind`, a name of paths.child_command.

    A job ends with the process's last event, and with `crashed` when there is none.
    """

    def __init__(
        self,
        kind: str,
        decode: Callable[[bytes], Event],
        crashed: ErrorCode,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind, self._decode, self._crashed = kind, decode, crashed
        self._log = logging.getLogger(kind)
        self._children: dict[Job, Child] = {}
        self._number = 0

    def next_number(self) -> int:
        """Return a number for a command."""
        self._number += 1
        return self._number

    def stop(self, job: Job, *, wait: bool = False) -> None:
        """End a job's process; the job ends as cancelled."""
        child = self._children.get(job)
        if child:
            job.finish(cancelled=True)
            (child.stop_now if wait else child.stop)(GRACE_MS)

    def shutdown(self) -> None:
        """End all processes and wait for them."""
        for job, child in list(self._children.items()):
            job.finish(cancelled=True)
            child.stop_now(GRACE_MS)

    def _start(
        self, command: Command, environment: Mapping[str, str], about: Params | None = None
    ) -> Job:
        """Start a process for `command`; `about` are the parameters of a crash."""
        job = Job(command.id, self)
        child = Child(
            paths.child_command(self._kind),
            environment=environment,
            log=self._log.info,
            farewell=encode(Exit()),
            parent=self,
        )
        child.line.connect(lambda line: self._on_line(job, line))
        child.exited.connect(lambda _exit: self._on_exit(job, about or {"detail": ""}))
        self._children[job] = child
        child.start()
        child.send(encode(command))
        return job

    def _receive(self, job: Job, event: Event) -> None:
        """Settle what an event means for its job."""
        if isinstance(event, Failed):
            job.fail(event.code, event.params)
        else:
            job.finish(event)

    def _on_line(self, job: Job, line: bytes) -> None:
        try:
            event = self._decode(line)
        except MalformedLine as error:
            self._log.info("malformed line from a %s process: %s", self._kind, error)
            return
        self._receive(job, event)

    def _on_exit(self, job: Job, about: Params) -> None:
        child = self._children.pop(job)
        child.deleteLater()
        job.fail(self._crashed, about)
        job.left.emit()
        job.deleteLater()
