"""Images that a text names: in the text itself, or in files beside it. Nothing else is read."""

from __future__ import annotations

import binascii
from base64 import b64decode
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes, urlsplit
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


def _data(content: str) -> bytes | None:
    about, _, body = content.partition(",")
    if not about.endswith(";base64"):
        return unquote_to_bytes(body)
    try:
        return b64decode(unquote_to_bytes(body))
    except binascii.Error:
        return None
