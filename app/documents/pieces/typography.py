"""What a language asks of an office document: fonts and codes."""

from __future__ import annotations

from typing import NamedTuple

from app.documents.office import Edition

LATIN, MONOSPACED = "Calibri", "Consolas"


class Fonts(NamedTuple):
    """The East Asian fonts of text and of headings."""

    text: str
    headings: str


_FONTS = {
    "zh-CN": Fonts("宋体", "黑体"),
    "zh-TW": Fonts("新細明體", "微軟正黑體"),
    "zh-HK": Fonts("新細明體", "微軟正黑體"),
    "ja-JP": Fonts("游明朝", "游ゴシック"),
    "ko-KR": Fonts("바탕", "맑은 고딕"),
}
_REGIONS = {
    "en": "en-US",
    "de": "de-DE",
    "fr": "fr-FR",
    "es": "es-ES",
    "it": "it-IT",
    "ru": "ru-RU",
}


class Typography(NamedTuple):
    """The codes of Latin and East Asian text, and the fonts of the latter."""

    latin: str
    east_asian: str
    fonts: Fonts
    is_east_asian: bool
    is_right_to_left: bool


def typography(language: str) -> Typography:
    """Return what a piece in a language needs; text in Chinese is expected in any."""
    edition = Edition(language)
    if edition.is_east_asian:
        fonts = _FONTS.get(edition.code, _FONTS["zh-CN"])
        return Typography("en-US", edition.code, fonts, True, False)
    code = _REGIONS.get(language, language) or "en-US"
    return Typography(code, "zh-CN", _FONTS["zh-CN"], False, edition.is_right_to_left)
