"""What markdown that one types becomes."""

from __future__ import annotations

import re

from msgspec import structs

from app.piece import Block, Run
from app.tabs.write.task import authorship
from app.tabs.write.task.changes import Blocks

_HEADING = re.compile("(#{1,6}) ")
_BULLET = re.compile("[-*+] ")
_NUMBER = re.compile(r"\d{1,3}[.)] ")
_FENCE = re.compile(r"```([\w+#.-]*)")
_MARKS = (
    (re.compile(r"\*\*(?=\S)([^*\n]*[^*\s])\*\*$"), {"bold": True}),
    (re.compile(r"(?<![*\w])\*(?=[^\s*])([^*\n]*[^*\s])\*$"), {"italic": True}),
    (re.compile(r"~~(?=\S)([^~\n]*[^~\s])~~$"), {"strike": True}),
    (re.compile(r"`([^`\n]+)`$"), {"code": True}),
)


def begun(block: Block, offset: int) -> tuple[Block, int] | None:
    """Return what a paragraph becomes by what was typed at its beginning, and the cursor then."""
    before = authorship.shown(authorship.split(block.runs, offset)[0])
    if block.kind != "paragraph":
        return None
    rest = authorship.split(block.runs, offset)[1]
    if match := _HEADING.fullmatch(before):
        return Block(kind="heading", level=len(match.group(1)), runs=rest), 0
    if _BULLET.fullmatch(before):
        return Block(kind="item", level=1, runs=rest), 0
    if _NUMBER.fullmatch(before):
        return Block(kind="item", level=1, ordered=True, runs=rest), 0
    if before == "> ":
        return Block(kind="quote", level=1, runs=rest), 0
    return None


def entered(block: Block) -> Blocks | None:
    """Return what a paragraph becomes by Enter at its end, None if nothing special."""
    text = authorship.shown(block.runs)
    if block.kind != "paragraph":
        return None
    if text in ("---", "***", "___"):
        return Block(kind="rule"), Block()
    if match := _FENCE.fullmatch(text):
        return (Block(kind="code", language=match.group(1)),)
    return None


def marked(block: Block, offset: int) -> tuple[Block, int] | None:
    """Return a block with the mark that was just closed, and the cursor then."""
    if block.kind == "code":
        return None
    before, after = authorship.split(block.runs, offset)
    text = authorship.shown(before)
    for pattern, look in _MARKS:
        match = pattern.search(text)
        if not match or any(run.code for run in authorship.split(before, match.start())[1]):
            continue
        inside = authorship.part(before, *match.span(1))
        kept = authorship.split(before, match.start())[0]
        new = tuple(_looking(run, look) for run in inside)
        runs = authorship.merge((*kept, *new, *after))
        return structs.replace(block, runs=runs), match.start() + len(match.group(1))
    return None


def _looking(run: Run, look: dict[str, bool]) -> Run:
    return structs.replace(run, **look)
