"""The dialog in which a table is edited."""

from __future__ import annotations

from msgspec import structs
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from app.piece import Block
from app.tabs.write.around.asking import Asking
from app.tabs.write.around.retyping import retyped
from app.tabs.write.task import authorship
from app.tabs.write.task.authorship import Runs
from app.ui.icons import set_icon
from app.ui.theme import Theme

NEW = Block(kind="table", rows=(((),) * 3,) * 2)
SIZE = (600, 400)  # pixels
NARROWEST, LOWEST = 90, 32  # pixels of a column and of a row
TOOLS = {
    "add_row": "ph.plus",
    "remove_row": "ph.minus",
    "add_column": "ph.plus",
    "remove_column": "ph.minus",
}


class TableDialog(Asking):
    """Edits the texts of a table's cells; `edited` tells of the Block that it has become."""

    edited = Signal(object)

    def __init__(self, block: Block, theme: Theme, parent: QWidget) -> None:
        super().__init__("write.table", parent)
        self._block, self._theme = block, theme
        self.table = QTableWidget()
        self.table.setObjectName("write.table.cells")
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setMinimumSectionSize(LOWEST)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.table.horizontalHeader()
        header.hide()
        header.setMinimumSectionSize(NARROWEST)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.tools: dict[str, QPushButton] = {}
        self._build()
        self._fill()
        self.resize(*SIZE)
        self.done_button.setAutoDefault(False)  # Enter is for the cells
        theme.changed.connect(self._on_theme)
        self._on_theme()
        self.retranslate()
        self.table.setFocus()

    @property
    def block(self) -> Block:
        """Return the table as it is now; cells that say the same are what they were."""
        rows = tuple(
            tuple(self._runs(row, column) for column in range(self.table.columnCount()))
            for row in range(self.table.rowCount())
        )
        return structs.replace(self._block, rows=rows)

    def accept(self) -> None:
        self.table.setFocus()  # so that what is being typed is taken
        if self.block != self._block or self._block == NEW:
            self.edited.emit(self.block)
        super().accept()

    def retranslate(self) -> None:
        super().retranslate()
        self.setWindowTitle(self.tr("Table"))
        self.table.setAccessibleName(self.tr("Cells; the first row is the head"))
        names = (
            (self.tr("Row"), self.tr("Add a row below")),
            (self.tr("Row"), self.tr("Remove the row")),
            (self.tr("Column"), self.tr("Add a column to the right")),
            (self.tr("Column"), self.tr("Remove the column")),
        )
        for button, (text, hint) in zip(self.tools.values(), names, strict=True):
            button.setText(text)
            button.setToolTip(hint)
            button.setAccessibleName(hint)

    # Inside ------------------------------------------------------------------------------

    def _fill(self) -> None:
        rows = self._block.rows
        self.table.setRowCount(max(1, len(rows)))
        self.table.setColumnCount(max(1, *map(len, rows), 1))
        for row in range(self.table.rowCount()):
            cells = rows[row] if row < len(rows) else ()
            for column in range(self.table.columnCount()):
                runs = cells[column] if column < len(cells) else ()
                self.table.setItem(row, column, _Cell(runs))
        self.table.setCurrentCell(0, 0)
        self._show()

    def _runs(self, row: int, column: int) -> Runs:
        item = self.table.item(row, column)
        return retyped(item.runs, item.text()) if isinstance(item, _Cell) else ()

    def _add_row(self) -> None:
        row = self.table.currentRow() + 1
        self.table.insertRow(row)
        for column in range(self.table.columnCount()):
            self.table.setItem(row, column, _Cell(()))
        self._go(row, self.table.currentColumn())

    def _add_column(self) -> None:
        column = self.table.currentColumn() + 1
        self.table.insertColumn(column)
        for row in range(self.table.rowCount()):
            self.table.setItem(row, column, _Cell(()))
        self._go(self.table.currentRow(), column)

    def _remove_row(self) -> None:
        self.table.removeRow(self.table.currentRow())
        self._go(self.table.currentRow(), self.table.currentColumn())

    def _remove_column(self) -> None:
        self.table.removeColumn(self.table.currentColumn())
        self._go(self.table.currentRow(), self.table.currentColumn())

    def _go(self, row: int, column: int) -> None:
        self.table.setCurrentCell(max(0, row), max(0, column))
        self.table.setFocus()
        self._show()

    def _show(self) -> None:
        """Let the first row look as the head, and offer what is possible."""
        for row in range(self.table.rowCount()):
            for column in range(self.table.columnCount()):
                item = self.table.item(row, column)
                if item is not None:
                    font = item.font()
                    font.setBold(row == 0)
                    item.setFont(font)
        self.tools["remove_row"].setEnabled(self.table.rowCount() > 1)
        self.tools["remove_column"].setEnabled(self.table.columnCount() > 1)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        for name, picture in TOOLS.items():
            button = self.tools[name] = QPushButton()
            button.setObjectName(f"write.table.{name}")
            button.setProperty("kind", "segment")
            button.setAutoDefault(False)
            set_icon(button, picture, self._theme)
            if name == "add_column":
                row.addSpacing(10)
            row.addWidget(button)
        row.addStretch(1)
        self.tools["add_row"].clicked.connect(self._add_row)
        self.tools["remove_row"].clicked.connect(self._remove_row)
        self.tools["add_column"].clicked.connect(self._add_column)
        self.tools["remove_column"].clicked.connect(self._remove_column)
        self.column.addWidget(self.table, 1)
        self.column.addLayout(row)

    def _on_theme(self) -> None:
        tokens = self._theme.tokens
        self.table.setStyleSheet(
            f"QTableWidget {{ background: {tokens.raised}; border: 1px solid {tokens.border};"
            f" gridline-color: {tokens.border}; }}"
            " QTableWidget::item { padding: 2px 6px; }"
            f" QTableWidget::item:selected {{ background: {tokens.selection};"
            f" color: {tokens.text}; }}"
            " QTableWidget QLineEdit { padding: 0 4px; border-radius: 0; }"
        )


class _Cell(QTableWidgetItem):
    """The text of a cell, with the runs that it had at first."""

    def __init__(self, runs: Runs) -> None:
        super().__init__(authorship.shown(runs))
        self.runs = runs
