"""Hub processes as jobs: one process a command, which may be killed at any moment."""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, Signal

from app import paths
from app.hub_protocol import (
    ENDPOINT,
    AnyCommand,
    Copy,
    Hash,
    Hashed,
    HeaderRead,
    Inspected,
    Installed,
    Progress,
    Source,
    decode_event,
)
from app.protocol import ErrorCode, Exit, Failed, MalformedLine, UserError, encode
from app.services import keys
from app.services.engine import environment
from app.services.jobs import Job
from app.services.process import Child
from app.services.settings import Settings

log = logging.getLogger("hub")
GRACE_MS = 500
# The bytes and their addresses are ours: no other transport, no telemetry, no token found
# somewhere on this computer.
VARIABLES = {
    "HF_HUB_DISABLE_XET": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
}


class Hub(QObject):
    """Starts hub processes with the person's sources, proxy and tokens.

    `contacted` names each host when the first process turns to it.
    """

    contacted = Signal(str)

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._children: dict[Job, Child] = {}
        self._number = 0

    def sources(self, modelscope: str = "") -> tuple[Source, ...]:
        """Return the hosts to ask, in order, each with its own token."""
        endpoints = self._settings.text("hub_sources").split() or [ENDPOINT]
        return tuple(
            Source(endpoint.rstrip("/"), keys.token(host_of(endpoint)), modelscope)
            for endpoint in endpoints
        )

    def next_number(self) -> int:
        """Return a number for a command."""
        self._number += 1
        return self._number

    def run(self, command: AnyCommand) -> Job:
        """Start a process for `command`; the job passes Progress and ends with its last event.

        Raises UserError(HUB_OFFLINE) for a command that needs the network while that is off.
        """
        if self._settings.flag("offline") and not isinstance(command, Hash | Copy):
            raise UserError(ErrorCode.HUB_OFFLINE)
        job = Job(command.id, self)
        child = Child(
            paths.child_command("hub"),
            environment={**environment(), **VARIABLES, **self._proxy()},
            log=log.info,
            farewell=encode(Exit()),
            parent=self,
        )
        child.line.connect(lambda line: self._on_line(job, line))
        child.exited.connect(lambda _exit: self._on_exit(job))
        self._children[job] = child
        if not isinstance(command, Hash | Copy | Exit):
            self.contacted.emit(host_of(command.sources[0].endpoint))
        child.start()
        child.send(encode(command))
        return job

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

    def _proxy(self) -> dict[str, str]:
        proxy = self._settings.text("proxy").strip()
        names = ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")
        return dict.fromkeys(names, proxy) if proxy else {}

    def _on_line(self, job: Job, line: bytes) -> None:
        try:
            event = decode_event(line)
        except MalformedLine as error:
            log.info("malformed line from a hub process: %s", error)
            return
        match event:
            case Progress():
                if event.host:
                    self.contacted.emit(event.host)
                job.progress(event)
            case Installed() | Inspected() | HeaderRead() | Hashed():
                job.finish(event)
            case Failed():
                job.fail(event.code, event.params)

    def _on_exit(self, job: Job) -> None:
        child = self._children.pop(job)
        child.deleteLater()
        job.fail(ErrorCode.HUB_CRASHED, {"detail": ""})
        job.deleteLater()


def host_of(endpoint: str) -> str:
    """Return the host of an address, "" when it is none."""
    return urlsplit(endpoint).netloc
