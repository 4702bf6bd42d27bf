"""A block of Markdown with inline content: a paragraph, a heading, a cell of a table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from app.documents.lines import collapsed
from app.documents.markup import untagged
from app.documents.mdinline import Environment, parse_inline
from app.documents.mdwriter import Writer, escaped
from app.documents.segment import Segment
from app.documents.splice import Edit, splice

Kind = Literal["paragraph", "heading", "underlined", "cell"]
# A box of a task list and the title of an alert are no text.
_LEAD = re.compile(r"\[[ xX]\]\s+(?=\S)|\[![A-Z]+\][ \t]*(?:\n|\Z)")


@dataclass(frozen=True)
class Piece:
    """The inline content of one line: from `start` to `end`, after `prefix`, before `rest`."""

    start: int
    end: int
    prefix: str
    rest: str
    ending: str


class Block:
    """`source` is the inline content, without what containers put before each of its lines.

    `texts` are its own, by 0, and those of its images, by 1 and more.
    """

    def __init__(
        self,
        kind: Kind,
        source: str,
        pieces: Sequence[Piece],
        parser: MarkdownIt,
        environment: Environment,
    ) -> None:
        self._kind, self._source, self._pieces = kind, source, pieces
        self._parser, self._environment = parser, environment
        lead = _LEAD.match(source) if kind == "paragraph" else None
        self._skip = lead.end() if lead else 0
        inline = parse_inline(parser, source, environment, self._skip)
        self._segment = Segment(source, inline.parts)
        self._shortcuts = inline.shortcuts
        self._alternatives = dict(enumerate(inline.alternatives, 1))
        self.start = pieces[0].start
        self.texts = {at: source[slice(*place)] for at, place in self._alternatives.items()}
        if self._segment.has_words:
            self.texts = {0: collapsed(self._segment.text), **self.texts}

    def edit(self, texts: Mapping[int, str], *, bilingual: bool) -> Edit:
        """Return what puts translations into the file."""
        images = [
            Edit(*self._alternatives[at], plain_markdown(untagged(text, self.texts[at])))
            for at, text in texts.items()
            if at
        ]
        source = splice(self._source, images)
        own = source
        if 0 in texts:
            complete = splice(self._source, (*images, *self._shortcuts))
            own = self._translated(complete, texts[0]) or source
        new = self._in_lines(own)
        if bilingual and 0 in texts and own != source:
            new = self._above() + self._in_lines(own[self._skip :])
        return Edit(self.start, self._pieces[-1].end, new)

    def _translated(self, source: str, text: str) -> str | None:
        parts = parse_inline(self._parser, source, self._environment, self._skip).parts
        segment = Segment(source, parts)
        writer = Writer(
            self._parser, self._environment, source, self._skip, segment, self._is_whole
        )
        return writer.translated(text)

    def _is_whole(self, source: str) -> bool:
        """Tell whether an inline source would be one block of this kind, and nothing else."""
        if self._kind == "cell":
            return "\n" not in source
        block = {"heading": f"# {source}", "underlined": f"{source}\n==="}.get(self._kind, source)
        tokens: list[Token] = []
        self._parser.block.parse(block, self._parser, {}, tokens)
        kind = "paragraph_open" if self._kind == "paragraph" else "heading_open"
        return (
            len(tokens) == 3
            and tokens[0].type == kind
            and tokens[1].content.split() == source.split()
        )

    def _in_lines(self, source: str) -> str:
        """Return an inline source as it stands in the file."""
        if self._kind == "cell":
            return source.replace("|", "\\|")
        first, *more = source.split("\n")
        prefixes = [piece.prefix for piece in self._pieces[1:]]
        if len(prefixes) != len(more):
            prefixes = [self._next_prefix()] * len(more)
        ending = self._ending()
        return first + "".join(
            ending + prefix + line for prefix, line in zip(prefixes, more, strict=True)
        )

    def _above(self) -> str:
        """Return the source and what divides it from a translation, which takes its end."""
        source, ending, first = self._in_lines(self._source), self._ending(), self._pieces[0]
        if self._kind == "cell":
            return source + "<br>"
        hashes = re.search(r"#*[ \t]*\Z", first.prefix) if self._kind == "heading" else None
        container = first.prefix[: hashes.start()] if hashes else first.prefix
        following = _continued(container)
        if hashes or (following == container and self._kind == "paragraph"):
            mark = hashes[0] if hashes else ""
            blank = following.rstrip() + ending
            return f"{source}{self._pieces[-1].rest}{ending}{blank}{following}{mark}"
        return f"{source}  {ending}{self._next_prefix()}"

    def _next_prefix(self) -> str:
        """Return what stands before a further line."""
        if len(self._pieces) > 1:
            return self._pieces[1].prefix
        return _continued(self._pieces[0].prefix)

    def _ending(self) -> str:
        return self._pieces[0].ending or "\n"


def plain_markdown(text: str) -> str:
    """Return text that has no markup, as Markdown."""
    return escaped(" ".join(text.split()))


def _continued(prefix: str) -> str:
    """Return what stands before the next line in the same containers."""
    return re.sub(r"[^>\s]", " ", prefix)
