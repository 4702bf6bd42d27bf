"""gettext catalogues: messages without a translation are units, all else stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import ClassVar, NamedTuple

import polib

from app.document_protocol import Unit
from app.documents.encoding import Encoded
from app.documents.lines import Line, lines_of
from app.documents.markup import untagged
from app.documents.segment import Range
from app.documents.splice import Edit, new_text, splice
from app.documents.textfile import TextFile, unreadable

_FIELD = re.compile(r"[ \t]*msgstr(?:\[(\d+)\])?[ \t]")
_HEADER = re.compile(r'^msgid[ \t]+""[ \t]*\r?\n(msgstr[ \t][^\n]*\n(?:"[^\n]*(?:\n|\Z))*)', re.M)
_FORMS = re.compile(r"nplurals[ \t]*=[ \t]*(\d+)")
_WRAP_COLUMNS = 78
# Templates leave the plural forms to the language; these are the ones that are soon told.
_PLURALS = {
    "nplurals=1; plural=0;": "zh ja ko vi th id ms lo my",
    "nplurals=2; plural=(n != 1);": "en de es it pt nl sv da nb fi el he hu tr bg",
    "nplurals=2; plural=(n > 1);": "fr",
}


class _Message(NamedTuple):
    """An entry that has no translation, and where its msgstr stand, by the number of the form."""

    entry: polib.POEntry
    fields: dict[int, Range]


class PoDocument(TextFile):
    """A catalogue, or a template for one."""

    can_be_bilingual: ClassVar[bool] = False

    def _read(self, text: str) -> PoBody:
        try:
            catalogue = polib.pofile(str(self._path), encoding=self._source.codec)
        except (OSError, ValueError) as error:
            reason = str(error).replace(str(self._path), "").strip()
            raise unreadable(self._path, reason) from error
        return PoBody(text, catalogue)

    def _declared(self, data: bytes) -> str:
        match = re.search(rb"charset=([\w.-]+)", data[:8192])
        return match[1].decode("ascii") if match else ""

    def _encode(self, source: Encoded, text: str) -> bytes:
        try:
            return source.encode(text)
        except UnicodeEncodeError:
            return re.sub(r"charset=[\w.-]+", "charset=UTF-8", text, count=1).encode()


class PoBody:
    """The text of a catalogue and what polib has read in it."""

    def __init__(self, text: str, catalogue: polib.POFile) -> None:
        self._text = text
        lines = lines_of(text)
        self._ending = lines[0].ending or "\n"
        self._wrap = 0 if any(line.end - line.start > 2 * _WRAP_COLUMNS for line in lines) else 78
        match = _HEADER.search(text)
        self._header = Range(*match.span(1)) if match else Range(0, 0)
        forms = _FORMS.search(text, *self._header)
        self._forms = int(forms[1]) if forms else 0
        self._messages: dict[str, _Message] = {}
        self._units: list[Unit] = []
        bounds = [(entry.linenum or 1) - 1 for entry in catalogue] + [len(lines)]
        for number, (entry, here) in enumerate(zip(catalogue, pairwise(bounds), strict=True), 1):
            if not entry.obsolete and not entry.translated():
                self._add(str(number), entry, _fields(text, lines[slice(*here)]))

    @property
    def units(self) -> tuple[Unit, ...]:
        return tuple(self._units)

    def translated(self, texts: Mapping[str, str], language: str, *, bilingual: bool) -> str:
        """Return the text with `texts` in place of its units, the very same for none."""
        changes: dict[str, dict[str, str]] = {}
        for unit in self._units:
            if text := new_text(unit, texts):
                clean = untagged(text, unit.text)
                changes.setdefault(unit.key.partition("[")[0], {})[unit.key] = clean
        if not changes:
            return self._text
        edits = [
            edit
            for key, texts in changes.items()
            for edit in self._edits(self._messages[key], texts, language)
        ]
        return splice(self._text, [*edits, *self._about(language)])

    def _add(self, key: str, entry: polib.POEntry, fields: dict[int, Range]) -> None:
        sources = {key: entry.msgid}
        if entry.msgid_plural:
            sources = {f"{key}[0]": entry.msgid, f"{key}[1]": entry.msgid_plural}
            if self._forms == 1:
                del sources[f"{key}[0]"]
        if not fields or not any(c.isalpha() for c in entry.msgid):
            return
        note = "\n".join(filter(None, (entry.msgctxt, entry.comment, entry.tcomment)))
        self._messages[key] = _Message(entry, fields)
        self._units += (Unit(k, source.strip(), note) for k, source in sources.items())

    def _edits(self, message: _Message, texts: Mapping[str, str], language: str) -> Iterator[Edit]:
        entry, fields = message
        if not entry.msgid_plural:
            (text,) = texts.values()
            yield Edit(*fields[0], self._field(None, _framed(entry.msgid, text)))
            return
        by_form = {int(key[-2]): text for key, text in texts.items()}
        count = self._forms or _forms_of(language) or len(fields)
        written = []
        for form in range(count):
            kind = 0 if form == 0 and count > 1 else 1
            if kind in by_form:
                source = entry.msgid_plural if kind else entry.msgid
                written.append(self._field(form, _framed(source, by_form[kind])))
            elif form in fields:
                written.append(self._text[slice(*fields[form])])
            else:
                written.append(self._field(form, ""))
        start, end = fields[min(fields)].start, fields[max(fields)].end
        yield Edit(start, end, self._ending.join(written))

    def _field(self, form: int | None, text: str) -> str:
        """Return a msgstr as it is written."""
        if form is None:
            entry = polib.POEntry(msgid="", msgstr=text)
        else:
            entry = polib.POEntry(msgid="", msgid_plural="", msgstr_plural={form: text})
        written = entry.__unicode__(self._wrap)
        return written[written.index("msgstr") :].rstrip("\n").replace("\n", self._ending)

    def _about(self, language: str) -> Iterator[Edit]:
        """Tell the language in the header, and what a template has left open there."""
        name = language.replace("-", "_")
        start, end = self._header
        header = self._text[start:end]
        if not header:
            return
        new = re.sub(r'^"Language:[^"\\]*', f'"Language: {name}', header, flags=re.M)
        if new == header and f'"Language: {name}\\n"' not in header:
            new += f'"Language: {name}\\n"{self._ending}'
        new = new.replace("charset=CHARSET", "charset=UTF-8")
        if plural := _plural_of(language):
            new = re.sub(r"nplurals=INTEGER; plural=EXPRESSION;", plural, new)
        yield Edit(start, end, new)


def _fields(text: str, lines: Sequence[Line]) -> dict[int, Range]:
    """Find where each msgstr of an entry stands, by its form."""
    fields: dict[int, Range] = {}
    form = None
    for line in lines:
        if match := _FIELD.match(text, line.start, line.end):
            form = int(match[1] or 0)
            fields[form] = Range(line.start, line.end)
        elif form is not None and text[line.start : line.end].lstrip().startswith('"'):
            fields[form] = Range(fields[form].start, line.end)
        else:
            form = None
    return fields


def _framed(source: str, text: str) -> str:
    """Give a translation the space that its source has at both ends, which gettext checks."""
    body = source.strip()
    before, _, after = source.partition(body)
    return before + text.strip() + after


def _plural_of(language: str) -> str:
    base = language.partition("-")[0].lower()
    return next((plural for plural, names in _PLURALS.items() if base in names.split()), "")


def _forms_of(language: str) -> int:
    match = _FORMS.search(_plural_of(language))
    return int(match[1]) if match else 0
