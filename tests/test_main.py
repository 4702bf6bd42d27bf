"""What the command line is taken for: a command, or a file to open."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.__main__ import named_file


@pytest.mark.parametrize(
    "name",
    [
        "model.gguf",
        "墨 model.GGUF",
        "/nowhere/墨 model.gguf",
        "file:///nowhere/%E5%A2%A8.gguf",
        "FILE:///nowhere/blob",
        "./run",
        "notes.txt",
    ],
)
def test_a_file_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    for there in ("run", "notes.txt"):
        Path(there).touch()
    assert named_file([name]) == name


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["run"],
        ["models"],
        ["nonsense"],
        ["./nothing"],
        [".."],
        ["--version"],
        ["--model=a.gguf"],
        ["-a.gguf"],
        ["--translate-clipboard"],
        ["models", "import"],
        ["a.gguf", "b.gguf"],
    ],
)
def test_a_command_is_a_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("run").touch()
    Path("models").mkdir()
    assert named_file(arguments) == ""
