"""What a desktop hands over: events that name a file, arguments that name one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl

from app.ui.application import local_path

# There is one application object in a process, and that of the tests is not ours.
PROGRAM = """
import json, sys
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from app.ui.application import Application
application = Application([])
opened = []
application.file_opened.connect(opened.append)
taken = [application.event(QFileOpenEvent(name)) for name in (sys.argv[1], QUrl(sys.argv[2]))]
other = application.event(QFileOpenEvent(QUrl("https://example.org/model.gguf")))
print(json.dumps([opened, taken, other]))
"""


def test_a_file_event_opens_the_file() -> None:
    path = "/模型 库/墨 #1.gguf"
    url = QUrl.fromLocalFile(path).toString(QUrl.ComponentFormattingOption.FullyEncoded)
    output = subprocess.check_output([sys.executable, "-c", PROGRAM, path, url], text=True)
    assert json.loads(output) == [[path, path], [True, True], False]


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        ("墨 model.gguf", "模型 库/墨 model.gguf"),
        ("../模型 库/./a.gguf", "模型 库/a.gguf"),
        ("../else/a.gguf", "else/a.gguf"),
    ],
)
def test_a_path_is_made_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argument: str, expected: str
) -> None:
    (tmp_path / "模型 库").mkdir()
    monkeypatch.chdir(tmp_path / "模型 库")
    assert local_path(argument) == str(tmp_path / expected)


def test_a_link_keeps_its_name(tmp_path: Path) -> None:
    link = tmp_path / "model.gguf"
    link.symlink_to(tmp_path / "blob")
    assert local_path(str(link)) == str(link)


def test_a_url_is_a_path() -> None:
    assert local_path("file:///a%20b/%E5%A2%A8%23.gguf") == "/a b/墨#.gguf"


def test_a_name_that_is_no_unicode_can_be_told() -> None:
    local_path("/tmp/\udcff.gguf").encode()
