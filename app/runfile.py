"""A self-extracting installer for any Linux, made of the program's own folder."""

from __future__ import annotations

import hashlib
import platform
import tarfile
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

SETUP = "share/setup/run.sh"
MADE_BY_INSTALLING = ("installed", "uninstall")
BLOCK = 1 << 20
KIB = 1024


def write(folder: Path, out: Path) -> None:
    """Write an installer of the program in `folder`; raises OSError."""
    with TemporaryFile(dir=out.parent) as archive:
        size = _pack(folder, archive)
        header = _header(folder, _digest(archive), size)
        with out.open("wb") as file:
            file.write(header)
            archive.seek(0)
            while block := archive.read(BLOCK):
                file.write(block)
    out.chmod(0o755)


def _pack(folder: Path, archive: IO[bytes]) -> int:
    """Write the compressed folder; return the bytes that it takes when unpacked."""
    size = 0

    def own(member: tarfile.TarInfo) -> tarfile.TarInfo:
        nonlocal size
        size += member.size
        member.uid = member.gid = 0
        member.uname = member.gname = "root"
        return member

    # gzip, for it is everywhere; most of what could be smaller is the model, which could not.
    with tarfile.open(fileobj=archive, mode="w:gz", compresslevel=6) as tar:
        for path in sorted(folder.iterdir()):
            if path.name not in MADE_BY_INSTALLING:
                tar.add(path, path.name, filter=own)
    return size


def _digest(archive: IO[bytes]) -> str:
    archive.seek(0)
    return hashlib.file_digest(archive, "sha256").hexdigest()  # type: ignore[arg-type]


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
