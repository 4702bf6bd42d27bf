"""What stands under the text: how long it is, how long it is to be, whether it is saved."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from app.tabs.write.around.counter import Counter
from app.tabs.write.around.goal import GoalMenu
from app.tabs.write.editor import edits
from app.tabs.write.editor.editor import RichEditor
from app.tabs.write.library import telling
from app.tabs.write.task import counts
from app.ui.theme import Theme

PAUSE_MS = 400  # without an edit, before all is counted
SOON_MS = 80  # after another selection
BAR_WIDTH, BAR_HEIGHT = 84, 4
GAP = "  ·  "
SAMPLE = 4_000  # characters that tell the language


class Footer(QFrame):
    """Counts what an editor shows when the person pauses."""

    goal_set = Signal(int)

    def __init__(self, editor: RichEditor, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("write.footer")
        self.setProperty("kind", "foot")
        self._editor, self._theme = editor, theme
        self._goal = 0
        self._saved = True
        self._language = "en"
        self._whole, self._selected = Counter(self), Counter(self)
        self.length = _label("write.length")
        self.length.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.progress = QProgressBar(textVisible=False)
        self.progress.setObjectName("write.goal.progress")
        self.progress.setFixedSize(BAR_WIDTH, BAR_HEIGHT)
        self.goal = QPushButton()
        self.goal.setObjectName("write.goal")
        self.goal.setProperty("kind", "quiet")
        self.goal.clicked.connect(self._open_goal)
        self.goal_menu = GoalMenu(self)
        self.goal_menu.goal_set.connect(self._on_goal)
        self.saved = _label("write.saved")
        self.saved.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self.refresh)
        self._whole.counted.connect(self._show)
        self._selected.counted.connect(self._show)
        editor.textChanged.connect(lambda: self._pause.start(PAUSE_MS))
        editor.selectionChanged.connect(lambda: self._pause.start(SOON_MS))
        self._build()
        theme.changed.connect(self._on_theme)
        self._on_theme()
        self.retranslate()
        self.refresh()

    def retranslate(self) -> None:
        self.progress.setAccessibleName(self.tr("How much of the goal is written"))
        self.goal.setToolTip(self.tr("How long the piece is to be"))
        words = (self.tr("Saved"), self.tr("Saving…"))
        self.saved.setMinimumWidth(max(map(self.saved.fontMetrics().horizontalAdvance, words)) + 8)
        self._show()
        self.show_saved(self._saved)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def set_goal(self, goal: int) -> None:
        """Show how long the piece is to be, 0 for no goal, without telling of it."""
        self._goal = goal
        self._show()

    def show_saved(self, saved: bool) -> None:
        self._saved = saved
        self.saved.setText(self.tr("Saved") if saved else self.tr("Saving…"))

    def refresh(self) -> None:
        """Count anew, in the background."""
        piece = self._editor.piece()
        start, end = self._editor.selection_range()
        self._language = piece.language or counts.language_of(piece.text[:SAMPLE])
        self._whole.count(piece.blocks)
        self._selected.count(edits.extract(piece.blocks, start, end) if start != end else ())

    # Inside ------------------------------------------------------------------------------

    def _show(self) -> None:
        length, minutes = self._whole.length, self._whole.minutes
        parts = [telling.length(length, self._language)]
        if length:
            shown = telling.number(max(1, round(minutes)))
            parts.append(self.tr("{count} min to read").format(count=shown))
        if self._selected.length:
            selected = telling.number(self._selected.length)
            parts.append(self.tr("{count} selected").format(count=selected))
        self.length.setText(GAP.join(parts))
        self.progress.setVisible(self._goal > 0)
        self.progress.setMaximum(max(1, self._goal))
        self.progress.setValue(min(length, max(1, self._goal)))
        self.goal.setText(self._goal_text(length))

    def _goal_text(self, length: int) -> str:
        if not self._goal:
            return self.tr("Set a goal")
        whole = telling.length(self._goal, self._language)
        return self.tr("{count} of {goal}").format(count=telling.number(length), goal=whole)

    def _open_goal(self) -> None:
        size = self.goal_menu.open_for(self._goal, self._language)
        right = self.goal.width() - size.width()
        self.goal_menu.popup(self.goal.mapToGlobal(QPoint(right, -size.height() - 2)))

    def _on_goal(self, goal: int) -> None:
        if goal != self._goal:
            self.set_goal(goal)
            self.goal_set.emit(goal)

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 3, 16, 3)
        row.setSpacing(8)
        row.addWidget(self.length, 1)
        row.addWidget(self.progress)
        row.addWidget(self.goal)
        row.addWidget(self.saved)

    def _on_theme(self) -> None:
        tokens, small = self._theme.tokens, max(8, self._theme.points - 1)
        self.goal.setStyleSheet(
            f"QPushButton {{ color: {tokens.muted}; font-size: {small}pt; padding: 3px 6px; }}"
        )
        self.progress.setStyleSheet(
            f"QProgressBar {{ border-radius: {BAR_HEIGHT // 2}px; }}"
            f" QProgressBar::chunk {{ border-radius: {BAR_HEIGHT // 2}px; }}"
        )


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setProperty("kind", "small")
    return label
