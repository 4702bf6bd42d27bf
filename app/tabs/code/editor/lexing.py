"""Lexing line by line: what a line leaves open goes on in the next."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from pygments.lexer import ExtendedRegexLexer, Lexer, RegexLexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Error, String, Whitespace, _TokenType, is_token_subtype
from pygments.util import ClassNotFound

LONGEST_LINE = 5_000  # characters; a longer one is not lexed
DEEPEST = 100  # states
# What pygments matches as one token, however many lines it has.
PAIRS = (("/*", "*/"), ("<!--", "-->"), ("<![CDATA[", "]]>"), ("`", "`"), ("--[[", "]]"))
# Parts in other languages, lines long, are one match to these.
NESTING = {"html", "markdown", "vue", "svelte", "rst"}


class Open(NamedTuple):
    """A token that ends in a later line."""

    closer: str
    token: _TokenType


class Piece(NamedTuple):
    """A token of a line, in characters."""

    start: int
    length: int
    token: _TokenType


Stack = tuple[str | Open, ...]
ROOT: Stack = ("root",)


@lru_cache(maxsize=16)
def lexer_named(alias: str) -> Lexer | None:
    """Return a lexer by its alias, None for a language that pygments does not know."""
    try:
        return get_lexer_by_name(alias, ensurenl=False, stripnl=False) if alias else None
    except ClassNotFound:
        return None


def goes_by_line(lexer: Lexer) -> bool:
    """Tell whether a lexer can go on where the line before ended."""
    return (
        isinstance(lexer, RegexLexer)
        and not isinstance(lexer, ExtendedRegexLexer)
        and not NESTING.intersection(lexer.aliases)
    )


def lex_line(lexer: Lexer, line: str, stack: Stack) -> tuple[list[Piece], Stack]:
    """Return the tokens of one line, which ends with a line feed, and what it leaves open."""
    if len(line) > LONGEST_LINE:
        return [], stack
    try:
        return _Line(lexer, line, stack).lex()
    except Exception:  # the rules of some languages call what only a whole text has
        return [], ROOT


def lex_lines(lexer: Lexer, lines: list[str]) -> list[list[Piece]]:
    """Return the tokens of each of some lines, which are lexed as one text."""
    lines = [line if len(line) <= LONGEST_LINE else "" for line in lines]
    found: list[list[Piece]] = [[] for _ in lines]
    number, start = 0, 0
    for index, token, value in lexer.get_tokens_unprocessed("\n".join(lines) + "\n"):
        end = index + len(value)
        while number < len(lines) and start + len(lines[number]) < index:
            start += len(lines[number]) + 1
            number += 1
        at, begin = number, start
        while at < len(lines) and begin < end:
            first, last = max(index, begin), min(end, begin + len(lines[at]))
            if first < last:
                found[at].append(Piece(first - begin, last - first, token))
            begin += len(lines[at]) + 1
            at += 1
    return found


def kind_of(token: _TokenType) -> str:
    """Return "string", "comment", or "" for code."""
    if is_token_subtype(token, String) and token is not String.Interpol:
        return "string"
    if is_token_subtype(token, Comment) and not is_token_subtype(token, Comment.Preproc):
        return "comment"
    return ""


class _Line:
    """One pass over a line: the loop of RegexLexer, which keeps its stack to itself."""

    def __init__(self, lexer: Lexer, line: str, stack: Stack) -> None:
        self._lexer = lexer
        self._rules: dict[str, list[Any]] = lexer._tokens  # type: ignore[attr-defined]
        self._line = line
        self._stack = list(stack)
        self._pieces: list[Piece] = []

    def lex(self) -> tuple[list[Piece], Stack]:
        at, end = 0, len(self._line)
        while at < end:
            at = self._close(at) if isinstance(self._stack[-1], Open) else self._step(at)
        stack = tuple(self._stack) if len(self._stack) <= DEEPEST else ROOT
        return self._pieces, stack

    def _add(self, start: int, end: int, token: _TokenType) -> int:
        if end > start:
            self._pieces.append(Piece(start, end - start, token))
        return end

    def _close(self, at: int) -> int:
        """Go on with a token of an earlier line."""
        open_ = self._stack[-1]
        assert isinstance(open_, Open)
        found = self._line.find(open_.closer, at)
        if found < 0:
            return self._add(at, len(self._line), open_.token)
        self._stack.pop()
        return self._add(at, found + len(open_.closer), open_.token)

    def _step(self, at: int) -> int:
        """Match one rule, or take one character that none matches."""
        opened = self._opened(at)
        if opened:
            self._stack.append(opened)
            return self._add(at, len(self._line), opened.token)
        for match_at, action, change in self._rules[str(self._stack[-1])]:
            match = match_at(self._line, at)
            if match:
                self._take(at, match, action)
                self._change(change)
                return int(match.end())
        if self._line[at] == "\n":
            self._stack = list(ROOT)
            return self._add(at, at + 1, Whitespace)
        return self._add(at, at + 1, Error)

    def _take(self, at: int, match: Any, action: Any) -> None:
        if isinstance(action, _TokenType):
            self._add(at, match.end(), action)
        elif action is not None:
            for start, token, value in action(self._lexer, match):
                self._add(start, start + len(value), token)

    def _change(self, change: Any) -> None:
        """Enter and leave states as a rule says."""
        if isinstance(change, int):
            del self._stack[max(1, len(self._stack) + change) :]
            return
        for state in change if isinstance(change, tuple) else (change,) if change else ():
            if state == "#pop":
                del self._stack[max(1, len(self._stack) - 1) :]
            else:
                self._stack.append(self._stack[-1] if state == "#push" else state)

    def _opened(self, at: int) -> Open | None:
        """Return the token that begins here and would end the line if it were closed there."""
        for opener, closer in PAIRS:
            if self._line.startswith(opener, at):
                if self._line.find(closer, at + len(opener)) >= 0:
                    return None
                closed = self._line + closer
                for match_at, action, _change in self._rules[str(self._stack[-1])]:
                    match = match_at(closed, at)
                    if match:
                        whole = match.end() == len(closed) and isinstance(action, _TokenType)
                        return Open(closer, action) if whole else None
        return None
