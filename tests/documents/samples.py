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
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/epub+zip")
        for path in sorted((FILES / "book").rglob("*.*")):
            archive.write(path, path.relative_to(FILES / "book").as_posix())
        chapter = text_of("page.xhtml")
        archive.writestr("OEBPS/text/one.xhtml", chapter)
        archive.writestr("OEBPS/text/第二.xhtml", chapter.replace("Chapter", "Part"))
        archive.writestr("OEBPS/a.css", "p { margin: 0 }")
        archive.writestr("OEBPS/image.bin", bytes(range(256)) * 9)
        for name, text in (more or {}).items():
            archive.writestr(name, text)
    return data.getvalue()


SAMPLES = _samples()
