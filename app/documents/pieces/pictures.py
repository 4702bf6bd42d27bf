"""Images by their bytes: which format they have, and how large they are."""

from __future__ import annotations

import re
import struct
from typing import NamedTuple

_SVG = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?(?:<\?xml.*?\?>|<!--.*?-->|<!DOCTYPE[^>]*>|\s)*<svg\b", re.S
)
_SVG_TAG = re.compile(rb"<svg\b[^>]*>", re.S)
_LENGTH = r'\b{}\s*=\s*["\']\s*([\d.]+)\s*(?:px)?\s*["\']'
_VIEW_BOX = re.compile(rb'\bviewBox\s*=\s*["\'][\d.\-]+[\s,]+[\d.\-]+[\s,]+([\d.]+)[\s,]+([\d.]+)')
_DEFAULT = (400, 300)  # pixels, where a file does not tell


class Kind(NamedTuple):
    """A format of images."""

    suffix: str
    media_type: str


PNG = Kind(".png", "image/png")
JPEG = Kind(".jpg", "image/jpeg")
GIF = Kind(".gif", "image/gif")
WEBP = Kind(".webp", "image/webp")
SVG = Kind(".svg", "image/svg+xml")
KINDS = (PNG, JPEG, GIF, WEBP, SVG)


def kind_of(data: bytes) -> Kind | None:
    """Return the format of an image, None for one that a piece cannot hold."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith((b"GIF87a", b"GIF89a")):
        return GIF
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return WEBP
    return SVG if _SVG.match(data[:4096]) else None


def size_of(data: bytes) -> tuple[int, int]:
    """Return width and height in pixels, both at least 1."""
    try:
        width, height = _size(data)
    except (struct.error, IndexError, ValueError):
        width, height = _DEFAULT
    return max(width, 1), max(height, 1)


def _size(data: bytes) -> tuple[int, int]:
    kind = kind_of(data)
    if kind is PNG:
        return _pair(">II", data, 16)
    if kind is GIF:
        return _pair("<HH", data, 6)
    if kind is JPEG:
        return _jpeg_size(data)
    if kind is WEBP:
        return _webp_size(data)
    return _svg_size(data)


def _pair(form: str, data: bytes, at: int) -> tuple[int, int]:
    first, second = struct.unpack_from(form, data, at)
    return int(first), int(second)


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Read the first frame header among the segments."""
    at = 2
    while data[at] == 0xFF:
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = _pair(">HH", data, at + 5)
            return width, height
        at += 2 + int(struct.unpack_from(">H", data, at + 2)[0])
    return _DEFAULT


def _webp_size(data: bytes) -> tuple[int, int]:
    if data[12:16] == b"VP8X":
        low, high = data[24:27], data[27:30]
        return int.from_bytes(low, "little") + 1, int.from_bytes(high, "little") + 1
    if data[12:16] == b"VP8L":
        bits = int(struct.unpack_from("<I", data, 21)[0])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = _pair("<HH", data, 26)
    return width & 0x3FFF, height & 0x3FFF


def _svg_size(data: bytes) -> tuple[int, int]:
    tag = _SVG_TAG.search(data)
    if tag is None:
        return _DEFAULT
    lengths = [re.search(_LENGTH.format(name).encode(), tag[0]) for name in ("width", "height")]
    box = _VIEW_BOX.search(tag[0])
    if all(lengths):
        width, height = (float(length[1]) for length in lengths if length)
    elif box:
        width, height = float(box[1]), float(box[2])
    else:
        return _DEFAULT
    return round(width), round(height)
