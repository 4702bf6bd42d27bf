"""Inline Markdown as parts that know where they stand.

markdown-it's inline tokens do not know, so its rules are wrapped: each notes what it has read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from app.documents.htmltokens import VOID
from app.documents.segment import Atom, Part, PartsBuilder, Range, Words
from app.documents.splice import Edit

Environment = MutableMapping[str, Any]
_Rule = Callable[[StateInline, bool], bool]
_TAG = re.compile(r"<(?P<slash>/?)(?P<name>[a-zA-Z][\w-]*)[^>]*?(?P<empty>/?)>", re.DOTALL)
_CODE = re.compile(r"`[^`]*`")
_PLAIN = re.compile(r"[^\\`*_\[\]<>&~$^]+")


@dataclass(frozen=True)
class Inline:
    """What a source consists of.

    `alternatives` are the plain texts of its images. `shortcuts` complete the links whose text is
    their reference too, so that the text can become another one.
    """

    parts: list[Part]
    alternatives: list[Range]
    shortcuts: list[Edit]


@dataclass(frozen=True)
class _Note:
    """What a rule has read from `start` to `end`, and the tokens it made of it.

    `sizes` are the lengths of the tokens' texts at that time, which later rules change. The text
    of a link or an image ends at `label_end`.
    """

    rule: str
    start: int
    end: int
    tokens: list[Token]
    sizes: list[int]
    label_end: int


@dataclass(frozen=True)
class _Step:
    """Words or an atom to add, or markup that opens (1) or closes (-1) an enclosure."""

    start: int
    end: int
    part: Part | None = None
    name: str = ""
    turn: int = 0


def markdown() -> MarkdownIt:
    """Return a parser of CommonMark with tables, strikethrough, footnotes and formulas."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.use(footnote_plugin, move_to_end=False)
    parser.use(dollarmath_plugin, allow_space=False, allow_digits=False)
    parser.inline.ruler2.disable("fragments_join")  # joined tokens are not those that were noted
    ruler = parser.inline.ruler
    for name, rule in zip(ruler.get_active_rules(), ruler.getRules(""), strict=True):
        ruler.at(name, _noting(name, rule))
    return parser


def parse_inline(
    parser: MarkdownIt, source: str, environment: Environment, skip: int = 0
) -> Inline:
    """Read inline Markdown after its first `skip` characters, which become an atom.

    `environment` has the document's link references and footnotes.
    """
    notes: list[_Note] = []
    parser.inline.parse(source, parser, {**environment, "notes": notes, "source": source}, [])
    builder = PartsBuilder()
    if skip:
        builder.add(Atom(0, skip))
    at = skip
    steps = (step for note in notes for step in _steps(source, note) if step.start >= skip)
    for step in sorted(steps, key=lambda step: (step.start, step.end)):
        if at < step.start:
            builder.add(Words(at, step.start, source[at : step.start]))
        if step.part:
            builder.add(step.part)
        elif step.turn > 0:
            builder.open(step.name, step.start, step.end)
        else:
            builder.close(step.name, step.start, step.end)
        at = max(at, step.end)
    if at < len(source):
        builder.add(Words(at, len(source), source[at:]))
    images = [Range(n.start + 2, n.label_end) for n in notes if n.rule == "image"]
    readable = [place for place in images if _is_readable(source[slice(*place)])]
    return Inline(builder.finish(), readable, list(_shortcuts(source, notes)))


def _shortcuts(source: str, notes: Iterable[_Note]) -> Iterator[Edit]:
    for note in notes:
        if note.rule == "link" and source[note.label_end : note.end] in ("]", "][]"):
            label = source[note.start + 1 : note.label_end]
            if "[" not in label and any(map(str.isalpha, _CODE.sub("", label))):
                yield Edit(note.label_end + 1, note.end, f"[{label}]")


def _noting(name: str, rule: _Rule) -> _Rule:
    def run(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent and state.src == state.env.get("source"):
            made = state.tokens[before:]
            sizes = [len(token.content) for token in made]
            end = _label_end(state, name, start)
            state.env["notes"].append(_Note(name, start, state.pos, made, sizes, end))
        return True

    return run


def _label_end(state: StateInline, rule: str, start: int) -> int:
    if rule not in ("link", "image"):
        return start
    bracket = start + (rule == "image")
    end: int = state.md.helpers.parseLinkLabel(state, bracket, rule == "link")
    return end


def _steps(source: str, note: _Note) -> Iterator[_Step]:
    start, end = note.start, note.end
    made = note.tokens[-1].type if note.tokens else ""
    match note.rule:
        case "newline":
            start = len(source[:start].rstrip(" "))
            hard = made == "hardbreak"
            yield _Step(start, end, Atom(start, end) if hard else Words(start, end, "\n"))
        case "escape" | "entity":
            words = Words(start, end, note.tokens[-1].content)
            yield _Step(start, end, Atom(start, end) if made == "hardbreak" else words)
        case "emphasis" | "strikethrough":
            yield from _delimiters(note)
        case "link":
            yield _Step(start, start + 1, name="link", turn=1)
            yield _Step(note.label_end, end, name="link", turn=-1)
        case "html_inline":
            yield _html(source, start, end)
        case "image" | "footnote_ref" | "footnote_inline":
            yield _Step(start, end, Atom(start, end))
        case "backticks" if made != "code_inline":
            return
        case "backticks" | "autolink" | "math_inline":
            yield _Step(start, end, Atom(start, end, worded=True))


def _delimiters(note: _Note) -> Iterator[_Step]:
    """Find which of the characters in a row became markup: each has a token, or two of ~."""
    at = note.end
    places: list[tuple[Token, int, int]] = []
    for token, size in zip(reversed(note.tokens), reversed(note.sizes), strict=True):
        if at == note.start:
            break
        places.insert(0, (token, at - size, at))
        at -= size
    for token, start, end in places:
        name, _, turn = token.type.partition("_")
        # Of the two characters of strong markup the inner one's token tells it.
        if token.type == "strong_open":
            start -= 1
        elif token.type == "strong_close":
            end += 1
        if turn:
            yield _Step(start, end, name=name, turn=1 if turn == "open" else -1)


def _html(source: str, start: int, end: int) -> _Step:
    tag = _TAG.fullmatch(source, start, end)
    name = tag["name"].lower() if tag else ""
    if tag is None or tag["empty"] or name in VOID:
        return _Step(start, end, Atom(start, end))
    return _Step(start, end, name=f"<{name}>", turn=-1 if tag["slash"] else 1)


def _is_readable(label: str) -> bool:
    return bool(_PLAIN.fullmatch(label)) and any(character.isalpha() for character in label)
