"""The type that a poem is set in, and how much room its characters take."""

from __future__ import annotations

import re

from PySide6.QtGui import QFont, QFontMetricsF

SERIF = (
    "EB Garamond", "Cormorant Garamond", "Garamond", "Hoefler Text", "Palatino",
    "Palatino Linotype", "P052", "Source Serif 4", "Georgia", "Noto Serif", "Liberation Serif",
    "Times New Roman", "DejaVu Serif",
)  # fmt: skip
SONG = (
    "Source Han Serif SC", "Noto Serif CJK SC", "Songti SC", "SimSun", "AR PL UMing CN",
    "Noto Sans CJK SC", "WenQuanYi Micro Hei",
)  # fmt: skip
KAI = ("Kaiti SC", "STKaiti", "KaiTi", "LXGW WenKai", "AR PL UKai CN", *SONG)
CUT = ("FZXiaoZhuanTi-S13T", "Libian SC", "STLiti", "LiSu", *KAI)  # of seals
EM_CENTRE = 0.38  # of the size: the middle of a Han character over its base line
LATIN_CENTRE = 0.3
AIR = 106  # per cent of a Han character's width in a row
_LYING = "《》〈〉「」『』（）【】"
_RUN = re.compile(r"[ -\u02af\u2010-\u2027]+|.", re.DOTALL)


def han(size: float, *, airy: bool = False) -> QFont:
    """Return the font of Chinese, `airy` with some air between the characters."""
    made = _font((*KAI, *SERIF), size)
    if airy:
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, AIR)
    return made


def latin(size: float, *, italic: bool = False) -> QFont:
    """Return the font of English."""
    made = _font((*SERIF, *KAI), size)
    made.setItalic(italic)
    return made


def cut(size: float, character: str) -> QFont:
    """Return the font that a character of a seal has."""
    made = _font(SERIF if character.isascii() else CUT, size)
    made.setWeight(QFont.Weight.DemiBold)
    return made


def width(text: str, font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)


def runs(text: str) -> list[str]:
    """Divide a text into what stands upright in a column, a character each, and what lies."""
    return [run.strip() for run in _RUN.findall(text) if run.strip()]


def upright(run: str) -> bool:
    """Tell whether a run stands upright in a column."""
    return run == "·" or (len(run) == 1 and run > "\u2e7f" and run not in _LYING)


def _font(families: tuple[str, ...], size: float) -> QFont:
    made = QFont()
    made.setFamilies(list(families))
    made.setPixelSize(max(1, round(size)))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made
