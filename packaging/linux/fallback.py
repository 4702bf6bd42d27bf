"""Run first in a packed program: load from its own folder what the system should have and lacks.

The newest drivers need the system's own C++ and X libraries, so these come first. A library that is
loaded already is found by its name, wherever it came from.
"""

import ctypes
import sys
from pathlib import Path


def load(folder: Path) -> None:
    """Load each library of the system's, or else the one in `folder`."""
    waiting = sorted(folder.glob("*.so*"))
    while waiting:
        left = [path for path in waiting if not _loads(path.name) and not _loads(str(path))]
        if len(left) == len(waiting):
            return  # what needs these says which one is missing
        waiting = left


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name, mode=ctypes.RTLD_GLOBAL)
    except OSError:
        return False
    return True


load(Path(sys._MEIPASS, "fallback"))  # type: ignore[attr-defined]
