"""A character or a word of the page, and the lock of a line: what one can point at."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QToolButton, QWidget

from app.tabs.poetry.page import chinese, english, signs
from app.tabs.poetry.page.leaf import Piece
from app.tabs.poetry.page.words import tell
from app.tabs.poetry.task.chinese.faults import At
from app.tabs.poetry.task.verse import Sign
from app.ui.theme import Tokens

WALKING = frozenset(
    (
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    )
)
CENTRED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
PRESSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
RADIUS = 5
ICON = QSize(14, 14)


@dataclass
class Look:
    """How all that stands on a sheet looks; `type` is the height of its characters."""

    tokens: Tokens
    font: QFont = field(default_factory=QFont)
    type: int = 1
    chinese: bool = True
    vertical: bool = False
    marks: bool = False


class Glyph(QAbstractButton):
    """A character with its marks, or an English word."""

    def __init__(self, at: At, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.at, self._look = at, look
        self._piece = Piece(Sign(""), "", "")
        self._pointed = False
        self.setObjectName(f"poetry.glyph.{at.line}.{at.place}")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def line(self) -> int:
        return self.at.line

    @property
    def reading(self) -> tuple[int, int]:
        """Return where it comes as one reads."""
        return self.at

    @property
    def pointed(self) -> bool:
        return self._pointed

    def show_piece(self, piece: Piece) -> None:
        """Show another character, or something else that was found of it."""
        if piece == self._piece:
            return
        self._piece = piece
        self.setText(piece.text)
        self.setAccessibleName(piece.text)
        self.describe()
        self.update()

    def describe(self) -> None:
        """Say in words what the marks show."""
        self.setAccessibleDescription(tell(self._piece.sign, self._look.chinese))

    def point(self, pointed: bool) -> None:
        """Stand out, or no longer."""
        if pointed != self._pointed:
            self._pointed = pointed
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in WALKING:
            event.ignore()
        elif event.key() in PRESSING:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, sign = self._look, self._piece.sign
        body = self._body()
        self._paint_ground(painter, body)
        painter.setFont(look.font)
        painter.setPen(QColor(look.tokens.text))
        aligned = CENTRED if look.chinese else LEFT
        painter.drawText(body, aligned, self._piece.shown)
        if look.marks:
            self._paint_marks(painter, body)
            if signs.is_wrong(sign):
                self._paint_wave(painter, body)
        painter.end()

    def _body(self) -> QRectF:
        """Return where the character itself stands."""
        look, rect = self._look, QRectF(self.rect())
        if not look.chinese:
            return rect.adjusted(
                english.PAD, english.MARK * look.type, 0, -english.WAVE * look.type
            )
        mark, wave = chinese.MARK * look.type, chinese.WAVE * look.type
        return (
            rect.adjusted(wave, 0, -mark, 0) if look.vertical else rect.adjusted(0, mark, 0, -wave)
        )

    def _paint_ground(self, painter: QPainter, body: QRectF) -> None:
        tokens = self._look.tokens
        fill = tokens.selection if self._pointed else tokens.bubble if self.underMouse() else ""
        if not fill and not self.hasFocus():
            return
        painter.setPen(QPen(QColor(tokens.accent), 1.4) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
        before = 1 if self._look.chinese else 1 - english.PAD
        painter.drawRoundedRect(body.adjusted(before, 1, -1, -1), RADIUS, RADIUS)

    def _paint_marks(self, painter: QPainter, body: QRectF) -> None:
        look, sign, rect = self._look, self._piece.sign, QRectF(self.rect())
        if not look.chinese:
            width = painter.fontMetrics().horizontalAdvance(self._piece.shown.rstrip())
            zone = QRectF(body.left(), body.top() * 0.25, width, body.top())
            signs.paint_beats(painter, zone, sign, look.tokens)
            return
        zone = QRectF(rect.left(), rect.top(), rect.width(), body.top())
        if look.vertical:
            zone = QRectF(body.right(), rect.top(), rect.right() - body.right(), rect.height())
        size = look.type * 0.2
        signs.paint_tone(painter, zone.center(), size, sign, look.tokens, look.vertical)

    def _paint_wave(self, painter: QPainter, body: QRectF) -> None:
        look = self._look
        ink = signs.colour(self._piece.sign, look.tokens)
        if look.vertical:
            x = body.left() - 1
            line = QLineF(x, body.top() + 3, x, body.bottom() - 3)
        else:
            width = painter.fontMetrics().horizontalAdvance(self._piece.shown.rstrip())
            left = body.left() + (3 if look.chinese else 0)
            right = body.right() - 3 if look.chinese else left + width
            line = QLineF(left, body.bottom() + 1, right, body.bottom() + 1)
        signs.paint_wave(painter, line, max(2.0, look.type / 14), ink)


class Lock(QToolButton):
    """Keeps a line; checked where it is kept."""

    def __init__(self, line: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = line
        self.reading = (line, -1)
        self._icons = QIcon(), QIcon()
        self.setObjectName(f"poetry.lock.{line}")
        self.setCheckable(True)
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setIconSize(ICON)
        self.toggled.connect(self.show_icon)

    def set_icons(self, icons: tuple[QIcon, QIcon]) -> None:
        """Use these icons, for an open and for a closed lock."""
        self._icons = icons
        self.show_icon()

    def show_icon(self) -> None:
        """Show whether it is closed."""
        self.setIcon(self._icons[self.isChecked()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in WALKING:
            event.ignore()
        elif event.key() in PRESSING:
            self.click()
        else:
            super().keyPressEvent(event)
