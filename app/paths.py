"""Where things are: the only module that knows "frozen", "installed" and "source tree"."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

NAME = "Inkstone"


def resource(*parts: str) -> Path:
    """Return the path of a bundled file, e.g. `resource("i18n", "zh_CN.qm")`."""
    return _bundle().joinpath("resources", *parts)


def catalogue() -> Path:
    """Return the path of the bundled models.toml."""
    return _bundle() / "models.toml"


def licences() -> Path | None:
    """Return the page with the licences of what a package bundles; None in a source tree."""
    page = _bundle() / "THIRD-PARTY.md"
    return page if page.exists() else None


def starter_models() -> list[Path]:
    """Return the GGUF files that came with the app."""
    return sorted(resource("starter").glob("*.gguf"))


def child_command(kind: str) -> list[str]:
    """Return the command line that starts a child process.

    `kind` is "engine", "hub", "documents" or "bench".
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, f"--{kind}"]
    return [sys.executable, "-m", "app", f"--{kind}"]


def child_folder() -> Path:
    """Return the folder in which `python -m app` finds this very code."""
    return Path(__file__).resolve().parent.parent


def program_folder() -> Path | None:
    """Return the folder of the installed program; None when Python runs the source."""
    if getattr(sys, "frozen", False):
        return Path(sys.executable).resolve().parent
    return None


def restore_environment() -> None:
    """Let the programs that are started from here have the person's own environment.

    A frozen program has been given one in which the loader and Qt look into its folder, and in
    which another start of it, such as a child, is taken for a part of it and given nothing. It
    has read all that by now, and what it lacks of it, it finds without.
    """
    if not getattr(sys, "frozen", False):
        return
    own = os.environ.pop("LD_LIBRARY_PATH_ORIG", "")
    given = ["LD_LIBRARY_PATH", "QT_PLUGIN_PATH", "QML2_IMPORT_PATH"]
    for name in [*given, *(name for name in os.environ if name.startswith("_PYI_"))]:
        os.environ.pop(name, None)
    if own:
        os.environ["LD_LIBRARY_PATH"] = own


def _bundle() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen)
    package = Path(__file__).resolve().parent
    return package if (package / "resources").is_dir() else package.parent


@dataclass(frozen=True)
class Folders:
    """The person's own folders. `INKSTONE_DATA_DIR` moves all of them under one."""

    data: Path
    cache: Path
    logs: Path

    @property
    def models(self) -> Path:
        return self.data / "models"

    @property
    def bin(self) -> Path:
        """Return where removed models wait; on the same disk, so that removing is renaming."""
        return self.data / "removed"

    @property
    def states(self) -> Path:
        """Return where the engine keeps what it has evaluated."""
        return self.data / "states"

    @property
    def code(self) -> Path:
        """Return where it is kept which code is open, and what of it is unsaved."""
        return self.data / "code"

    @property
    def documents(self) -> Path:
        """Return where copies of the documents that are translated are kept."""
        return self.data / "documents"

    @property
    def kinds(self) -> Path:
        """Return the file with the person's own kinds of writing."""
        return self.data / "kinds.json"

    @property
    def tunings(self) -> Path:
        """Return the file with what was found to suit this machine."""
        return self.data / "tunings.json"

    @property
    def catalogue(self) -> Path:
        """Return the file with catalogue entries of the person's own."""
        return self.data / "models.toml"

    @property
    def downloads(self) -> Path:
        return self.data / "downloads.json"

    @property
    def model_options(self) -> Path:
        return self.data / "model-options.json"

    @property
    def speed(self) -> Path:
        return self.data / "speed.json"

    @property
    def database(self) -> Path:
        return self.data / "inkstone.db"

    @property
    def settings(self) -> Path:
        return self.data / "settings.json"

    @classmethod
    def locate(cls) -> Folders:
        """Find the folders without creating them."""
        override = os.environ.get("INKSTONE_DATA_DIR")
        if override:
            root = Path(override).expanduser().absolute()
            return cls(root, root / "cache", root / "logs")
        dirs = platformdirs.PlatformDirs(NAME, appauthor=False)
        chosen = cls.choice()
        if chosen.is_file():
            root = Path(chosen.read_text(encoding="utf-8").strip())
            return cls(root, root / "cache", root / "logs")
        return cls(dirs.user_data_path, dirs.user_cache_path, dirs.user_log_path)

    @staticmethod
    def choice() -> Path:
        """Return the file that names the data folder which the person has chosen."""
        return platformdirs.user_config_path(NAME, appauthor=False) / "data-folder"

    def create(self) -> None:
        """Create the folders; raises OSError when the disk does not let us."""
        for folder in (self.data, self.models, self.cache, self.logs):
            folder.mkdir(parents=True, exist_ok=True)
