"""Two computers, and a stick between them."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from app.hub.worker import run
from app.hub_protocol import AnyCommand, Copy, Hash
from app.paths import Folders
from app.protocol import ErrorCode, Event, UserError
from app.services.kit.install import Fault, Installer, Outcome
from app.services.kit.make import Maker, WriteRun
from app.services.kit.manifest import Manifest
from app.services.kit.work import Work
from app.services.library import InstalledModel, Library
from app.services.settings import Settings

Names = Sequence[str | Path]


class Computer:
    """A data folder, whose hub commands run in this process and are kept."""

    def __init__(self, root: Path) -> None:
        self.folders = Folders(root, root / "cache", root / "logs")
        self.folders.create()
        self.settings = Settings(self.folders.settings)
        self.library = Library(self.folders, self.settings)
        self.commands: list[AnyCommand] = []
        self.lost: list[str] = []
        self.aside: Path | None = None

    @property
    def models(self) -> Path:
        return self.folders.models

    def make(
        self, kit: Path, *names: str | Path, installers: Names = (), run: WriteRun | None = None
    ) -> Manifest:
        maker = Maker(kit, self.library, self.models, self._work())
        models: list[InstalledModel] = [self.library.find(str(name)) for name in names]
        made = maker.make(models, [Path(path) for path in installers], run)
        self.lost, self.aside = maker.lost, maker.aside
        return made

    def install(self, kit: Path) -> list[Outcome]:
        """Install what must be right; raises UserError."""
        outcomes, faults = self.install_what_can_be(kit)
        for fault in faults:
            raise fault.error
        return outcomes

    def install_what_can_be(self, kit: Path) -> tuple[list[Outcome], list[Fault]]:
        installer = Installer(kit, self.library, self.models, self._work())
        return installer.install(installer.read())

    def sources(self, kind: type[Copy] | type[Hash]) -> list[str]:
        """Return the names of what was copied, or hashed, since this was asked."""
        found = [Path(c.path).name for c in self.commands if isinstance(c, kind)]
        self.commands = [c for c in self.commands if not isinstance(c, kind)]
        return found

    def _work(self) -> Work:
        def execute(command: AnyCommand, _name: str) -> Event:
            self.commands.append(command)
            return run(command, lambda _event: None)

        return Work(itertools.count(1).__next__, execute)


@pytest.fixture
def here(tmp_path: Path) -> Computer:
    return Computer(tmp_path / "家 here")


@pytest.fixture
def there(tmp_path: Path) -> Computer:
    return Computer(tmp_path / "那边 there")


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    return tmp_path / "U 盘" / "kit"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    path = tmp_path / "inkstone_0.7.0_amd64.deb"
    path.write_bytes(b"!<arch>\n")
    return path


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def ggufs(folder: Path) -> dict[str, bytes]:
    return {name: data for name, data in tree(folder).items() if name.endswith(".gguf")}


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def code_of(call: Callable[[], object]) -> tuple[ErrorCode, str]:
    with pytest.raises(UserError) as caught:
        call()
    return caught.value.code, Path(str(caught.value.params.get("path", ""))).name


def change(path: Path) -> None:
    """Change one byte that is no header's."""
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
