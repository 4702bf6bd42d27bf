"""A panel of the Translate tab, and what a person does with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.paths import Folders
from app.services.context import Services
from app.services.translation.desk import TranslationDesk
from app.services.translation.text import Pair
from app.tabs.translate.kept.view import KeptList
from app.tabs.translate.panel import Panel
from app.ui.i18n import Languages
from app.ui.notice import NoticeBar
from app.ui.searchfield import SearchField
from app.ui.theme import Theme

EN_ZH: Pair = ("en", "zh")
ZH_EN: Pair = ("zh", "en")


class Desk:
    """A panel, its notices, and what it shows."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, folders: Folders) -> None:
        self.qtbot = qtbot
        self.services = Services.build(folders)
        theme = Theme(qapp)
        theme.apply("light", 11)
        self.languages = Languages(qapp)
        self.languages.apply("en")
        self.window = QWidget()
        self.notices = NoticeBar("window.notices", self.window)
        self.panel = Panel(self.services, theme, self.notices)
        self.panel.setParent(self.window)
        self.panel.resize(340, 600)
        self.window.resize(340, 600)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        self.panel.set_pair(EN_ZH)

    @property
    def kept(self) -> TranslationDesk:
        return self.services.translation

    def field(self, name: str) -> QLineEdit:
        found = self.panel.findChild(QLineEdit, f"translate.{name}")
        assert found, name
        return found

    def button(self, name: str) -> QAbstractButton:
        found = self.panel.findChild(QAbstractButton, f"translate.{name}")
        assert found, name
        return found

    def view(self, name: str) -> KeptList:
        found = self.panel.findChild(KeptList, f"translate.{name}.list")
        assert found, name
        return found

    def label(self, name: str) -> str:
        found = self.panel.findChild(QLabel, f"translate.{name}")
        assert found, name
        return found.text() if found.isVisible() else ""

    def rows(self, name: str) -> list[str]:
        """Return the first line that is read of each row."""
        model = self.view(name).model()
        return [model.index(at, 0).data().split("\n")[0] for at in range(model.rowCount())]

    def open(self, name: str) -> KeptList:
        self.button(f"{name}.segment").click()
        return self.view(name)

    def choose(self, name: str, row: int) -> KeptList:
        view = self.view(name)
        view.setFocus()
        view.setCurrentIndex(view.model().index(row, 0))
        return view

    def add(self, source: str, target: str) -> None:
        """Type a term into the row for new ones."""
        self.field("glossary.source").setText(source)
        self.field("glossary.target").setText(target)
        QTest.keyClick(self.field("glossary.target"), Qt.Key.Key_Return)

    def search(self, name: str, text: str) -> None:
        found = self.panel.findChild(SearchField, f"translate.{name}.search")
        assert found
        with self.qtbot.waitSignal(found.searched):
            found.setText(text)

    def told(self) -> str:
        return self.notices.accessibleName() if not self.notices.isHidden() else ""

    def click_notice(self, text: str) -> None:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # the old buttons
        buttons = self.notices.findChildren(QPushButton, "window.notices.action")
        next(button for button in buttons if button.text() == text).click()

    def dialog(self) -> QDialog:
        (found,) = self.window.findChildren(QDialog)
        return found

    def close(self) -> None:
        self.panel.stop()
        self.services.close()
        self.languages.apply("en")


def choose_file(monkeypatch: pytest.MonkeyPatch, path: Path, chosen: str = "") -> None:
    """Answer the next dialogs that ask for a file."""
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_args: (str(path), chosen))
