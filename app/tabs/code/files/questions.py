"""What is asked before a text is given up or a file is replaced."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QMessageBox, QWidget

Role = QMessageBox.ButtonRole
CANCEL = "cancel"


def ask(
    parent: QWidget, title: str, question: str, answers: Sequence[tuple[str, str, Role]]
) -> str:
    """Ask and return the key of the answer, CANCEL when it is closed; the first is the default.

    `answers` are (key, words, role).
    """
    box = QMessageBox(QMessageBox.Icon.NoIcon, title, title, parent=parent)
    box.setObjectName("code.question")
    box.setInformativeText(question)
    made = {}
    for key, words, role in answers:
        made[key] = box.addButton(words, role)
        made[key].setObjectName(f"code.question.{key}")
    box.setDefaultButton(made[answers[0][0]])
    if CANCEL in made:
        box.setEscapeButton(made[CANCEL])
    box.exec()
    return next((key for key, button in made.items() if button is box.clickedButton()), CANCEL)
