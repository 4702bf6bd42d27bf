"""Texts in files: which encoding one has, and writing it in the same again."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f]")


class NotTextError(ValueError):
    """The bytes are no text."""


@dataclass(frozen=True)
class Encoded:
    """A text and the encoding that it has in its file."""

    text: str
    codec: str
    bom: bytes = b""

    def encode(self, text: str, errors: str = "strict") -> bytes:
        """Return the bytes of another text; raises UnicodeEncodeError."""
        return self.bom + text.encode(self.codec, errors)

    def encode_or_utf8(self, text: str) -> bytes:
        """Return the bytes of another text, as UTF-8 where the encoding has not its characters."""
        try:
            return self.encode(text)
        except UnicodeEncodeError:
            return text.encode("utf-8")


def decode(data: bytes, declared: str = "") -> Encoded:
    """Read the bytes of a text; raises NotTextError.

    In this order: a byte order mark, what the file declares, UTF-8, GB 18030 if that gives
    Chinese, Windows-1252, ISO 8859-1.
    """
    bom, codec = next(((bom, c) for bom, c in _BOMS if data.startswith(bom)), (b"", ""))
    body = data[len(bom) :]
    for candidate in filter(None, (codec, _known(declared), "utf-8", "gb18030", "cp1252")):
        try:
            text = body.decode(candidate)
        except (UnicodeDecodeError, LookupError):
            continue
        if candidate == "gb18030" != _known(declared) and not _is_chinese(text):
            continue
        return _checked(Encoded(text, candidate, bom))
    return _checked(Encoded(body.decode("latin-1"), "latin-1", bom))


def _known(name: str) -> str:
    """Return Python's name of a declared encoding, "" for none that one byte stream can have."""
    try:
        codec = codecs.lookup(name.strip()).name if name.strip() else ""
    except (LookupError, ValueError):
        return ""
    return "" if codec.startswith(("utf-16", "utf-32", "utf-7")) else codec


def _is_chinese(text: str) -> bool:
    """Tell whether a text is of common characters; other encodings read as Chinese are not."""
    foreign = [character for character in text if character > "\x7f"]
    common = sum(_in_gb2312(character) for character in foreign)
    return common >= 0.9 * len(foreign)


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _checked(source: Encoded) -> Encoded:
    if "\0" in source.text or len(_CONTROL.findall(source.text)) > len(source.text) / 100:
        raise NotTextError
    return source
