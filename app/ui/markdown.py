"""Markdown as Qt's rich text shows it, and as a browser does."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.lexers.special import TextLexer
from pygments.util import ClassNotFound

from app.ui.math import formula_svg
from app.ui.theme import Tokens

_BRACKET_MATH = re.compile(r"\\\((.+?)\\\)|\\\[(.+?)\\\]", re.DOTALL)
_FENCE = re.compile(r"(^|\n)(```.*?(?:\n```|\Z))", re.DOTALL)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    # Models often set a formula off without the empty lines that would make it a block.
    return parser.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)


def dollars(text: str) -> str:
    r"""Write \( \) and \[ \] as dollars, outside of code blocks."""

    def replace(match: re.Match[str]) -> str:
        # Lines stay lines: `split` counts them.
        return f"${match[1].strip(' ')}$" if match[1] else f"$${match[2].strip(' ')}$$"

    parts = _FENCE.split(text)
    return "".join(
        part if part.startswith("```") else _BRACKET_MATH.sub(replace, part) for part in parts
    )


class MarkdownView:
    """Renders one message. Finished blocks are rendered once, only the last again and again."""

    def __init__(self, tokens: Tokens, pixels: float, copy_label: str) -> None:
        self.tokens = tokens
        self._copy_label = copy_label
        self.code_blocks: list[str] = []
        self.formulas: dict[str, bytes] = {}
        self._pixels = pixels
        self._parser = _parser()
        rules: dict[str, Any] = {
            "fence": self._code,
            "code_block": self._code,
            "image": self._image,
            "math_inline": self._math,
            "math_inline_double": self._math,
            "math_block": self._math,
            "table_open": self._table,
            "td_open": self._cell,
            "th_open": self._cell,
            "blockquote_open": self._quote,
            "blockquote_close": lambda *_: "</td></tr></table>",
            "hr": lambda *_: f'<p style="color:{tokens.border}">────────</p>',
        }
        for name, rule in rules.items():
            self._parser.renderer.rules[name] = rule  # type: ignore[attr-defined]

    def render(self, text: str) -> str:
        """Return the whole text as rich text."""
        self.code_blocks.clear()
        environment: dict[str, Any] = {}
        return self._html(self._parser.parse(dollars(text), environment), environment)

    def split(self, text: str) -> tuple[str, str, int]:
        """Return the finished blocks and the last one as rich text, and the last one's line.

        Blocks are finished when another one follows: the caller keeps them and feeds only what
        begins at that line, with what has been added, next time.
        """
        text = dollars(text)
        environment: dict[str, Any] = {}
        tokens = self._parser.parse(text, environment)
        last = max((i for i, t in enumerate(tokens) if t.level == 0 and t.nesting >= 0), default=0)
        start = tokens[last].map if tokens else None
        if not last or not start:
            return "", self._last(tokens, environment), 0
        done = self._html(tokens[:last], environment)
        return done, self._last(tokens[last:], environment), start[0]

    def _last(self, tokens: Sequence[Token], environment: dict[str, Any]) -> str:
        kept = len(self.code_blocks)
        rendered = self._html(tokens, environment)
        del self.code_blocks[kept:]
        return rendered

    def _html(self, tokens: Sequence[Token], environment: dict[str, Any]) -> str:
        return str(self._parser.renderer.render(tokens, self._parser.options, environment))

    def _code(self, tokens: Sequence[Token], index: int, *_: Any) -> str:
        token = tokens[index]
        language = token.info.split()[0] if token.info.strip() else ""
        number = len(self.code_blocks)
        self.code_blocks.append(token.content)
        body = _highlight(token.content, language, self.tokens.pygments)
        colours = self.tokens
        return (
            f'<table width="100%" cellpadding="0" cellspacing="0" bgcolor="{colours.code}"'
            f' style="margin-top:4px; margin-bottom:8px"><tr>'
            f'<td style="padding:8px 12px 0 12px"><small style="color:{colours.muted}">'
            f"{html.escape(language)}</small></td>"
            f'<td align="right" style="padding:8px 12px 0 12px"><small>'
            f'<a href="copy:{number}" style="color:{colours.accent}; text-decoration:none">'
            f"{self._copy_label}</a></small></td></tr>"
            f'<tr><td colspan="2" style="padding:4px 12px 10px 12px">'
            f'<pre style="white-space:pre-wrap; margin:0">{body}</pre></td></tr></table>'
        )

    def _image(self, tokens: Sequence[Token], index: int, *_: Any) -> str:
        # Nothing is loaded from the network or the disk because a model wrote it.
        token = tokens[index]
        address = str(token.attrs.get("src", ""))
        return f'<a href="{html.escape(address)}">🖼 {html.escape(token.content or address)}</a>'

    def _math(self, tokens: Sequence[Token], index: int, *_: Any) -> str:
        token = tokens[index]
        inline = token.type == "math_inline"
        svg = formula_svg(token.content.strip(), self._pixels, self.tokens.text, inline)
        if not svg:
            return f"<code>{html.escape(token.content)}</code>"
        key = f"math:{len(self.formulas)}:{hash(svg) & 0xFFFFFFFF}"
        self.formulas[key] = svg
        picture = f'<img src="{key}" alt="{html.escape(token.content)}"'
        if inline:
            return f'{picture} style="vertical-align:middle">'
        block = f'<p align="center">{picture}></p>'
        return f"</p>{block}<p>" if token.type == "math_inline_double" else block

    def _table(self, *_: Any) -> str:
        return (
            f'<table border="1" cellspacing="0" cellpadding="6" style="border-collapse:collapse;'
            f' border-color:{self.tokens.faint}; margin-top:6px; margin-bottom:10px">'
        )

    def _cell(self, tokens: Sequence[Token], index: int, *_: Any) -> str:
        token = tokens[index]
        align = re.search(r"text-align:(\w+)", str(token.attrs.get("style", "")))
        return f'<{token.tag} align="{align[1] if align else "left"}">'

    def _quote(self, *_: Any) -> str:
        colours = self.tokens
        return (
            f'<table cellspacing="0" cellpadding="0" style="margin:4px 0 8px 0"><tr>'
            f'<td width="3" bgcolor="{colours.faint}"></td>'
            f'<td style="padding-left:12px; color:{colours.muted}">'
        )


def to_html(text: str) -> str:
    """Return standard HTML, for the clipboard and exports; formulas are inline SVG."""
    parser = _parser()

    def math(tokens: Sequence[Token], index: int, *_: Any) -> str:
        token = tokens[index]
        svg = formula_svg(token.content.strip(), 18, "currentColor", token.type == "math_inline")
        return svg.decode() if svg else f"<code>{html.escape(token.content)}</code>"

    for name in ("math_inline", "math_inline_double", "math_block"):
        parser.renderer.rules[name] = math  # type: ignore[attr-defined]
    return str(parser.render(dollars(text)))


@lru_cache(maxsize=256)
def _highlight(code: str, language: str, style: str) -> str:
    try:
        lexer = get_lexer_by_name(language) if language else TextLexer()
    except ClassNotFound:
        lexer = TextLexer()
    formatter = HtmlFormatter(style=style, noclasses=True, nowrap=True)
    return str(highlight(code, lexer, formatter)).rstrip("\n")
