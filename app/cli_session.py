"""The services of commands that read and copy models, without a window."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from app import paths

if TYPE_CHECKING:
    from app.hub_protocol import AnyCommand
    from app.services.hub import Hub
    from app.services.jobs import Job
    from app.services.library import Library


class Session:
    """The library and the hub of this computer; hub commands run with a progress bar."""

    def __init__(self) -> None:
        from PySide6.QtCore import QCoreApplication

        from app.services.context import prepare
        from app.services.hub import Hub
        from app.services.library import Library
        from app.services.settings import Settings

        self._application = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
        self.folders = paths.Folders.locate()
        prepare(self.folders)
        settings = Settings(self.folders.settings)
        self.library: Library = Library(self.folders, settings)
        self.hub: Hub = Hub(settings)

    def run(self, command: AnyCommand, name: str, quiet: bool) -> Any:
        """Run a hub command with a progress bar; raises UserError."""
        from tqdm import tqdm

        from app.hub_protocol import Progress
        from app.services.headless import wait

        job: Job = self.hub.run(command)
        with tqdm(desc=name, unit="B", unit_scale=True, disable=quiet, file=sys.stderr) as bar:

            def show(event: object) -> None:
                if isinstance(event, Progress):
                    bar.total = event.total
                    bar.set_postfix_str(f"{event.phase} {event.host}".strip(), refresh=False)
                    bar.update(event.done - bar.n)

            job.progressed.connect(show)
            try:
                result = wait(job)
            finally:
                self.hub.shutdown()
            bar.update((bar.total or 0) - bar.n)
        return result
