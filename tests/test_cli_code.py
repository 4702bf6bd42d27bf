"""`inkstone run complete` with a real model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.paths import Folders
from tests.test_cli import run

CODE = (
    'def total(args):\n    """Return the sum."""\n    result = 0\n    for ar\n    return result\n'
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "总和.py"
    path.write_bytes(CODE.replace("\n", "\r\n").encode())
    return path


def test_code_is_completed_within_a_word(folders: Folders, source: Path, test_model: Path) -> None:
    before = source.read_bytes()
    cursor = ["--file", str(source), "--line", "4", "--column", "11"]
    done = run("run", "complete", *cursor, "--model", str(test_model), "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["text"].startswith("g in args:")
    assert "return result" not in answer["text"]
    assert answer["usage"]["prompt_tokens"] > 20
    assert {"model", "seed", "reason"} <= set(answer)
    streamed = run("run", "complete", *cursor, "--model", str(test_model))
    assert streamed.stdout == answer["text"] + "\n"
    assert source.read_bytes() == before


def test_other_files_help(folders: Folders, source: Path, test_model: Path, tmp_path: Path) -> None:
    other = tmp_path / "shapes.py"
    other.write_text("def circumference_of_circle(radius):\n    return 6.28 * radius\n")
    use = tmp_path / "use.py"
    use.write_text("from shapes import *\n\nlength = circumf\n")
    done = run(
        "run", "complete", "--file", str(use), "--line", "3", "--column", "17", "--other",
        str(other), "--model", str(test_model),
    )  # fmt: skip
    assert done.stdout.startswith("erence_of_circle("), done.stderr


def test_a_model_that_cannot_is_told(folders: Folders, source: Path) -> None:
    done = run("run", "complete", "--file", str(source), "--line", "1", "--column", "1")
    assert done.returncode == 3
    assert "fill in the middle" in done.stderr


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        ("9", "1", "6 lines"),
        ("4", "30", "10 characters"),
        ("0", "1", "no number"),
        ("1", "x", "no"),
    ],
)
def test_a_cursor_that_is_not_there_is_bad_use(
    folders: Folders, source: Path, line: str, column: str, words: str
) -> None:
    done = run("run", "complete", "--file", str(source), "--line", line, "--column", column)
    assert done.returncode == 2
    assert words in done.stderr


def test_a_file_that_is_not_there_is_a_fault(folders: Folders, tmp_path: Path) -> None:
    gone = str(tmp_path / "gone.py")
    done = run("run", "complete", "--file", gone, "--line", "1", "--column", "1")
    assert done.returncode == 3
    assert "gone.py" in done.stderr


def test_completion_is_measured(folders: Folders, test_model: Path) -> None:
    done = run("bench", "completion", "--holes", "3", "--model", str(test_model), "--json")
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["holes"] == 3
    every = result["library"]["all"]
    ways = {"plain", "whole", "without_healing", "without_rules", "without_ring"}
    assert set(every) == ways
    assert all(row["holes"] == 3 and 0 <= row["similarity"] <= 1 for row in every.values())
    assert done.stderr.count(" of 3 (") == 3


def test_what_does_not_go_with_completion_is_bad_use(folders: Folders) -> None:
    assert run("bench", "completion", "--window").returncode == 2
    assert run("bench", "--holes", "3").returncode == 2
