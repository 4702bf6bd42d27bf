"""The type that a printed piece is set in: families, sizes, and the distances that go with them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextOption

from app.piece import Block, Run
from app.tabs.write.task.authorship import CJK
from app.tabs.write.task.counts import is_chinese
from app.ui.theme import MONO

SERIF = (
    "Source Serif 4", "Noto Serif", "Charter", "Georgia", "Cambria", "Liberation Serif",
    "Nimbus Roman", "Times New Roman", "DejaVu Serif",
)  # fmt: skip
SONG = (
    "Source Han Serif SC", "Noto Serif CJK SC", "Songti SC", "SimSun", "AR PL UMing CN",
    "Noto Sans CJK SC", "WenQuanYi Micro Hei",
)  # fmt: skip
KAI = ("Kaiti SC", "STKaiti", "KaiTi", "AR PL UKai CN", "LXGW WenKai", *SONG)
BODY, SMALL, CODE = 11.0, 9.5, 9.0  # points
HEADINGS = {1: 19.0, 2: 15.0, 3: 12.5}
TITLE = 24.0
PIXEL = 96 / 72  # of Qt's in a point
LEVEL = 20 * PIXEL  # by which a list or a quote is indented
INK, LINK, GREY, PALE = QColor("#000000"), QColor("#1d4f7c"), QColor("#8a8a8a"), QColor("#f2f2f2")
RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")
BREAK = "\u2028"  # Qt's for a line feed within a block
_DENSE = f"[{CJK}\u2e80-\u303f\ufe30-\ufe4f\uff00-\uffef]+"
# In a Chinese text the marks that it shares with others are full-width, too.
_SHARED = f"[{CJK}\u2e80-\u303f\ufe30-\ufe4f\uff00-\uffef“”‘’…—·]+"
_HIGH, _HIGH_DENSE = 1.42, 1.72  # a line, in sizes of its type


class Faces:
    """The formats of a piece in a language, for a device with so many dots in a pixel of Qt's.

    Qt takes distances for pixels, but those at the sides of a paragraph for dots.
    """

    def __init__(self, language: str, dots: float) -> None:
        self._dots = dots
        self.dense = is_chinese(language)
        self.is_right_to_left = language.split("-")[0] in RIGHT_TO_LEFT
        self._pattern = re.compile(_SHARED if self.dense else _DENSE)
        self._formats: dict[tuple[Run, str, float, bool], QTextCharFormat] = {}

    def parts(self, run: Run, kind: str, size: float) -> Iterator[tuple[str, QTextCharFormat]]:
        """Yield the text of a run with its formats; Chinese has its own type and no slant."""
        text = run.text.replace("\n", BREAK)
        at = 0
        for match in self._pattern.finditer(text):
            if match.start() > at:
                yield text[at : match.start()], self._char(run, kind, size, False)
            yield match.group(), self._char(run, kind, size, True)
            at = match.end()
        if at < len(text):
            yield text[at:], self._char(run, kind, size, False)

    def block(self, block: Block) -> QTextBlockFormat:
        """Return the format of a block of text."""
        form = QTextBlockFormat()
        size = size_of(block)
        heading = block.kind == "heading"
        above, below = (size * 1.1, size * 0.45) if heading else (0.0, self._below(block))
        form.setTopMargin(above * PIXEL)
        form.setBottomMargin(below * PIXEL)
        self.set_line(form, size, 1.25 if heading else 1.4 if block.kind == "code" else 0)
        if block.kind in ("quote", "item"):
            indent = LEVEL * self._dots
            self._set_sides(form, indent * max(1, block.level), indent * (block.kind == "quote"))
        if block.kind == "item":
            form.setTextIndent(-indent)
            form.setTabPositions([QTextOption.Tab(LEVEL, QTextOption.TabType.LeftTab)])
        if self.dense and block.kind in ("paragraph", "quote"):
            form.setAlignment(Qt.AlignmentFlag.AlignJustify)
            text = block.text
            if block.kind == "paragraph" and text and not text[0].isspace():
                form.setTextIndent(2 * size * PIXEL * self._dots)
        if heading:
            form.setHeadingLevel(block.level)
        return form

    def set_line(self, form: QTextBlockFormat, size: float, high: float = 0) -> None:
        """Set lines apart evenly, whatever type is in them."""
        high = high or (_HIGH_DENSE if self.dense else _HIGH)
        kind = QTextBlockFormat.LineHeightTypes.FixedHeight.value
        form.setLineHeight(size * high * PIXEL, kind)

    def _set_sides(self, form: QTextBlockFormat, before: float, behind: float) -> None:
        left, right = (behind, before) if self.is_right_to_left else (before, behind)
        form.setLeftMargin(left)
        form.setRightMargin(right)

    def _below(self, block: Block) -> float:
        if block.kind == "item":
            return 2.0
        if block.kind == "code":
            return 0.0
        return 3.0 if self.dense and block.kind == "paragraph" else 7.0

    def _char(self, run: Run, kind: str, size: float, dense: bool) -> QTextCharFormat:
        key = (Run("", run.bold, run.italic, run.strike, run.code, run.link), kind, size, dense)
        if key not in self._formats:
            self._formats[key] = self._made(*key)
        return self._formats[key]

    def _made(self, run: Run, kind: str, size: float, dense: bool) -> QTextCharFormat:
        form = QTextCharFormat()
        mono = run.code or kind == "code"
        form.setFont(font(size, _families(mono, run.italic, dense)))
        bold = run.bold or kind in ("heading", "head")
        form.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        form.setFontItalic(run.italic and not dense)
        form.setFontStrikeOut(run.strike)
        form.setForeground(INK)
        if run.code:
            form.setFontPointSize(size - 1)
            form.setBackground(PALE)
        if run.link:
            form.setAnchor(True)
            form.setAnchorHref(run.link)
            form.setForeground(LINK)
        return form


def size_of(block: Block) -> float:
    """Return the size of a block's type in points."""
    if block.kind == "heading":
        return HEADINGS.get(block.level, BODY)
    return {"code": CODE, "table": SMALL}.get(block.kind, BODY)


def font(size: float, families: tuple[str, ...] = (*SERIF, *SONG)) -> QFont:
    """Return a font for paper, where letters stand where their design wants them."""
    made = QFont()
    made.setFamilies(list(families))
    made.setPointSizeF(size)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def _families(mono: bool, italic: bool, dense: bool) -> tuple[str, ...]:
    if dense:
        return KAI if italic else SONG
    return (*MONO, *SONG) if mono else (*SERIF, *SONG)
