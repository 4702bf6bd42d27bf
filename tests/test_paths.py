"""Where the program is and what it leaves to the programs that it starts."""

from __future__ import annotations

import subprocess
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


FROZEN = {
    "LD_LIBRARY_PATH": "/opt/inkstone/_internal:/own/lib",
    "LD_LIBRARY_PATH_ORIG": "/own/lib",
    "QT_PLUGIN_PATH": "/opt/inkstone/_internal/PySide6/Qt/plugins",
    "QML2_IMPORT_PATH": "/opt/inkstone/_internal/PySide6/Qt/qml",
    "_PYI_ARCHIVE_FILE": "/opt/inkstone/inkstone",
    "_PYI_PARENT_PROCESS_LEVEL": "1",
}


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment that PyInstaller makes for a program."""
    for name, value in FROZEN.items():
        monkeypatch.setenv(name, value)


def inherited() -> dict[str, str]:
    """Return what a program that is started now has of it."""
    lines = subprocess.check_output(["env"], text=True).splitlines()
    pairs = (line.partition("=") for line in lines)
    return {name: value for name, _, value in pairs if name in FROZEN}


def test_programs_inherit_the_persons_own_environment(
    given: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    paths.restore_environment()
    assert inherited() == {"LD_LIBRARY_PATH": "/own/lib"}


def test_where_the_person_had_no_library_path_none_is_left(
    given: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG")
    paths.restore_environment()
    assert inherited() == {}


def test_in_the_source_the_environment_is_the_persons_own(given: None) -> None:
    paths.restore_environment()
    assert inherited() == FROZEN
