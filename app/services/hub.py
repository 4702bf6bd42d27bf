"""Hub processes as jobs: the person's hosts, tokens and proxy."""

from __future__ import annotations

from urllib.parse import urlsplit

from PySide6.QtCore import QObject, Signal

from app.hub_protocol import (
    ENDPOINT,
    AnyCommand,
    Copy,
    Hash,
    Progress,
    Source,
    decode_event,
)
from app.protocol import ErrorCode, Event, Exit, UserError
from app.services import keys
from app.services.children import Children
from app.services.engine import environment
from app.services.jobs import Job
from app.services.settings import Settings

# The bytes and their addresses are ours: no other transport, no telemetry, no token found
# somewhere on this computer.
VARIABLES = {
    "HF_HUB_DISABLE_XET": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
}


class Hub(Children):
    """Starts hub processes with the person's sources, proxy and tokens.

    `contacted` names each host when the first process turns to it.
    """

    contacted = Signal(str)

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__("hub", decode_event, ErrorCode.HUB_CRASHED, parent)
        self._settings = settings

    def sources(self, modelscope: str = "") -> tuple[Source, ...]:
        """Return the hosts to ask, in order, each with its own token."""
        endpoints = self._settings.text("hub_sources").split() or [ENDPOINT]
        return tuple(
            Source(endpoint.rstrip("/"), keys.token(host_of(endpoint)), modelscope)
            for endpoint in endpoints
        )

    def run(self, command: AnyCommand) -> Job:
        """Start a process for `command`; the job passes Progress and ends with its last event.

        Raises UserError(HUB_OFFLINE) for a command that needs the network while that is off.
        """
        if self._settings.flag("offline") and not isinstance(command, Hash | Copy):
            raise UserError(ErrorCode.HUB_OFFLINE)
        if not isinstance(command, Hash | Copy | Exit):
            self.contacted.emit(host_of(command.sources[0].endpoint))
        return self._start(command, {**environment(), **VARIABLES, **self._proxy()})

    def _proxy(self) -> dict[str, str]:
        proxy = self._settings.text("proxy").strip()
        names = ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")
        return dict.fromkeys(names, proxy) if proxy else {}

    def _receive(self, job: Job, event: Event) -> None:
        if not isinstance(event, Progress):
            super()._receive(job, event)
            return
        if event.host:
            self.contacted.emit(event.host)
        job.progress(event)


def host_of(endpoint: str) -> str:
    """Return the host of an address, "" when it is none."""
    return urlsplit(endpoint).netloc
