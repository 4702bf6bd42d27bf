"""What can be chosen about a picture, one under the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.tabs.poetry.picture import seal, words
from app.tabs.poetry.picture.look import Carving, Look, Paper, Size
from app.tabs.poetry.picture.swatch import Swatch

FORMATS = ("png", "svg", "pdf")
LONGEST_SIGNATURE = 40  # characters


class Choices(QScrollArea):
    """Shows a look, and changes it; only a Chinese poem has a direction."""

    changed = Signal()

    def __init__(self, look: Look, *, chinese: bool) -> None:
        super().__init__(widgetResizable=True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._look = look
        self.papers = {paper: Swatch(paper) for paper in Paper}
        self.directions = {name: _segment(name) for name in ("vertical", "horizontal")}
        self.size_box = _box("size", Size)
        self.seal = _field("seal", seal.LONGEST)
        self.seal.setMinimumWidth(self.seal.fontMetrics().horizontalAdvance("印" * 6))
        self.carving = _box("carving", Carving)
        self.author = _field("author", LONGEST_SIGNATURE)
        self.format_box = _box("format", FORMATS)
        self._paper_name = _small()
        names = ("paper", "direction", "size", "seal", "author", "format")
        self._labels = {name: _small() for name in names}
        self._build(chinese)
        self._show(look)
        self._connect()
        self.retranslate()

    @property
    def look(self) -> Look:
        return self._look

    @property
    def suffix(self) -> str:
        """The format in which to save, as the end of a name."""
        return str(self.format_box.currentData())

    def retranslate(self) -> None:
        names = {
            "paper": self.tr("Paper"),
            "direction": self.tr("Direction"),
            "size": self.tr("Size"),
            "seal": self.tr("Seal"),
            "author": self.tr("Signature"),
            "format": self.tr("Save as"),
        }
        for name, text in names.items():
            self._labels[name].setText(text)
        self.size_box.setAccessibleName(names["size"])
        self.seal.setAccessibleName(names["seal"])
        self.author.setAccessibleName(names["author"])
        self.format_box.setAccessibleName(names["format"])
        self.carving.setAccessibleName(self.tr("Style of the seal"))
        self.seal.setPlaceholderText(self.tr("None"))
        self.seal.setToolTip(self.tr("One to four characters, such as a name"))
        self.author.setPlaceholderText(self.tr("e.g. your name"))
        self.directions["vertical"].setText(self.tr("Vertical"))
        self.directions["horizontal"].setText(self.tr("Horizontal"))
        for paper, button in self.papers.items():
            button.setAccessibleName(words.paper_name(paper))
            button.setToolTip(words.paper_name(paper))
        _name(self.size_box, map(words.size_name, Size))
        _name(self.carving, map(words.carving_name, Carving))
        _name(self.format_box, map(words.format_name, FORMATS))
        self._paper_name.setText(words.paper_name(self._look.paper))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    # Inside -------------------------------------------------------------------------------

    def _show(self, look: Look) -> None:
        self.papers[look.paper].setChecked(True)
        self.directions["vertical" if look.vertical else "horizontal"].setChecked(True)
        self.size_box.setCurrentIndex(list(Size).index(look.size))
        self.seal.setText(look.seal)
        self.carving.setCurrentIndex(list(Carving).index(look.carving))
        self.carving.setEnabled(bool(look.seal))
        self.author.setText(look.author)

    def _on_changed(self) -> None:
        look = replace(
            self._look,
            vertical=self.directions["vertical"].isChecked(),
            paper=next(paper for paper, button in self.papers.items() if button.isChecked()),
            size=Size(self.size_box.currentData()),
            seal=seal.characters(self.seal.text()),
            carving=Carving(self.carving.currentData()),
            author=self.author.text().strip(),
        )
        self._paper_name.setText(words.paper_name(look.paper))
        self.carving.setEnabled(bool(look.seal))
        if look != self._look:
            self._look = look
            self.changed.emit()

    def _on_toggled(self, checked: bool) -> None:
        """Follow the button that was chosen, and not the one that it took the place of."""
        if checked:
            self._on_changed()

    def _connect(self) -> None:
        for button in self._buttons():
            button.toggled.connect(self._on_toggled)
        for box in (self.size_box, self.carving):
            box.currentIndexChanged.connect(self._on_changed)
        for field in (self.seal, self.author):
            field.textChanged.connect(self._on_changed)

    def _buttons(self) -> list[QAbstractButton]:
        return [*self.papers.values(), *self.directions.values()]

    def _build(self, chinese: bool) -> None:
        rows: list[tuple[str, Sequence[QWidget], int]] = [
            ("paper", [*self.papers.values()], 0),
            ("direction", [*self.directions.values()], 1),
            ("size", [self.size_box], 1),
            ("seal", [self.seal, self.carving], 1),
            ("author", [self.author], 1),
            ("format", [self.format_box], 1),
        ]
        page = QFrame()
        page.setProperty("kind", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(6)
        for name, widgets, stretch in rows:
            self._group(widgets)
            row = QHBoxLayout()
            row.setSpacing(6)
            for widget in widgets:
                row.addWidget(widget, stretch)
            row.addStretch(1 - stretch)
            column.addWidget(self._labels[name])
            column.addLayout(row)
            if name == "paper":
                column.addWidget(self._paper_name)
            column.addSpacing(8)
        column.addStretch(1)
        for widget in (self._labels["direction"], *self.directions.values()):
            widget.setVisible(chinese)
        self.setWidget(page)

    def _group(self, widgets: Sequence[QWidget]) -> None:
        """Let one of several buttons be chosen."""
        group = QButtonGroup(self)
        for widget in widgets:
            if isinstance(widget, QAbstractButton):
                group.addButton(widget)


def _small() -> QLabel:
    label = QLabel()
    label.setProperty("kind", "small")
    return label


def _segment(name: str) -> QPushButton:
    button = QPushButton()
    button.setObjectName(f"poetry.picture.{name}")
    button.setProperty("kind", "segment")
    button.setCheckable(True)
    button.setAutoDefault(False)
    return button


def _box(name: str, values: Iterable[str]) -> QComboBox:
    box = QComboBox()
    box.setObjectName(f"poetry.picture.{name}")
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    for value in values:
        box.addItem("", str(value))
    return box


def _name(box: QComboBox, names: Iterable[str]) -> None:
    for number, name in enumerate(names):
        box.setItemText(number, name)


def _field(name: str, longest: int) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(f"poetry.picture.{name}")
    field.setMaxLength(longest)
    return field
