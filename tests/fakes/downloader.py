"""An app that only downloads, for tests that kill it.

Arguments: the names of requests.json's downloads that are paused once they are on their way.
"""

from __future__ import annotations

import sys

import msgspec
from PySide6.QtCore import QCoreApplication

from app.paths import Folders
from app.services.downloads import Downloads, Request
from app.services.hub import Hub
from app.services.settings import Settings


def main(paused: list[str]) -> int:
    application = QCoreApplication([])
    folders = Folders.locate()
    data = (folders.data / "requests.json").read_bytes()
    downloads = Downloads(Hub(Settings(folders.settings)), folders)
    for request in msgspec.json.decode(data, type=list[Request]):
        downloads.add(request)
        if request.id in paused:
            downloads.pause(request.id)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
