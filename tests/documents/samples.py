"""Files as people have them: both languages, nested markup, and what a careless writer loses."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

FILES = Path(__file__).parent / "files"
_NAMES = (
    "page.html",
    "page.xhtml",
    "notes.md",
    "text.txt",
    "film.srt",
    "film.vtt",
    "app.po",
    "one.xlf",
    "two.xliff",
    "en.json",
)


def text_of(name: str) -> str:
    """Return the text of a sample, with its own line endings."""
    return (FILES / name).read_bytes().decode()


def _samples() -> dict[str, bytes]:
    found = {name: text_of(name) for name in _NAMES}
    for name in _NAMES:
        found[f"crlf 换行 {name}"] = found[name].replace("\n", "\r\n")
    counted, open_ = "nplurals=2; plural=(n != 1)", "nplurals=INTEGER; plural=EXPRESSION"
    found["app.pot"] = found["app.po"].replace(counted, open_)
    return {name: text.encode() for name, text in found.items()} | {"书 a.epub": epub()}


def epub(more: Mapping[str, str] | None = None) -> bytes:
    """Return a book; `more` are further members, by name."""
    book = FILES / "book"
    chapter = text_of("page.xhtml")
    members = {
        **{p.relative_to(book).as_posix(): p.read_bytes() for p in sorted(book.rglob("*.*"))},
        "OEBPS/text/one.xhtml": chapter,
        "OEBPS/text/第二.xhtml": chapter.replace("Chapter", "Part"),
        "OEBPS/a.css": "p { margin: 0 }",
        "OEBPS/image.bin": bytes(range(256)) * 9,
        **(more or {}),
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/epub+zip")
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


SAMPLES = _samples()
