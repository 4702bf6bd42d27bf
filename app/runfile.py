"""A self-extracting installer for any Linux, made of the program's own folder."""

from __future__ import annotations

import gzip
import hashlib
import platform
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

PROGRAM = ("inkstone", "_internal", "share")  # what of the folder is the program
SETUP = "share/setup/run.sh"
UNKNOWN = "0" * hashlib.sha256().digest_size * 2
LEVEL = (
    6  # of gzip, which is everywhere; most of what could be smaller is the model, which could not
)
KIB = 1024


def write(folder: Path, out: Path) -> None:
    """Write an installer of the program in `folder`; raises OSError."""
    size = sum(path.lstat().st_size for path in _files(folder))
    with out.open("w+b") as file:
        file.write(_header(folder, UNKNOWN, size))
        start = file.tell()
        _pack(folder, file)
        file.seek(start)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        file.write(_header(folder, digest, size))
    out.chmod(0o755)


def _files(folder: Path) -> Iterator[Path]:
    for name in PROGRAM:
        yield folder / name
        yield from sorted((folder / name).rglob("*"))


def _pack(folder: Path, file: BinaryIO) -> None:
    """Append the compressed program."""

    def own(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = "root"
        return member

    with (
        gzip.GzipFile(fileobj=file, mode="wb", compresslevel=LEVEL, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w") as tar,
    ):
        for name in PROGRAM:
            tar.add(folder / name, name, filter=own)


def _header(folder: Path, digest: str, size: int) -> bytes:
    """Return the script that unpacks what follows it."""
    script = (folder / SETUP).read_text(encoding="utf-8")
    values = {
        "VERSION": (folder / "share" / "VERSION").read_text(encoding="ascii").strip(),
        "PAYLOAD": digest,
        "KIB": str(size // KIB),
        "MACHINE": platform.machine(),
    }
    for name, value in values.items():
        script = script.replace(f"@{name}@", value)
    return script.encode()
