"""A text of HTML or XHTML whose texts are replaced where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from app.document_protocol import Unit
from app.documents.htmltokens import attributes, escaped, names, quoted, tokens
from app.documents.markup import untagged
from app.documents.pagereader import Run, Value, read_page
from app.documents.splice import Edit, changed, splice

# Blocks that can stand twice in a row, once in each language; the others get both texts.
_REPEATABLE = names("p h1 h2 h3 h4 h5 h6")
_FOR_ONE_TEXT = names("title option")


@dataclass(frozen=True)
class _Found:
    unit: Unit
    place: Value | Run


class Page:
    """What stands between block tags is a unit, and so is an attribute that people read."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = tuple(tokens(text))
        self._root = next(
            (token for token in self._tokens if (token.kind, token.name) == ("start", "html")), None
        )
        told = attributes(text, self._root) if self._root else ()
        self._is_xml = text.startswith("<?xml") or any(a.name == "xmlns" for a in told)
        self._found = tuple(
            _Found(Unit(str(number), place.text), place)
            for number, place in enumerate(read_page(text, self._tokens), 1)
        )

    @property
    def units(self) -> tuple[Unit, ...]:
        return tuple(found.unit for found in self._found)

    @property
    def has_tags(self) -> bool:
        return any(token.name for token in self._tokens)

    def translated(self, texts: Mapping[str, str], language: str, *, bilingual: bool) -> str:
        """Return the text with `texts` in place of its units, the very same for none."""
        changes = changed(self._found, texts)
        if not changes:
            return self._text
        values = [
            Edit(*found.place.range, quoted(untagged(text, found.unit.text)))
            for found, text in changes
            if isinstance(found.place, Value)
        ]
        edits = [*values, *self._language(language)]
        for found, text in changes:
            if isinstance(found.place, Run):
                edits += self._run(found.place, text, values, bilingual)
        return splice(self._text, edits)

    def _run(self, run: Run, text: str, values: Sequence[Edit], bilingual: bool) -> list[Edit]:
        start, end = run.segment.start, run.segment.end
        new = run.segment.render(text, escaped, partial(splice, self._text, values))
        if not bilingual or run.parent in _FOR_ONE_TEXT:
            return [Edit(start, end, new)]
        if run.block is None or run.parent not in _REPEATABLE:
            line = "<br/>" if self._is_xml else "<br>"
            return [Edit(start, end, _without_ids(self._text[start:end]) + line + new)]
        place = run.block.start
        copy = _without_ids(self._text[slice(*run.block)]) + self._space_before(place)
        return [Edit(place, place, copy), Edit(start, end, new)]

    def _space_before(self, place: int) -> str:
        start = place
        while start and self._text[start - 1].isspace():
            start -= 1
        return self._text[start:place]

    def _language(self, language: str) -> list[Edit]:
        """Tell the language of the page where it is told, and where it should be."""
        root = self._root
        if root is None:
            return []
        wanted = ("lang", "xml:lang") if self._is_xml else ("lang",)
        present = {a.name: a for a in attributes(self._text, root)}
        told = [present[name] for name in ("lang", "xml:lang") if name in present]
        place = root.start + 1 + len(root.name)
        missing = (f" {name}={quoted(language)}" for name in wanted if name not in present)
        return [
            *(Edit(a.value_start, a.end, quoted(language)) for a in told),
            Edit(place, place, "".join(missing)),
        ]


def _without_ids(text: str) -> str:
    """Return a copy of markup that may stand in the same document."""
    return splice(
        text,
        [
            Edit(attribute.start - 1, attribute.end, "")
            for token in tokens(text)
            if token.kind in ("start", "empty")
            for attribute in attributes(text, token)
            if attribute.name in ("id", "xml:id")
        ],
    )
