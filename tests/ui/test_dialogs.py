from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app import __version__, paths
from app.ui.dialogs import show_about


def about(qtbot: QtBot) -> str:
    """Open the dialog, close it, return its text."""
    parent = QWidget()
    qtbot.addWidget(parent)
    said: list[str] = []

    def read() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.append(box.text())
        box.close()

    QTimer.singleShot(0, read)
    show_about(parent)
    return said[0]


def test_a_package_leads_to_the_licences_of_its_parts(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert f"Inkstone 砚 {__version__}" in about(qtbot)
    assert "href" not in about(qtbot)  # a source tree bundles nothing
    page = tmp_path / "第三方 #1" / "THIRD-PARTY.md"
    monkeypatch.setattr(paths, "licences", lambda: page)
    assert f'href="{QUrl.fromLocalFile(str(page)).toString()}"' in about(qtbot)
