"""How runs and blocks look, and which run or block a format of Qt's stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import structs
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextFormat

from app.piece import Block, Run
from app.tabs.write.task.authorship import CJK
from app.ui.theme import MONO, SANS, Theme

RUN = QTextFormat.Property.UserProperty.value + 1
BLOCK = QTextFormat.Property.UserProperty.value + 2
OBJECTS = ("rule", "table", "image")  # stand in the text as one sign
SIGN = "\ufffc"
BREAK = "\u2028"  # Qt's for a line feed within a block
INDENT = 30  # pixels a level of a list or a quote
GROWTH = {1: 10, 2: 6, 3: 3}  # points that headings are larger
CHANGED = 0.20  # how much of its colour a change is tinted with
_DENSE = re.compile(f"[{CJK}\u3000-\u303f\uff00-\uffef]+")
_SPACING = {"paragraph": 9, "heading": 12, "item": 3, "quote": 7, "code": 14}
_OBJECT_SPACING = 16
_HIGH, _HIGH_CJK = 148, 165  # percent


def mixed(colour: str, ground: str, share: float) -> QColor:
    """Return a colour laid over a ground."""
    over, under = QColor(colour), QColor(ground)

    def part(one: float, other: float) -> float:
        return one * share + other * (1 - share)

    return QColor.fromRgbF(
        part(over.redF(), under.redF()),
        part(over.greenF(), under.greenF()),
        part(over.blueF(), under.blueF()),
    )


def segments(text: str) -> Iterator[tuple[str, bool]]:
    """Cut a text into parts that are of Chinese signs, or of others."""
    at = 0
    for match in _DENSE.finditer(text):
        if match.start() > at:
            yield text[at : match.start()], False
        yield match.group(), True
        at = match.end()
    if at < len(text):
        yield text[at:], False


class Looks:
    """The formats in the colours and sizes of the theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._runs: list[Run] = [Run("")]
        self._blocks: list[Block] = [Block()]
        self._run_numbers = {Run(""): 0}
        self._block_numbers: dict[Block, int] = {Block(): 0}
        self._formats: dict[tuple[int, str, int, bool], QTextCharFormat] = {}
        self._block_formats: dict[tuple[int, bool], QTextBlockFormat] = {}

    def forget(self) -> None:
        """Make the formats anew: the theme is another."""
        self._formats.clear()
        self._block_formats.clear()

    @property
    def points(self) -> int:
        return self._theme.points + 2

    def font(self) -> QFont:
        font = QFont()
        font.setFamilies(list(SANS))
        font.setPointSize(self.points)
        return font

    # What formats stand for --------------------------------------------------------------

    def run_of(self, form: QTextFormat) -> Run:
        """Return a run without text."""
        return self._runs[form.intProperty(RUN)]

    def block_of(self, form: QTextBlockFormat) -> Block:
        """Return a block without runs, one in place of text with all it has."""
        return self._blocks[form.intProperty(BLOCK)]

    def _run_number(self, run: Run) -> int:
        bare = structs.replace(run, text="")
        if bare not in self._run_numbers:
            self._run_numbers[bare] = len(self._runs)
            self._runs.append(bare)
        return self._run_numbers[bare]

    def _block_number(self, block: Block) -> int:
        bare = block if block.kind in OBJECTS else structs.replace(block, runs=())
        if bare not in self._block_numbers:
            self._block_numbers[bare] = len(self._blocks)
            self._blocks.append(bare)
        return self._block_numbers[bare]

    # Formats -----------------------------------------------------------------------------

    def parts(self, run: Run, block: Block) -> Iterator[tuple[str, QTextCharFormat]]:
        """Yield the text of a run and its formats; Chinese is never slanted."""
        text = run.text.replace("\n", BREAK)
        if not run.italic:
            yield text, self.char(run, block)
            return
        for part, dense in segments(text):
            yield part, self.char(run, block, dense)

    def char(self, run: Run, block: Block, dense: bool = False) -> QTextCharFormat:
        """Return the format of characters; `dense` ones are Chinese."""
        key = (self._run_number(run), block.kind, block.level, dense)
        if key not in self._formats:
            self._formats[key] = self._char(run, block, dense, key[0])
        return self._formats[key]

    def _char(self, run: Run, block: Block, dense: bool, number: int) -> QTextCharFormat:
        tokens = self._theme.tokens
        form = QTextCharFormat()
        form.setProperty(RUN, number)
        heading = block.kind == "heading"
        mono = run.code or block.kind == "code"
        size = self.points + (GROWTH.get(block.level, 1) if heading else 0) - mono
        form.setFontFamilies(list(MONO if mono else SANS))
        form.setFontPointSize(size)
        strong = QFont.Weight.Bold if run.bold else QFont.Weight.DemiBold
        form.setFontWeight(strong if run.bold or heading else QFont.Weight.Normal)
        form.setFontItalic(run.italic and not dense)
        form.setFontStrikeOut(run.strike or run.change == "deleted")
        form.setForeground(QColor(tokens.muted if block.kind == "quote" else tokens.text))
        if run.code:
            form.setBackground(QColor(tokens.code))
        if run.link:
            form.setForeground(QColor(tokens.accent))
            form.setFontUnderline(True)
        if run.change:
            self._mark(form, tokens.good if run.change == "inserted" else tokens.bad)
            if run.change == "deleted":
                form.setForeground(QColor(tokens.muted))
        return form

    def _mark(self, form: QTextCharFormat, colour: str) -> None:
        form.setBackground(mixed(colour, self._theme.tokens.surface, CHANGED))

    def block(self, block: Block) -> QTextBlockFormat:
        """Return the format of a block."""
        text = "".join(run.text for run in block.runs[:2])[:80]
        key = (self._block_number(block), bool(_DENSE.search(text)))
        if key not in self._block_formats:
            self._block_formats[key] = self._block(block, *key)
        return self._block_formats[key]

    def _block(self, block: Block, number: int, dense: bool) -> QTextBlockFormat:
        form = QTextBlockFormat()
        form.setProperty(BLOCK, number)
        space = _SPACING.get(block.kind, _OBJECT_SPACING)
        form.setTopMargin(space * (2 if block.kind == "heading" and block.level < 3 else 1))
        form.setBottomMargin(8 if block.kind == "heading" else space)
        if block.kind in ("item", "quote"):
            form.setLeftMargin(INDENT * max(1, block.level))
        if block.kind == "code":
            form.setLeftMargin(16)
            form.setRightMargin(16)
        if block.kind not in OBJECTS:
            high = _HIGH_CJK if dense else _HIGH
            high = {"heading": 120, "code": 130}.get(block.kind, high)
            form.setLineHeight(high, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        return form
