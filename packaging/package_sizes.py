"""How large the parts of a packed folder are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

MILLION = 1_000_000
PARTS = {
    "the starter model": ("resources/starter/",),
    "Qt and PySide6": ("PySide6/", "shiboken6/", "libQt6", "libicu", "libpyside", "libshiboken"),
    "the engine": ("llama_cpp/",),
    "numpy": ("numpy",),
    "cryptography (for the keyring)": ("cryptography", "libssl", "libcrypto"),
    "lxml": ("lxml/",),
    "rapidfuzz": ("rapidfuzz/",),
    "data of poetry": ("app/tabs/poetry/data/",),
    "Python and its pure modules": ("libpython", "base_library", "python3", "lib-dynload"),
}


def size(path: Path) -> int:
    """Return the bytes of a file, or of all files in a folder; links count nothing."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(f.stat().st_size for f in files if f.is_file() and not f.is_symlink())


def parts(folder: Path) -> Iterator[tuple[str, int]]:
    """Yield each part of a folder and its bytes, the largest first."""
    sizes = dict.fromkeys([*PARTS, "all other libraries and data"], 0)
    sizes["the program with our code"] = size(next(folder.glob("inkstone*")))
    for file in (folder / "_internal").rglob("*"):
        if file.is_file() and not file.is_symlink():
            name = file.relative_to(folder / "_internal").as_posix()
            found = (part for part, starts in PARTS.items() if name.startswith(starts))
            sizes[next(found, "all other libraries and data")] += file.stat().st_size
    yield from sorted(sizes.items(), key=lambda item: -item[1])


def table(folder: Path, packages: Path) -> str:
    """Return a table of the folder's parts and of the packages, in MB."""
    rows = [*parts(folder), ("the folder", size(folder))]
    rows += [(file.name, size(file)) for file in sorted(packages.glob("Inkstone-*"))]
    return "\n".join(f"{bytes_ / MILLION:8.1f} MB  {name}" for name, bytes_ in rows)
