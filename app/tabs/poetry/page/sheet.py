"""The paper that a poem stands on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from app.tabs.poetry.page import paper
from app.tabs.poetry.page.chinese import ChineseSetter
from app.tabs.poetry.page.english import set_english
from app.tabs.poetry.page.glyph import ICON, WALKING, Glyph, Lock, Look
from app.tabs.poetry.page.leaf import Leaf, Piece
from app.tabs.poetry.page.setting import LOCK, Setting
from app.tabs.poetry.page.walking import step
from app.tabs.poetry.page.words import KEEP, tr
from app.tabs.poetry.picture import faces
from app.tabs.poetry.task.chinese.faults import At
from app.ui.icons import icon
from app.ui.theme import Theme

GLYPH = 0.84  # the height of the type, of the room of a Chinese character
HINT = 1.5  # the height of a hint, of the size of the interface's type


class Sheet(QWidget):
    """Shows a leaf, set anew each time it is given room; what has not changed stays where it is.

    `chosen` names a glyph that was clicked, `reached` a button that has the keys now, `locked` is
    sent when a lock was turned.
    """

    chosen = Signal(object)  # At
    reached = Signal(QWidget)
    locked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("poetry.sheet")
        self._theme = theme
        self._look = Look(theme.tokens)
        self._leaf: Leaf | None = None
        self._setting = Setting(QSize(1, 1), 1)
        self._room = QSize(1, 1)
        self._vertical = self._lockable = True
        self._hint = ""
        self._glyphs: dict[At, Glyph] = {}
        self._locks: dict[int, Lock] = {}
        self._icons = QIcon(), QIcon()
        self._current: QAbstractButton | None = None
        self._clicks = QButtonGroup(self, exclusive=False)
        self._clicks.buttonClicked.connect(self._choose)
        self._on_theme()
        theme.changed.connect(self._on_theme)

    # What it shows -----------------------------------------------------------------------

    @property
    def setting(self) -> Setting:
        return self._setting

    @property
    def glyphs(self) -> dict[At, Glyph]:
        return self._glyphs

    @property
    def locked_lines(self) -> tuple[int, ...]:
        return tuple(sorted(line for line, lock in self._locks.items() if lock.isChecked()))

    def show_leaf(self, leaf: Leaf | None, locked: Iterable[int] = ()) -> None:
        """Show another leaf, or none, with some of its lines kept."""
        self._leaf = leaf
        self._look.chinese = leaf is None or leaf.chinese
        lines = leaf.lines if leaf else ()
        if not self._glyphs:
            self.hide()  # until it is set: many new widgets are shown faster all at once
        self._fill(lines)
        self._fill_locks(len(lines), frozenset(locked), leaf is None or leaf.whole)
        self._name()

    def set_vertical(self, vertical: bool) -> None:
        """Set Chinese in columns, or in rows."""
        self._vertical = vertical

    def set_lockable(self, lockable: bool) -> None:
        """Have locks beside the lines, or none."""
        self._lockable = lockable

    def show_marks(self, shown: bool) -> None:
        """Show what was found of each character."""
        self._look.marks = shown
        self.update()

    def show_hint(self, text: str) -> None:
        """Say something while there is no poem."""
        self._hint = text
        self._name()
        self.update()

    def point(self, places: Iterable[At]) -> Glyph | None:
        """Make some glyphs stand out, and no others; return the first."""
        wanted = set(places)
        for at, glyph in self._glyphs.items():
            glyph.point(at in wanted)
        return next((self._glyphs[at] for at in sorted(wanted) if at in self._glyphs), None)

    def _fill(self, lines: Sequence[Sequence[Piece]]) -> None:
        wanted = {
            At(number, place): piece
            for number, line in enumerate(lines)
            for place, piece in enumerate(line)
        }
        for at in self._glyphs.keys() - wanted.keys():
            self._drop(self._glyphs.pop(at))
        for at, piece in wanted.items():
            if at not in self._glyphs:
                self._glyphs[at] = self._new_glyph(at)
            self._glyphs[at].point(False)
            self._glyphs[at].show_piece(piece)

    def _new_glyph(self, at: At) -> Glyph:
        glyph = Glyph(at, self._look, self)
        self._clicks.addButton(glyph)
        return glyph

    def _fill_locks(self, count: int, locked: frozenset[int], whole: bool) -> None:
        for number in [number for number in self._locks if number >= count]:
            self._drop(self._locks.pop(number))
        for number in range(count):
            if number not in self._locks:
                self._locks[number] = lock = Lock(number, self)
                lock.set_icons(self._icons)
                lock.toggled.connect(self._on_lock)
            with QSignalBlocker(self._locks[number]):
                self._locks[number].setChecked(number in locked)
            self._locks[number].show_icon()
            self._locks[number].setEnabled(whole)

    def _drop(self, button: QAbstractButton) -> None:
        if button is self._current:
            self._current = None
        button.hide()
        button.deleteLater()

    # Where it stands ---------------------------------------------------------------------

    def arrange(self, room: QSize) -> None:
        """Set all that is shown anew, in a room of this size."""
        self._room = room
        self._setting = setting = self._set()
        look = self._look
        look.vertical, look.type = setting.vertical, setting.type
        look.font = faces.han(setting.type * GLYPH) if look.chinese else faces.latin(setting.type)
        for at, glyph in self._glyphs.items():
            glyph.setGeometry(setting.glyphs[at])
            if glyph.isHidden():
                glyph.show()
        for number, lock in self._locks.items():
            if number in setting.locks:
                place = QRect(0, 0, LOCK - 4, LOCK - 4)
                place.moveCenter(setting.locks[number].center())
                lock.setGeometry(place)
            lock.setVisible(number in setting.locks)
        self.resize(setting.size)
        self._let_in()
        self.show()
        self.update()

    def _set(self) -> Setting:
        leaf, points = self._leaf, self._theme.points
        if leaf is None:
            return Setting(self._room, points)
        if leaf.chinese:
            return ChineseSetter(leaf, self._room, points, self._vertical, self._lockable).set()
        return set_english(leaf, self._room, points, self._lockable)

    # How one goes about it ---------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        order, here = self._order(), self.focusWidget()
        if event.key() not in WALKING or here not in order:
            super().keyPressEvent(event)
            return
        self._reach(step(event.key(), here, order, self._setting))

    def _order(self) -> list[Glyph | Lock]:
        """Return what one can step on, as one reads it."""
        stops: list[Glyph | Lock] = [lock for lock in self._locks.values() if not lock.isHidden()]
        stops += self._glyphs.values()
        return sorted(stops, key=lambda each: each.reading)

    def _reach(self, button: QAbstractButton) -> None:
        self._let_in(button)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        self.reached.emit(button)

    def _let_in(self, button: QAbstractButton | None = None) -> None:
        """Have Tab lead to one button only: this one, or else the one that it led to before."""
        chosen = button or self._current or self._glyphs.get(At(0, 0))
        if self._current and self._current is not chosen:
            self._current.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        if chosen:
            chosen.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._current = chosen

    def _choose(self, glyph: Glyph) -> None:
        self._let_in(glyph)
        if self._leaf and self._leaf.whole:
            self.chosen.emit(glyph.at)

    def _on_lock(self) -> None:
        self.update()
        self.locked.emit()

    # How it looks ------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, leaf, setting = self._look, self._leaf, self._setting
        paper.paint_paper(painter, self.rect(), look)
        if leaf is None:
            paper.paint_hint(painter, self.rect(), self._hint, look, self._theme.points * HINT)
        else:
            paper.paint_bands(painter, setting, self.locked_lines, look)
            if setting.vertical:
                paper.paint_frame(painter, setting, look)
            paper.paint_title(painter, leaf, setting, look)
            paper.paint_ends(painter, leaf, setting, look)
        painter.end()

    def _on_theme(self) -> None:
        tokens = self._look.tokens = self._theme.tokens
        self._icons = (
            self._drawn("ph.lock-simple-open", tokens.faint),
            self._drawn("ph.lock-simple-fill", tokens.accent),
        )
        for lock in self._locks.values():
            lock.set_icons(self._icons)

    def _drawn(self, name: str, colour: str) -> QIcon:
        """Return an icon that is drawn once for all locks."""
        return QIcon(icon(name, colour).pixmap(ICON, self.devicePixelRatioF()))

    # What it says ------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            for glyph in self._glyphs.values():
                glyph.describe()
            self._name()
        super().changeEvent(event)

    def _name(self) -> None:
        """Say what the sheet and its locks are."""
        leaf = self._leaf
        heading = " ".join(filter(None, (leaf.title, leaf.form))) if leaf else self._hint
        self.setAccessibleName(heading)
        for number, lock in self._locks.items():
            name = tr(KEEP).format(number=number + 1)
            lock.setAccessibleName(name)
            lock.setToolTip(name)
            shown = leaf.lines[number] if leaf else ()
            lock.setAccessibleDescription("".join(piece.shown for piece in shown))
