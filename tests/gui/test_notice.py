"""The bar that tells what happened."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.ui.notice import NoticeBar


def shown(bar: NoticeBar) -> list[str]:
    return [button.text() for button in bar.findChildren(QPushButton) if button.isVisible()]


def test_the_buttons_change_with_the_message_at_once(qtbot: QtBot) -> None:
    bar = NoticeBar("notice")
    qtbot.addWidget(bar)
    bar.show_message("One", [("First", lambda: None)])
    assert sorted(shown(bar)) == ["Dismiss", "First"]
    bar.show_message("Two", [("Second", lambda: None), ("Third", lambda: None)])
    assert sorted(shown(bar)) == ["Dismiss", "Second", "Third"]
