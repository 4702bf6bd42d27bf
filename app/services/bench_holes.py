"""Holes in real code: what a completion has to find again."""

from __future__ import annotations

import ast
import gzip
import json
import random
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["line", "inside", "block"]
KINDS: tuple[Kind, ...] = ("line", "inside", "block")
SEED = 20_240_917
SMALLEST, LARGEST = 3_000, 60_000  # bytes of a file
SHORTEST_LINE = 14  # characters of code
BLOCK_LINES = (2, 6)
LEFT_OUT = (
    "test",
    "tests",
    "idlelib",
    "lib2to3",
    "site-packages",
    "dist-packages",
    "turtledemo",
    "encodings",
)


@dataclass(frozen=True)
class Hole:
    """Characters `start` to `end` of a file: the rest of a line, a part of one, of a block."""

    path: Path
    text: str
    start: int
    end: int
    kind: Kind

    @property
    def wanted(self) -> str:
        return self.text[self.start : self.end]

    def filled(self, text: str) -> str:
        """Return the file with `text` in place of the hole."""
        return self.text[: self.start] + text + self.text[self.end :]


def library_holes(count: int, seed: int = SEED) -> list[Hole]:
    """Cut holes from Python's standard library: one from each file, of all kinds in turn."""
    chance = random.Random(seed)
    folder = Path(sysconfig.get_path("stdlib"))
    paths = sorted(
        path
        for path in folder.rglob("*.py")
        if not set(path.relative_to(folder).parts) & set(LEFT_OUT)
        and SMALLEST <= path.stat().st_size <= LARGEST
    )
    chance.shuffle(paths)
    holes: list[Hole] = []
    while len(holes) < count:
        before = len(holes)
        for path in paths:
            hole = _cut(path, KINDS[len(holes) % len(KINDS)], chance)
            if hole and hole not in holes:
                holes.append(hole)
            if len(holes) == count:
                break
        if len(holes) == before:
            break
    return holes


def humaneval_holes(file: Path, seed: int = SEED) -> list[Hole]:
    """Cut the rest of one line from each solution of HumanEval (JSON lines, gzipped)."""
    chance = random.Random(seed)
    holes = []
    for line in gzip.decompress(file.read_bytes()).decode().splitlines():
        task = json.loads(line)
        text = task["prompt"] + task["canonical_solution"]
        first = task["prompt"].count("\n") + 1
        lines = [span for span in _lines(ast.parse(text), text) if span[0] >= first]
        if lines:
            holes.append(_within(Path("solution.py"), text, chance.choice(lines), "line", chance))
    return holes


def neighbours(hole: Hole, count: int = 2, seed: int = SEED) -> list[Path]:
    """Return other files of the folder, as somebody may have them open."""
    others = sorted(path for path in hole.path.parent.glob("*.py") if path != hole.path)
    able = [path for path in others if path.stat().st_size <= LARGEST]
    chance = random.Random(f"{seed} {hole.path.name} {hole.start}")
    return chance.sample(able, min(count, len(able)))


def _cut(path: Path, kind: Kind, chance: random.Random) -> Hole | None:
    try:
        text = path.read_text("utf-8")
        tree = ast.parse(text)
    except (OSError, ValueError, SyntaxError):
        return None
    found = list(_blocks(tree) if kind == "block" else _lines(tree, text))
    return _within(path, text, chance.choice(found), kind, chance) if found else None


def _within(
    path: Path, text: str, span: tuple[int, int], kind: Kind, chance: random.Random
) -> Hole:
    """Begin a hole anywhere in the first of a span of lines, within a word too."""
    lines = text.splitlines(keepends=True)
    first, last = span
    offset = sum(map(len, lines[:first]))
    line = lines[first].rstrip("\n")
    indentation = len(line) - len(line.lstrip())
    start = offset + chance.randint(indentation, len(line) - 2)
    if kind == "block" and chance.random() < 0.5:
        start = offset + indentation
    end = offset + sum(map(len, lines[first : last + 1])) - 1
    if kind == "inside":
        end = chance.randint(start + 1, end - 1) if end - start > 2 else end
    return Hole(path, text, start, end, kind)


def _lines(tree: ast.AST, text: str) -> Iterator[tuple[int, int]]:
    """Return the simple statements of one line, counted from 0."""
    lines = text.splitlines()
    for node in ast.walk(tree):
        simple = isinstance(node, ast.stmt) and not hasattr(node, "body")
        text_only = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if isinstance(node, ast.stmt) and simple and not text_only:
            line = lines[node.lineno - 1].strip()
            if node.lineno == node.end_lineno and len(line) >= SHORTEST_LINE:
                yield node.lineno - 1, node.lineno - 1


def _blocks(tree: ast.AST) -> Iterator[tuple[int, int]]:
    """Return the bodies of a few lines, without their docstrings, counted from 0."""
    least, most = BLOCK_LINES
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if not isinstance(body, list) or not body or isinstance(node, ast.Module):
            continue
        first = body[0]
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
            body = body[1:]
        if not body or body[0].lineno == getattr(node, "lineno", 0):
            continue
        start, end = body[0].lineno - 1, body[-1].end_lineno - 1
        if least <= end - start + 1 <= most:
            yield start, end
