"""What paragraphs and characters are by the names of their styles, as programs give them."""

from __future__ import annotations

import re

from app.piece import Block

_HEADING = re.compile(
    r"(?:heading|标题|標題|見出し|제목|überschrift|titre|título|titulo|titolo|encabezado|kop|rubrik"
    r"|overskrift|otsikko|nagłówek|nadpis|címsor|заголовок|başlık)[ _]*([1-9])"
)
_TITLE = re.compile(r"(?:title|标题|標題|titel|titre|título|titolo|表題)")
_QUOTE = re.compile(
    r"(?:intense |明显|明顯)?(?:quote|quotations?|block text|引用|引文|zitat|citation|cita)"
    r"[ _]*([1-9]?)"
)
_SOURCE_CODE = re.compile(r"source code(?: (\S+))?")
_CODE = re.compile(
    r"(?:html preformatted|preformatted text|plain text|code(?: block)?|macro(?: text)?"
    r"|html 预设格式|预格式化的文本|纯文本|代码|listing)"
)
_BULLETS = re.compile(r"(?:list bullet|列表项目符号|項目符號|aufzählungszeichen)[ _]*([1-9]?)")
_NUMBERS = re.compile(r"(?:list number|列表编号|listennummer)[ _]*([1-9]?)")
_CONTENTS = re.compile(r"(?:toc|contents|目录|目錄)[ _]*(?:\d|heading|标题)")
_INLINE_CODE = re.compile(
    r"(?:verbatim char|source text|html (?:code|sample|typewriter|keyboard)|html 代码|源文本"
    r"|inline ?code|code(?: char)?|teletype)"
)
_RULE = re.compile(r"(?:horizontal (?:line|rule)|水平线)")
_MONOSPACED = re.compile(
    r"(?:courier|consolas|menlo|monaco|monospace|lucida console|andale mono|source code pro"
    r"|roboto mono|ubuntu mono|jetbrains mono|fira (?:code|mono)|cascadia|sf mono"
    r"|(?:dejavu|liberation|noto) (?:sans )?mono)"
)
_EMPHASES = {
    "strong": "bold",
    "strong emphasis": "bold",
    "要点": "bold",
    "intense emphasis": "italic",
    "emphasis": "italic",
    "强调": "italic",
}


def block_of(name: str) -> Block | None:
    """Return what a paragraph of a style is, None where the name does not tell."""
    name = name.strip().lower()
    if match := _HEADING.fullmatch(name):
        return Block("heading", level=min(int(match[1]), 6))
    if _TITLE.fullmatch(name):
        return Block("heading", level=1)
    if match := _QUOTE.fullmatch(name):
        return Block("quote", level=int(match[1] or 1))
    if match := _SOURCE_CODE.fullmatch(name):
        return Block("code", language=match[1] or "")
    if _CODE.fullmatch(name):
        return Block("code")
    if match := _BULLETS.fullmatch(name):
        return Block("item", level=int(match[1] or 1))
    if match := _NUMBERS.fullmatch(name):
        return Block("item", level=int(match[1] or 1), ordered=True)
    return Block("rule") if _RULE.fullmatch(name) else None


def is_title(name: str) -> bool:
    """Tell whether a style is the one of a document's title."""
    return _TITLE.fullmatch(name.strip().lower()) is not None


def is_whole_code(name: str) -> bool:
    """Tell whether a paragraph of a style is a whole block of code, not one of its lines."""
    return _SOURCE_CODE.fullmatch(name.strip().lower()) is not None


def is_contents(name: str) -> bool:
    """Tell whether a style is one of a table of contents."""
    return _CONTENTS.match(name.strip().lower()) is not None


def look_of(name: str) -> str:
    """Return the look that a style of characters means: "bold", "italic", "code" or ""."""
    name = name.strip().lower()
    return "code" if _INLINE_CODE.fullmatch(name) else _EMPHASES.get(name, "")


def is_monospaced(font: str) -> bool:
    """Tell whether a font is one of those for code."""
    return _MONOSPACED.match(font.strip().lower()) is not None
