"""Markdown as a piece."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from msgspec import structs

from app.document_protocol import Note
from app.documents.encoding import NotTextError, decode
from app.documents.frontmatter import end_of_front_matter
from app.documents.htmltokens import attributes, tokens
from app.documents.lines import is_spaceless
from app.documents.pieces.flow import Flow
from app.documents.pieces.form import PLAIN, spaced
from app.documents.pieces.htmlreader import read_fragment
from app.documents.pieces.nearby import Nearby
from app.documents.pieces.tags import MEANINGS
from app.documents.textfile import unreadable
from app.piece import Block, Piece, Run

_ENTRY = re.compile(r"^(title|lang|language)[ \t]*[:=][ \t]*(.*?)[ \t]*$", re.MULTILINE)
_MARKS = {"strong": "bold", "em": "italic", "s": "strike"}


class _Parser(MarkdownIt):
    """A parser that leaves addresses as they are written."""

    def normalizeLink(self, url: str) -> str:
        return url

    def validateLink(self, url: str) -> bool:
        return True


@cache
def _parser() -> MarkdownIt:
    parser = _Parser("commonmark").enable(["table", "strikethrough"])
    parser.use(footnote_plugin)
    return parser.use(dollarmath_plugin, allow_space=False, allow_digits=False, allow_labels=False)


def read(path: Path) -> tuple[Piece, tuple[Note, ...]]:
    """Read a Markdown file; raises OSError and UserError."""
    try:
        text = decode(path.read_bytes()).text
    except NotTextError as error:
        raise unreadable(path, "not a text") from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    begin = end_of_front_matter(text)
    about = {match[1]: _unquoted(match[2]) for match in _ENTRY.finditer(text, 0, begin)}
    flow = Flow()
    MarkdownReader(flow, Nearby(path)).read(text[begin:])
    language = about.get("lang") or about.get("language", "")
    return spaced(flow.piece(about.get("title", ""), language)), tuple(flow.notes)


def _unquoted(value: str) -> str:
    """Return what a value of the front matter says."""
    if value.startswith("'"):
        return value.strip("'").replace("''", "'")
    if not value.startswith('"'):
        return value
    try:
        return str(json.JSONDecoder(strict=False).raw_decode(value)[0])
    except ValueError:
        return value.strip('"')


class MarkdownReader:
    """Fills a flow with the content of a text."""

    def __init__(self, flow: Flow, images: Nearby | None = None) -> None:
        self._flow = flow
        self._images = images
        self._parser = _parser()
        self._around: list[str] = []  # the lists and quotes that are open
        self._rows: list[list[Sequence[Run]]] = []
        self._target = flow
        self._mark = ""  # of a footnote that begins

    def read(self, text: str) -> None:
        """Read a whole text."""
        for token in self._parser.parse(text):
            self._block(token)
        self._flow.end()

    def _block(self, token: Token) -> None:
        match token.type:
            case "inline":
                self._inline(token.children or [])
            case "paragraph_open":
                if not self._flow.is_waiting:
                    self._flow.begin(self._paragraph())
                self._flow.text(self._mark)
                self._mark = ""
            case "heading_open":
                self._flow.begin(Block("heading", level=int(token.tag[1])))
            case "paragraph_close" | "heading_close" | "list_item_close" | "footnote_close":
                self._flow.end()
            case "bullet_list_open" | "ordered_list_open" | "blockquote_open":
                self._flow.end()
                self._around.append(token.tag)
            case "bullet_list_close" | "ordered_list_close" | "blockquote_close":
                self._flow.end()
                self._around.pop()
            case "list_item_open":
                level = sum(tag != "blockquote" for tag in self._around)
                self._flow.begin(Block("item", (), level, self._around[-1] == "ol"))
            case "fence" | "code_block":
                language = (token.info.split() or [""])[0]
                if language.startswith("{"):
                    language = language.strip("{}").removeprefix(".")
                text = token.content.removesuffix("\n")
                self._flow.add(Block("code", (Run(text),), language=language))
            case "hr":
                self._flow.add(Block("rule"))
            case "html_block":
                read_fragment(token.content, self._flow, self._images)
            case "math_block":
                self._flow.add(Block(runs=(Run(f"$$\n{token.content.strip()}\n$$"),)))
            case "footnote_open":
                self._mark = f"[{token.meta['id'] + 1}] "
                self._flow.note("footnotes")
            case _:
                self._table(token)

    def _paragraph(self) -> Block:
        if self._around[-1:] == ["blockquote"]:
            return Block("quote", level=self._around.count("blockquote"))
        return Block()

    def _table(self, token: Token) -> None:
        match token.type:
            case "table_open":
                self._rows = []
            case "tr_open":
                self._rows.append([])
            case "th_open" | "td_open":
                self._target = self._flow.cell()
            case "th_close" | "td_close":
                self._rows[-1].append(self._target.line())
                self._target = self._flow
            case "table_close":
                self._flow.table(self._rows)

    def _inline(self, children: Sequence[Token]) -> None:
        looks = [PLAIN]
        for at, token in enumerate(children):
            look = looks[-1]
            kind, _, turn = token.type.rpartition("_")
            if kind in _MARKS and turn == "open":
                looks.append(structs.replace(look, **{_MARKS[kind]: True}))
            elif kind == "link" and turn == "open":
                looks.append(structs.replace(look, link=str(token.attrs.get("href", ""))))
            elif kind in (*_MARKS, "link") and turn == "close" and len(looks) > 1:
                looks.pop()
            elif token.type == "html_inline":
                self._html(token.content, looks)
            else:
                self._words(token, look, [*children[at - 1 : at], *children[at + 1 : at + 2]])

    def _words(self, token: Token, look: Run, beside: Sequence[Token]) -> None:
        match token.type:
            case "text" | "text_special":
                self._target.text(token.content, look)
            case "code_inline":
                self._target.text(token.content, structs.replace(look, code=True))
            case "hardbreak":
                self._target.text("\n", look)
            case "softbreak":
                chinese = all(map(is_spaceless, _edges(beside)))
                self._target.text("" if chinese else " ", look)
            case "image":
                words = "".join(child.content or " " for child in token.children or [])
                self._image(str(token.attrs.get("src", "")), words)
            case "math_inline":
                self._target.text(f"${token.content}$", look)
            case "math_inline_double":
                self._target.text(f"$${token.content}$$", look)
            case "footnote_ref":
                self._target.text(f"[{token.meta['id'] + 1}]", look)

    def _image(self, source: str, description: str) -> None:
        data = self._images.load(source) if self._images else None
        self._target.image(data or b"", description)

    def _html(self, source: str, looks: list[Run]) -> None:
        """Read a tag among words; those that make no difference count too, for their ends."""
        for token in tokens(source):
            found = {a.name: a.value for a in attributes(source, token)}
            look = looks[-1]
            if token.name == "br":
                self._target.text("\n", look)
            elif token.name == "img":
                self._image(found.get("src", ""), found.get("alt", ""))
            elif token.kind == "start":
                if token.name in MEANINGS:
                    look = structs.replace(look, **{MEANINGS[token.name]: True})
                elif token.name == "a" and "href" in found:
                    look = structs.replace(look, link=found["href"])
                looks.append(look)
            elif token.kind == "end" and len(looks) > 1:
                looks.pop()


def _edges(beside: Sequence[Token]) -> tuple[str, str]:
    """Return the characters at both sides of a line's end."""
    before, after = (token.content for token in beside) if len(beside) == 2 else ("", "")
    return before[-1:], after[:1]
