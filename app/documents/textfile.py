"""Documents that are text files."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from app.document_protocol import Unit
from app.documents.encoding import Encoded, NotTextError, decode
from app.documents.splice import Body
from app.protocol import ErrorCode, UserError


def unreadable(path: Path, reason: str) -> UserError:
    """Say that a file is not what its suffix says."""
    return UserError(ErrorCode.DOCUMENT_UNREADABLE, path=str(path), reason=reason)


class TextFile(ABC):
    """A document that is a text file; one that nothing is changed in stays byte for byte."""

    can_be_bilingual: ClassVar[bool] = True
    can_be_tracked: ClassVar[bool] = False

    def __init__(self, path: Path) -> None:
        self._path = path
        self._data = path.read_bytes()
        try:
            self._source = decode(self._data, self._declared(self._data))
        except NotTextError as error:
            raise unreadable(path, "not a text") from error
        self._body = self._read(self._source.text)

    @property
    def units(self) -> tuple[Unit, ...]:
        return self._body.units

    def write(
        self,
        target: Path,
        texts: Mapping[str, str],
        *,
        language: str,
        bilingual: bool,
        tracked: bool,
        author: str,
    ) -> None:
        """Write the document with `texts` in place of its units; raises OSError."""
        text = self._body.translated(texts, language, bilingual=bilingual)
        same = text == self._source.text
        target.write_bytes(self._data if same else self._encode(self._source, text))

    @abstractmethod
    def _read(self, text: str) -> Body:
        """Find the units; raises UserError."""

    def _declared(self, data: bytes) -> str:
        """Return the encoding that the file says it has, "" if it says none."""
        return ""

    def _encode(self, source: Encoded, text: str) -> bytes:
        return source.encode_or_utf8(text)
