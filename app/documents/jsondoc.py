"""JSON of messages, e.g. of i18next, ARB, Chrome: texts are replaced, all else stays as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from app.document_protocol import Unit
from app.documents.markup import untagged
from app.documents.splice import Edit, Places
from app.documents.textfile import TextFile, unreadable

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]')
_SKIPPED = frozenset(
    ("id", "key", "type", "url", "href", "src", "class", "icon", "code", "locale", "version")
)
_PLACEHOLDER = re.compile(r"\{\{?[^{}]*\}?\}|%\(\w+\)[sd]|%\d*\$?[sd@]|<[^>]*>|\$t\([^)]*\)")
# Texts that are none of a language.
_CODE = re.compile(
    r"""
      @?[a-z][a-z0-9+.-]*:\S+ | @:\S+          # an address
    | \S+@\S+\.\S+
    | (?:\.{0,2}/|[A-Za-z]:\\)\S*             # a path
    | [a-z0-9_.@-][\w.@-]*(?:/[\w.@-]+)+/?
    | \S+\.[a-z][a-z0-9]{0,4}
    | [a-z0-9]+(?:[-_.:][a-zA-Z0-9]+)+         # icon-home, app.title
    | [A-Z0-9]+(?:_[A-Z0-9]+)+
    | [a-z]+[A-Z]\w*                           # camelCase
    | [a-z]{2,3}[-_](?:[A-Z]{2}|[A-Z][a-z]{3}) # a language
    | \#\w+ | (?:rgb|hsl)a?\(.*\)             # a colour
    | (?=\S*\d)(?:[0-9a-fA-F-]{8,}|[A-Za-z0-9+/_=-]{16,})
    | [-+]?\d[!-~]*                            # a date, a size
    """,
    re.VERBOSE | re.ASCII,
)


@dataclass(frozen=True)
class _Value:
    """A text at start:end, with its quotes."""

    unit: Unit
    start: int
    end: int
    source: str
    ascii_only: bool

    def edits(self, text: str, *, bilingual: bool) -> Iterator[Edit]:
        clean = untagged(text, self.unit.text)
        before, _, after = self.source.partition(self.unit.text)
        new = json.dumps(before + clean.strip() + after, ensure_ascii=self.ascii_only)
        yield Edit(self.start, self.end, new)


class JsonDocument(TextFile):
    """A JSON file. A unit's key is its JSON pointer; of two equal ones the last counts."""

    can_be_bilingual: ClassVar[bool] = False

    def _read(self, text: str) -> Places:
        try:
            data = json.loads(text)
        except RecursionError as error:
            raise unreadable(self._path, "nested too deeply") from error
        except ValueError as error:
            raise unreadable(self._path, str(error)) from error
        ascii_only = text.isascii() and re.search(r"\\u[0-9a-fA-F]{4}", text) is not None
        values = {value.unit.key: value for value in _values(text, data, ascii_only)}
        return Places(text, values.values())


@dataclass
class _Frame:
    """An object or array that is open; `key` is where in it the scan is, None before a name."""

    data: Any
    key: str | int | None

    def child(self) -> Any:
        if isinstance(self.data, dict):
            return self.data.get(self.key)
        if isinstance(self.data, list) and isinstance(self.key, int):
            return self.data[self.key] if self.key < len(self.data) else None
        return None


def _values(text: str, data: Any, ascii_only: bool) -> Iterator[_Value]:
    """Find the texts of a language; the text is known to be valid."""
    frames: list[_Frame] = []
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token in "{[":
            inner = frames[-1].child() if frames else data
            frames.append(_Frame(inner, None if token == "{" else 0))
        elif token in "}]":
            frames.pop()
        elif token == ",":
            key = frames[-1].key
            frames[-1].key = key + 1 if isinstance(key, int) else None
        elif token != ":" and frames and frames[-1].key is None:
            frames[-1].key = json.loads(token)
        elif token != ":":
            source = json.loads(token)
            if _is_language(source) and not _is_skipped(frames):
                unit = Unit(_pointer(frames), source.strip(), _note(frames))
                yield _Value(unit, match.start(), match.end(), source, ascii_only)


def _pointer(frames: Sequence[_Frame]) -> str:
    return "".join("/" + str(f.key).replace("~", "~0").replace("/", "~1") for f in frames)


def _is_skipped(frames: Sequence[_Frame]) -> bool:
    names = [frame.key for frame in frames if isinstance(frame.key, str)]
    if any(name.startswith("@") for name in names):  # what ARB tells about a message
        return True
    # What Chrome tells about one.
    parents = (frame for frame in frames if frame.key in ("description", "placeholders"))
    if any(isinstance(f.data, dict) and isinstance(f.data.get("message"), str) for f in parents):
        return True
    return bool(names) and names[-1].lower() in _SKIPPED


def _note(frames: Sequence[_Frame]) -> str:
    """Return what the file tells the translator about a text."""
    if not frames or not isinstance(data := frames[-1].data, dict):
        return ""
    about = data if frames[-1].key == "message" else data.get(f"@{frames[-1].key}")
    note = about.get("description") if isinstance(about, dict) else None
    return note if isinstance(note, str) else ""


def _is_language(text: str) -> bool:
    if any("\ud800" <= character <= "\udfff" for character in text):  # half a character
        return False
    bare = _PLACEHOLDER.sub("", text)
    return any(map(str.isalpha, bare)) and not _CODE.fullmatch(text.strip())
