"""A piece of writing: blocks of runs, each of which knows who wrote it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

# Who wrote a run: the person's keys, the person's clipboard, a model, a model and then the person.
Author = Literal["typed", "pasted", "model", "edited"]
# What a run is in a change that waits for the person's decision.
Change = Literal["", "inserted", "deleted"]
Kind = Literal["paragraph", "heading", "item", "quote", "code", "rule", "table", "image"]


class Run(Struct, frozen=True, omit_defaults=True):
    """Text of one look and one author; `generation` numbers what a model wrote, 0 for none."""

    text: str
    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    link: str = ""
    author: Author = "typed"
    generation: int = 0
    change: Change = ""


class Block(Struct, frozen=True, omit_defaults=True):
    """A paragraph or what stands in place of one.

    `level` is a heading's (1 to 6), and how deep an item or a quote is nested (from 1). `rows`
    are a table's, the first one its head: cells of runs. `image` is a name in Piece.images,
    its runs are the description. Code keeps its line feeds in its runs; `language` is its.
    """

    kind: Kind = "paragraph"
    runs: tuple[Run, ...] = ()
    level: int = 0
    ordered: bool = False
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()
    image: str = ""
    language: str = ""

    @property
    def text(self) -> str:
        """Return the text as it would be if no change were accepted."""
        return "".join(run.text for run in self.runs if run.change != "inserted")


class Piece(Struct, frozen=True, omit_defaults=True):
    """A whole piece. `images` hold the bytes of PNG, JPEG, GIF, WebP or SVG files by name."""

    title: str = ""
    language: str = ""  # BCP 47, "" where it is not known
    blocks: tuple[Block, ...] = ()
    images: dict[str, bytes] = {}

    @property
    def text(self) -> str:
        """Return the plain text, blocks apart by a line feed."""
        return "\n".join(block.text for block in self.blocks)
