"""Small dialogs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app import __version__, paths


def show_crash(parent: QWidget, details: str) -> None:
    """Show a bug of ours; the details can be copied."""
    translate = QCoreApplication.translate
    box = QMessageBox(parent)
    box.setObjectName("crash")
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(translate("Dialogs", "Something went wrong"))
    box.setText(
        translate(
            "Dialogs",
            "This is a fault of Inkstone. What you wrote is saved, and you can go on."
            " Nothing was sent anywhere.",
        )
    )
    box.setDetailedText(details)
    copy = box.addButton(translate("Dialogs", "Copy details"), QMessageBox.ButtonRole.ActionRole)
    box.addButton(translate("Dialogs", "Go on"), QMessageBox.ButtonRole.AcceptRole)
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()


def ask(parent: QWidget, title: str, question: str, yes: str, no: str) -> bool:
    """Ask a question with two named answers; True for the first."""
    box = QMessageBox(QMessageBox.Icon.Question, title, question, parent=parent)
    box.setObjectName("question")
    agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    agree.setObjectName("question.yes")
    refuse = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    refuse.setObjectName("question.no")
    box.setDefaultButton(agree)
    box.exec()
    return box.clickedButton() is agree


class Shortcuts(QDialog):
    """Help > Keyboard shortcuts: `rows` are (what it does, keys)."""

    def __init__(self, rows: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("help.shortcuts")
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(16)
        grid = QGridLayout()
        grid.setHorizontalSpacing(40)
        grid.setVerticalSpacing(8)
        for index, (name, keys) in enumerate(rows):
            label = QLabel(keys)
            label.setProperty("kind", "muted")
            grid.addWidget(QLabel(name), index, 0)
            grid.addWidget(label, index, 1)
        layout.addLayout(grid)
        close = QPushButton(self.tr("Close"))
        close.setObjectName("help.shortcuts.close")
        close.clicked.connect(self.reject)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)


def show_about(parent: QWidget) -> None:
    """Show what this is and under which licence, and of a package the licences of its parts."""
    translate = QCoreApplication.translate
    page = paths.licences()
    words = translate("Dialogs", "Licences of what is bundled")
    address = QUrl.fromLocalFile(str(page)).toString() if page else ""
    parts = f'<p><a href="{address}">{words}</a></p>' if page else ""
    QMessageBox.about(
        parent,
        translate("Dialogs", "About Inkstone"),
        translate(
            "Dialogs",
            "<h3>Inkstone 砚 {version}</h3><p>A writing desk with a language model that runs on"
            " your own computer.</p><p>Apache License 2.0</p>",
        ).format(version=__version__)
        + parts,
    )
