"""Which class reads which file. A format's libraries are loaded when a file needs them."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Protocol

from app.document_protocol import Unit
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


def open_document(path: Path) -> Document:
    """Read a document.

    Raises UserError: DOCUMENT_UNSUPPORTED for a suffix that is not known, FILE_UNREADABLE for a
    file that is not there or not ours to read, DOCUMENT_UNREADABLE for one that is not what its
    suffix says.
    """
    kind = _kind(path)
    try:
        path.open("rb").close()
        return kind(path)
    except OSError as error:
        reason = error.strerror or ""
        raise UserError(ErrorCode.FILE_UNREADABLE, path=str(path), reason=reason) from error


def _kind(path: Path) -> type[Document]:
    name = _CLASSES.get(path.suffix.lower())
    if name is None:
        raise UserError(ErrorCode.DOCUMENT_UNSUPPORTED, path=str(path), suffix=path.suffix)
    module, _, cls = name.partition(".")
    kind: type[Document] = getattr(import_module(f"app.documents.{module}"), cls)
    return kind
