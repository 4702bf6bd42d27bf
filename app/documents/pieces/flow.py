"""What readers fill: the blocks of a piece one after the other, its images and notes."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import structs

from app.document_protocol import Note
from app.documents.pieces.form import PLAIN, joined, normal, text_of
from app.documents.pieces.pictures import kind_of
from app.piece import Block, Piece, Run


class Flow:
    """A piece that is being read: `begin` and `end` a block, and fill it with text between.

    Notes that stand below a text (footnotes) come as paragraphs after the last block.
    """

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.notes: dict[Note, None] = {}
        self._images: dict[str, bytes] = {}
        self._footnotes: list[Block] = []
        self._floating: list[Block] = []
        self._block = Block()
        self._runs: list[Run] = []
        self._code: list[tuple[Run, ...]] = []

    def begin(self, block: Block) -> None:
        """End what is open, and begin a block like `block`."""
        self.end()
        self._block = block

    @property
    def is_waiting(self) -> bool:
        """Tell whether an item has begun that has no text yet."""
        return self._block.kind == "item" and not text_of(self._runs).strip()

    def text(self, text: str, look: Run = PLAIN) -> None:
        """Add text of a look."""
        if text:
            self._runs.append(structs.replace(look, text=text))

    def end(self) -> None:
        """End the block; one without text is none."""
        if self._code:
            lines, self._code = self._code, []
            runs = [run for line in lines for run in (*line, Run("\n"))][:-1]
            if text_of(runs).strip():
                self.blocks.append(Block("code", joined(runs)))
        if text_of(self._runs).strip():
            self.blocks.append(structs.replace(self._block, runs=joined(self._runs)))
        self._block, self._runs = Block(), []

    def add(self, block: Block) -> None:
        """Add a whole block."""
        self.end()
        self.blocks.append(block)

    def code_line(self, runs: tuple[Run, ...]) -> None:
        """Add a line of code to those before it."""
        if not self._code:
            self.end()
        self._code.append(runs)

    def image(self, data: bytes, description: str = "") -> None:
        """Add an image; the paragraph it stands in goes on after it."""
        if kind_of(data) is None:
            self.missing_image(description)
            return
        around = self._block
        self.end()
        name = next((n for n, known in self._images.items() if known == data), "")
        name = name or f"image{len(self._images) + 1}"
        self._images[name] = data
        self.blocks.append(Block("image", joined([Run(description)]), image=name))
        self._block = Block() if around.kind == "item" else around

    def missing_image(self, description: str) -> None:
        """Put the description in place of an image that cannot be had."""
        self.note("images")
        self.text(description)

    def table(self, rows: Iterable[Iterable[Iterable[Run]]]) -> None:
        """Add a table of rows of cells; the images of its cells come after it."""
        self.add(Block("table", rows=tuple(tuple(tuple(cell) for cell in row) for row in rows)))
        self.blocks += self._floating
        self._floating.clear()

    def cell(self) -> Flow:
        """Return a flow for the content of a cell or a note, for `line`."""
        inner = Flow()
        inner.notes, inner._images = self.notes, self._images
        inner._footnotes, inner._floating = self._footnotes, self._floating
        return inner

    def footnote(self, runs: tuple[Run, ...]) -> str:
        """Keep the text of a note for the end; return its mark."""
        self.note("footnotes")
        mark = f"[{len(self._footnotes) + 1}]"
        first, *others = runs or (PLAIN,)
        first = structs.replace(first, text=first.text.lstrip())
        self._footnotes.append(Block(runs=joined([Run(f"{mark} "), first, *others])))
        return mark

    def line(self) -> tuple[Run, ...]:
        """Return all text as runs, with a line feed between blocks."""
        self.end()
        runs: list[Run] = []
        for block in self.blocks:
            if block.kind == "image":
                self._floating.append(block)
                continue
            for part in [cell for row in block.rows for cell in row] or [block.runs]:
                runs += [Run("\n"), *part] if runs else part
        return joined(runs)

    def note(self, note: Note) -> None:
        """Say what was left out or changed."""
        self.notes[note] = None

    def piece(self, title: str = "", language: str = "") -> Piece:
        """Return what was read."""
        self.end()
        blocks = (*self.blocks, *self._footnotes, *self._floating)
        return normal(Piece(title, language, blocks, self._images))
