"""The tags of looks in HTML, which Markdown understands too."""

from __future__ import annotations

from app.documents.htmltokens import escaped, quoted
from app.documents.pieces.form import nested
from app.piece import Run

LOOKS = ("link", "bold", "italic", "strike", "code")
TAGS = {"bold": "strong", "italic": "em", "strike": "s", "code": "code"}
# The looks that elements mean.
MEANINGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "cite": "italic",
    "dfn": "italic",
    "var": "italic",
    "s": "strike",
    "del": "strike",
    "strike": "strike",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
}


def tagged(runs: tuple[Run, ...], names: tuple[str, ...] = LOOKS) -> str:
    """Return runs as HTML, which is also XML."""
    written = []
    for name, group in nested(runs, names):
        if not name:
            written.append("<br/>".join(map(escaped, group[0].text.split("\n"))))
            continue
        content = tagged(group, tuple(other for other in names if other != name))
        opening = f"a href={quoted(group[0].link)}" if name == "link" else TAGS[name]
        written.append(f"<{opening}>{content}</{opening.split()[0]}>")
    return "".join(written)
