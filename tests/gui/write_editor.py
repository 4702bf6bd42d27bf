"""What the tests of the editor of a piece share."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.piece import Block, Piece, Run
from app.tabs.write.editor.clean import without_empty
from app.tabs.write.editor.editor import RichEditor
from app.tabs.write.task import changes
from app.ui.theme import Theme

Key, Modifier = Qt.Key, Qt.KeyboardModifier


def editor_of(qtbot: QtBot, qapp: QApplication, *blocks: Block | str) -> RichEditor:
    """Return a shown editor of blocks; a text is a paragraph."""
    theme = Theme(qapp)
    theme.apply("light", 11)
    made = RichEditor(theme)
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.set_piece(piece_of(*blocks))
    made.show()
    made.activateWindow()
    made.setFocus()
    return made


def piece_of(*blocks: Block | str) -> Piece:
    return Piece(blocks=tuple(paragraph(one) if isinstance(one, str) else one for one in blocks))


def paragraph(text: str) -> Block:
    return Block(runs=(Run(text),) if text else ())


def put(editor: RichEditor, block: int, offset: int) -> None:
    """Set the cursor at a shown place."""
    cursor = editor.textCursor()
    cursor.setPosition(editor._page.position((block, offset)))
    editor.setTextCursor(cursor)


def select(editor: RichEditor, start: tuple[int, int], end: tuple[int, int]) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(editor._page.position(start))
    cursor.setPosition(editor._page.position(end), cursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def press(
    editor: RichEditor, key: Qt.Key, modifier: Qt.KeyboardModifier = Modifier.NoModifier
) -> None:
    QTest.keyClick(editor, key, modifier)
    check(editor)


def type_in(editor: RichEditor, text: str) -> None:
    for sign in text:
        if sign.isascii():
            QTest.keyClicks(editor, sign)
        else:
            commit(editor, sign)
        check(editor)


def compose(editor: RichEditor, text: str) -> None:
    QApplication.sendEvent(editor, QInputMethodEvent(text, []))


def commit(editor: RichEditor, text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(editor, event)


def texts(editor: RichEditor) -> list[str]:
    return ["".join(run.text for run in block.runs) for block in editor.piece().blocks]


def kinds(editor: RichEditor) -> list[str]:
    return [block.kind for block in editor.piece().blocks]


def check(editor: RichEditor) -> None:
    """Compare what the document shows with the state, and that with the base."""
    document = editor.document()
    seen = [
        editor._page.read(document.findBlockByNumber(number))
        for number in range(document.blockCount())
    ]
    shown = editor._state.shown()
    assert seen == [without_empty(block) for block in shown]
    for number, block in enumerate(seen):  # the looks, not only what they stand for
        native = document.findBlockByNumber(number)
        if block.kind in ("rule", "table", "image"):
            assert native.text() == "\ufffc"
            continue
        at = native.begin()
        while not at.atEnd():
            form = at.fragment().charFormat()
            run = editor._looks.run_of(form)
            text = at.fragment().text()
            dense = run.italic and text[0] >= "\u3000"
            assert form == editor._looks.char(run, block, dense), text
            at += 1
    base = changes.reject(shown) or (Block(),)
    assert [(b.kind, b.runs) for b in base] == [(b.kind, b.runs) for b in editor.piece().blocks]
