"""Images that a text names: in itself, or in files beside it. Nothing else is read."""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from urllib.parse import quote, unquote, unquote_to_bytes, urlsplit
from urllib.request import url2pathname

LARGEST = 64 << 20  # bytes of one image


class Nearby:
    """Loads images for the text at `path`, None where they cannot be had or may not be."""

    def __init__(self, path: Path) -> None:
        self._folder = path.resolve().parent

    def load(self, address: str) -> bytes | None:
        """Return the bytes of a data: address, or of a file in the text's folder."""
        try:
            parts = urlsplit(address.strip())
            if parts.scheme == "data":
                return _data(parts.path)
            if parts.netloc not in ("", "localhost") or not parts.path:
                return None
            if parts.scheme == "file":
                return self._file(url2pathname(parts.path))
            return None if parts.scheme else self._file(unquote(parts.path))
        except (OSError, ValueError):
            return None

    def _file(self, name: str) -> bytes | None:
        path = (self._folder / name).resolve()
        if not path.is_relative_to(self._folder) or not path.is_file():
            return None
        return path.read_bytes() if path.stat().st_size <= LARGEST else None


def save_beside(path: Path, images: Mapping[str, bytes]) -> dict[str, str]:
    """Write images to a folder beside the text at `path`; return their addresses by name.

    A file that is there already, with something else in it, stays. Raises OSError.
    """
    folder = path.with_name(f"{path.stem}_images")
    addresses = {}
    for name, data in images.items():
        folder.mkdir(exist_ok=True)
        file = next(file for file in _names(folder / name) if _is_free(file, data))
        if not file.exists():
            scratch = file.with_name(f".{file.name}.part")
            try:
                scratch.write_bytes(data)
                scratch.replace(file)
            finally:
                scratch.unlink(missing_ok=True)
        addresses[name] = quote(f"{folder.name}/{file.name}")
    return addresses


def _names(path: Path) -> Iterator[Path]:
    yield path
    for number in count(2):
        yield path.with_stem(f"{path.stem}-{number}")


def _is_free(file: Path, data: bytes) -> bool:
    return not file.exists() or (file.is_file() and file.read_bytes() == data)


def _data(content: str) -> bytes | None:
    about, _, body = content.partition(",")
    if not about.endswith(";base64"):
        return unquote_to_bytes(body)
    try:
        return b64decode(unquote_to_bytes(body))
    except binascii.Error:
        return None
