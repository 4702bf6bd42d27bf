"""Which class reads which file. A format's libraries are loaded when a file needs them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Protocol

from app.document_protocol import Note, Unit
from app.documents.pieces.form import normal
from app.documents.pieces.occasion import Occasion
from app.documents.textfile import unreadable
from app.piece import Piece
from app.protocol import ErrorCode, UserError


class Document(Protocol):
    """A file that has been read."""

    can_be_bilingual: bool
    can_be_tracked: bool

    def __init__(self, path: Path) -> None: ...

    @property
    def units(self) -> tuple[Unit, ...]: ...

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


class PieceReader(Protocol):
    """Reads a piece, and tells what was left out; raises OSError and UserError."""

    def __call__(self, path: Path) -> tuple[Piece, tuple[Note, ...]]: ...


class PieceWriter(Protocol):
    """Writes a piece in its normal form; raises OSError."""

    def __call__(self, piece: Piece, target: Path, occasion: Occasion) -> None: ...


_CLASSES = {
    ".docx": "docx.DocxDocument",
    ".pptx": "pptx.PptxDocument",
    ".xlsx": "xlsx.XlsxDocument",
    ".odt": "odt.OdtDocument",
    ".html": "html.HtmlDocument",
    ".htm": "html.HtmlDocument",
    ".xhtml": "html.XhtmlDocument",
    ".epub": "epub.EpubDocument",
    ".md": "markdown.MarkdownDocument",
    ".markdown": "markdown.MarkdownDocument",
    ".txt": "text.TextDocument",
    ".srt": "subtitles.SrtDocument",
    ".vtt": "subtitles.VttDocument",
    ".po": "messages.PoDocument",
    ".pot": "messages.PoDocument",
    ".xliff": "xliff.XliffDocument",
    ".xlf": "xliff.XliffDocument",
    ".json": "jsondoc.JsonDocument",
}


# By suffix: the module in app.documents.pieces that reads or writes a piece.
_READERS = {
    ".md": "mdreader",
    ".markdown": "mdreader",
    ".txt": "plain",
    ".docx": "wordreader",
    ".odt": "odtreader",
    ".html": "htmlreader",
    ".htm": "htmlreader",
    ".xhtml": "htmlreader",
}
_WRITERS = {
    ".md": "mdwriter",
    ".docx": "wordwriter",
    ".odt": "odtwriter",
    ".html": "htmlwriter",
    ".epub": "epub",
    ".txt": "plain",
}


def open_document(path: Path) -> Document:
    """Read a document.

    Raises UserError: DOCUMENT_UNSUPPORTED for a suffix that is not known, FILE_UNREADABLE for a
    file that is not there or not ours to read, DOCUMENT_UNREADABLE for one that is not what its
    suffix says.
    """
    kind = _kind(path)
    with _reading(path):
        return kind(path)


def read_piece(path: Path) -> tuple[Piece, tuple[Note, ...]]:
    """Read a piece, and what was left out of it; raises UserError as `open_document` does."""
    read: PieceReader = _module(_READERS, path.suffix.lower(), path).read
    with _reading(path):
        return read(path)


def write_piece(piece: Piece, target: Path, form: str, occasion: Occasion) -> None:
    """Write a piece in the format of a suffix; raises OSError, UserError(DOCUMENT_UNSUPPORTED)."""
    write: PieceWriter = _module(_WRITERS, form, occasion.path).write
    write(normal(piece), target, occasion)


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """Tell what keeps a file from being read."""
    try:
        path.open("rb").close()
        yield
    except OSError as error:
        reason = error.strerror or ""
        raise UserError(ErrorCode.FILE_UNREADABLE, path=str(path), reason=reason) from error
    except RecursionError as error:
        raise unreadable(path, "nested too deeply") from error


def _module(modules: Mapping[str, str], suffix: str, path: Path) -> ModuleType:
    if suffix not in modules:
        raise UserError(ErrorCode.DOCUMENT_UNSUPPORTED, path=str(path), suffix=suffix)
    return import_module(f"app.documents.pieces.{modules[suffix]}")


def _kind(path: Path) -> type[Document]:
    name = _CLASSES.get(path.suffix.lower())
    if name is None:
        raise UserError(ErrorCode.DOCUMENT_UNSUPPORTED, path=str(path), suffix=path.suffix)
    module, _, cls = name.partition(".")
    kind: type[Document] = getattr(import_module(f"app.documents.{module}"), cls)
    return kind
