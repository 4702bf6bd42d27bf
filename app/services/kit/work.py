"""Whole files, read and copied in processes of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.hub_protocol import AnyCommand, Copy, Hash
from app.services.kit.manifest import KitFile


class Work:
    """Gives commands to the hub one after the other; `run` waits for each, and raises UserError.

    Its second argument is the name to show meanwhile.
    """

    def __init__(
        self, next_number: Callable[[], int], run: Callable[[AnyCommand, str], Any]
    ) -> None:
        self._next_number, self._run = next_number, run

    def sha256(self, path: Path) -> str:
        """Compute the SHA-256 of a file."""
        found: str = self._run(Hash(self._next_number(), str(path)), path.name).sha256
        return found

    def copy(
        self, source: Path, file: KitFile, folder: Path, name: str, *, replace: bool = False
    ) -> None:
        """Copy a file as `folder/name`, or go on with it; one that is there and right stays."""
        command = Copy(
            self._next_number(),
            str(source),
            str(folder),
            name=name,
            sha256=file.sha256,
            repo=file.repo,
            revision=file.revision,
            receipt=file.kind == "model",
            replace=replace,
        )
        self._run(command, source.name)
