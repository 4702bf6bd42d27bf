"""The holes that the benchmark of code completion fills."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from app.services.bench_holes import KINDS, humaneval_holes, library_holes, neighbours


def test_holes_are_always_the_same_and_can_be_filled() -> None:
    holes = library_holes(24)
    assert holes == library_holes(24)
    assert len({hole.path for hole in holes}) == 24
    assert [hole.kind for hole in holes] == list(KINDS) * 8
    for hole in holes:
        assert hole.filled(hole.wanted) == hole.text
        assert hole.wanted.strip()
        assert ("\n" in hole.wanted) == (hole.kind == "block")
        after = hole.text[hole.end :]
        assert after.startswith("\n") or hole.kind == "inside"
        assert hole.path not in neighbours(hole)
        assert neighbours(hole) == neighbours(hole)


def test_holes_are_cut_within_words_too() -> None:
    inside = 0
    for hole in library_holes(60):
        around = hole.text[hole.start - 1 : hole.start + 1]
        inside += around.isidentifier()
    assert inside > 15


def test_holes_of_humaneval(tmp_path: Path) -> None:
    task = {
        "prompt": 'def add(a, b):\n    """Return the sum."""\n',
        "canonical_solution": "    total_of_both = a + b\n    return total_of_both\n",
    }
    path = tmp_path / "HumanEval.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(task).encode() + b"\n"))
    (hole,) = humaneval_holes(path)
    assert hole.start > len(task["prompt"])
    assert hole.filled(hole.wanted) == task["prompt"] + task["canonical_solution"]
