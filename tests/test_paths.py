"""Where the program is and what it leaves to the programs that it starts."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from app import paths


def test_program_folder_is_that_of_the_executable_and_none_in_the_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert paths.program_folder() is None
    program = tmp_path / "墨 opt" / "inkstone"
    program.parent.mkdir()
    program.touch()
    link = tmp_path / "bin"
    link.symlink_to(program)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(link))
    assert paths.program_folder() == program.parent
