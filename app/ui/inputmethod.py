"""The way to an input method for which Qt has no plugin."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication


def substitutes(environment: Mapping[str, str], plugins: Collection[str]) -> dict[str, str]:
    """Return the variables by which Qt reaches Fcitx where it has no plugin for it.

    Fcitx answers as IBus too. Qt looks for IBus itself only where that is installed, and so has
    to be sent to IBus's portal. What else is wanted keeps its place: on Wayland the compositor's
    own way usually comes first.
    """
    variable = "QT_IM_MODULES" if environment.get("QT_IM_MODULES") else "QT_IM_MODULE"
    wanted = environment.get(variable, "").split(";")
    found = ["ibus" if name.lower() in ("fcitx", "fcitx5") else name for name in wanted]
    if found == wanted or any("fcitx" in plugin for plugin in plugins):
        return {}
    return {variable: ";".join(dict.fromkeys(found)), "IBUS_USE_PORTAL": "1"}


@contextlib.contextmanager
def in_reach() -> Iterator[None]:
    """Let a QGuiApplication that is made meanwhile find the person's input method.

    What the app starts later has the person's own variables again.
    """
    changed = substitutes(os.environ, _plugins())
    before = {name: os.environ.get(name) for name in changed}
    os.environ.update(changed)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _plugins() -> list[str]:
    """Return the file names of Qt's plugins for input methods."""
    folders = [Path(path, "platforminputcontexts") for path in QCoreApplication.libraryPaths()]
    return [file.name for folder in folders if folder.is_dir() for file in folder.iterdir()]
