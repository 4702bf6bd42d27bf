"""Blocks as a document of Qt's, one block each; only what differs is written anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import compress, count, groupby
from operator import is_not

from msgspec import structs
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextImageFormat

from app.piece import Block, Run
from app.tabs.write.editor import units
from app.tabs.write.editor.looks import BREAK, OBJECTS, RUN, SIGN, Looks
from app.tabs.write.editor.pictures import Pictures
from app.tabs.write.task.authorship import merge
from app.tabs.write.task.changes import Blocks, Place

# Stands for a block of which nobody knows what the document shows; it is written anew.
UNKNOWN = Block(kind="rule", language="unknown")
Keep = QTextCursor.MoveMode.KeepAnchor


class Page:
    """Shows blocks in a document. `blocks` are what it shows, `busy` while it writes."""

    def __init__(self, document: QTextDocument, looks: Looks, pictures: Pictures) -> None:
        self._document = document
        self._looks = looks
        self._pictures = pictures
        self.blocks: Blocks = (Block(),)
        self.busy = False

    # Reading -----------------------------------------------------------------------------

    def read(self, block: QTextBlock) -> Block:
        """Return what a block of the document stands for."""
        bare = self._looks.block_of(block.blockFormat())
        text = block.text()
        if bare.kind in OBJECTS:
            return bare if text == SIGN else UNKNOWN
        wide = units.length(text) != len(text)
        runs = []
        for part in block.textFormats():
            start, end = part.start, part.start + part.length
            if wide:
                start, end = units.position(text, start), units.position(text, end)
            run = self._looks.run_of(part.format)
            runs.append(structs.replace(run, text=text[start:end].replace(BREAK, "\n")))
        return structs.replace(bare, runs=merge(runs))

    def stray(self, block: QTextBlock) -> Blocks:
        """Return what a block stands for that something other than the keys has changed."""
        bare = self._looks.block_of(block.blockFormat())
        text = block.text().replace(BREAK, "\n")
        if bare.kind not in OBJECTS:
            found = self.read(block)
            runs = (structs.replace(run, text=run.text.replace(SIGN, "")) for run in found.runs)
            return (structs.replace(found, runs=merge(runs)),)
        beside = text.replace(SIGN, "")
        kept = (bare,) if SIGN in text else ()
        return (*kept, Block(runs=(Run(beside),) if beside else ())) if beside or not kept else kept

    def place(self, position: int) -> Place:
        """Return the place of a position in the document."""
        block = self._document.findBlock(position)
        number = block.blockNumber()
        column = position - block.position()
        shown = self.blocks[number]
        if shown.kind in OBJECTS:
            return number, min(column, 1)
        return number, units.position(block.text(), column)

    def position(self, place: Place) -> int:
        """Return the position of a place."""
        block = self._document.findBlockByNumber(min(place[0], self._document.blockCount() - 1))
        text = block.text()
        return block.position() + units.length(text[: place[1]])

    # Writing -----------------------------------------------------------------------------

    def fill(self, document: QTextDocument, blocks: Blocks) -> None:
        """Show blocks in another document, which is empty."""
        self._document = document
        with self.writing() as cursor:
            for number, block in enumerate(blocks):
                form = self._looks.block(block)
                char = self._looks.char(Run(""), block)
                if number:
                    cursor.insertBlock(form, char)
                else:
                    cursor.setBlockFormat(form)
                    cursor.setBlockCharFormat(char)
                self._insert(cursor, block)
            self.blocks = blocks

    def show(self, blocks: Blocks) -> Place | None:
        """Show blocks, writing what differs; return where that ends."""
        old = self.blocks
        first, last = alike(old, blocks)
        was, new = old[first : len(old) - last], blocks[first : len(blocks) - last]
        if not was and not new:
            self.blocks = blocks
            return None
        both = min(len(was), len(new))
        end: Place = (max(0, first - 1), 0)
        with self.writing() as cursor:
            for number in range(both):
                column = self._rewrite(cursor, first + number, was[number], new[number])
                end = (first + number, column)
            if len(was) > both:
                self._remove(cursor, first + both, first + len(was), blocks)
            for number in range(both, len(new)):
                self._add(cursor, first + number, new[number])
                end = (first + number, _length(new[number]))
            self.blocks = blocks
        return end

    def look_again(self, number: int) -> None:
        """Give what is emphasized in a block the looks of what it is: Chinese, or not."""
        with self.writing() as cursor:
            cursor.setPosition(self.position((number, 0)))
            for run in self.blocks[number].runs:
                if run.italic:
                    self._recolour(cursor, run, self.blocks[number])
                else:
                    cursor.setPosition(cursor.position() + units.length(run.text))

    def seen(self, number: int, end: int, blocks: Blocks) -> None:
        """Note what the document shows now from one block to before another."""
        self.blocks = (*self.blocks[:number], *blocks, *self.blocks[end:])

    @contextmanager
    def writing(self) -> Iterator[QTextCursor]:
        cursor = QTextCursor(self._document)
        self.busy = True
        cursor.beginEditBlock()
        try:
            yield cursor
        finally:
            cursor.endEditBlock()
            self.busy = False

    def _insert(self, cursor: QTextCursor, block: Block) -> None:
        if block.kind in OBJECTS:
            form = QTextImageFormat()
            form.setProperty(RUN, 0)
            name, size = self._pictures.of(block)
            form.setName(name)
            form.setWidth(size.width())
            form.setHeight(size.height())
            cursor.insertImage(form)
            return
        for run in block.runs:
            for text, char in self._looks.parts(run, block):
                cursor.insertText(text, char)

    def _rewrite(self, cursor: QTextCursor, number: int, old: Block, new: Block) -> int:
        """Write what differs of a block; return where in it that ends."""
        block = self._document.findBlockByNumber(number)
        form = self._looks.block(new)
        cursor.setPosition(block.position())
        if block.blockFormat() != form:
            cursor.setBlockFormat(form)
        same = (old.kind, old.level) == (new.kind, new.level) and new.kind not in OBJECTS
        if not same:
            cursor.setPosition(block.position() + block.length() - 1, Keep)
            cursor.removeSelectedText()
            cursor.setBlockCharFormat(self._looks.char(Run(""), new))
            self._insert(cursor, new)
            return _length(new)
        return self._rewrite_runs(cursor, block.position(), old, new)

    def _rewrite_runs(self, cursor: QTextCursor, start: int, old: Block, new: Block) -> int:
        before, after = _signs(old), _signs(new)
        first, last = 0, 0
        most = min(len(before), len(after))
        while first < most and before[first] == after[first]:
            first += 1
        while last < most - first and before[-1 - last] == after[-1 - last]:
            last += 1
        gone, come = before[first : len(before) - last], after[first : len(after) - last]
        at = start + units.length("".join(sign for sign, _ in before[:first]))
        cursor.setPosition(at)
        recoloured = [sign for sign, _ in gone] == [sign for sign, _ in come]
        if not recoloured:
            cursor.setPosition(at + units.length("".join(sign for sign, _ in gone)), Keep)
            cursor.removeSelectedText()
        for run, group in groupby(come, key=lambda pair: pair[1]):
            text = "".join(sign for sign, _ in group)
            whole = structs.replace(run, text=text)
            if recoloured:
                self._recolour(cursor, whole, new)
                continue
            for part, char in self._looks.parts(whole, new):
                cursor.insertText(part, char)
        return len(after) - last

    def _recolour(self, cursor: QTextCursor, run: Run, block: Block) -> None:
        for part, char in self._looks.parts(run, block):
            cursor.setPosition(cursor.position())
            cursor.setPosition(cursor.position() + units.length(part), Keep)
            cursor.setCharFormat(char)

    def _remove(self, cursor: QTextCursor, first: int, end: int, left: Blocks) -> None:
        """Remove blocks; `left` is what is shown then."""
        head = self._document.findBlockByNumber(first)
        behind = self._document.findBlockByNumber(end)
        if first:
            last = self._document.findBlockByNumber(end - 1)
            cursor.setPosition(head.position() - 1)
            cursor.setPosition(last.position() + last.length() - 1, Keep)
        else:
            cursor.setPosition(head.position())
            cursor.setPosition(behind.position(), Keep)
        cursor.removeSelectedText()
        # Qt leaves either format where blocks are joined.
        kept = left[max(0, first - 1)]
        cursor.setBlockFormat(self._looks.block(kept))
        cursor.setBlockCharFormat(self._looks.char(Run(""), kept))

    def _add(self, cursor: QTextCursor, number: int, block: Block) -> None:
        form, char = self._looks.block(block), self._looks.char(Run(""), block)
        if number:
            before = self._document.findBlockByNumber(number - 1)
            cursor.setPosition(before.position() + before.length() - 1)
            cursor.insertBlock(form, char)
        else:
            cursor.setPosition(0)
            cursor.insertBlock(cursor.blockFormat(), cursor.blockCharFormat())
            cursor.setPosition(0)
            cursor.setBlockFormat(form)
            cursor.setBlockCharFormat(char)
        self._insert(cursor, block)


def alike(old: Blocks, new: Blocks) -> tuple[int, int]:
    """Return how many blocks are the same at the beginning, and how many at the end."""
    first, last, most = 0, 0, min(len(old), len(new))
    while first < most and (old[first] is new[first] or old[first] == new[first]):
        first += _identical(old[first:], new[first:]) or 1
    behind, ahead = old[first:][::-1], new[first:][::-1]
    most -= first
    while last < most and (behind[last] is ahead[last] or behind[last] == ahead[last]):
        last += _identical(behind[last:], ahead[last:]) or 1
    return first, last


def _identical(one: Blocks, other: Blocks) -> int:
    """Return how many blocks at the beginning are the very same."""
    return next(compress(count(), map(is_not, one, other)), min(len(one), len(other)))


def _length(block: Block) -> int:
    if block.kind in OBJECTS:
        return len(SIGN)
    return sum(len(run.text) for run in block.runs)


def _signs(block: Block) -> list[tuple[str, Run]]:
    return [
        (sign, bare)
        for run in block.runs
        for bare in (structs.replace(run, text=""),)
        for sign in run.text
    ]
