"""Runs whose text was edited as plain text."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Postfix, Prefix

from app.piece import Run
from app.tabs.write.task import authorship
from app.tabs.write.task.authorship import Runs


def retyped(runs: Sequence[Run], text: str) -> Runs:
    """Return runs of another text; what is the same at either end keeps its looks and authors."""
    old = authorship.shown(runs)
    if old == text:
        return tuple(runs)
    start = Prefix.similarity(old, text)
    last = Postfix.similarity(old[start:], text[start:])
    return authorship.replace(runs, start, len(old) - last, text[start : len(text) - last])
