"""Which keys are pressed together."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

MODIFIERS = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_AltGr,
             Qt.Key.Key_Meta)  # fmt: skip


@dataclass(frozen=True)
class Combination:
    """A key and the modifiers held with it; `meta` is the one with the system's sign on it."""

    key: Qt.Key
    control: bool = False
    shift: bool = False
    alt: bool = False
    meta: bool = False

    @property
    def function(self) -> int:
        """Return n for the key Fn, 0 for others."""
        number = self.key - Qt.Key.Key_F1 + 1
        return number if 1 <= number <= 24 else 0

    @property
    def typed(self) -> bool:
        """Tell whether the combination writes or moves in a text, and must not be taken away."""
        return not (self.control or self.alt or self.meta or self.function)


def parse(text: str) -> Combination | None:
    """Read portable text, e.g. "Ctrl+Shift+F9"; None if it is no one key that may be taken."""
    sequence = QKeySequence(text, QKeySequence.SequenceFormat.PortableText)
    if sequence.count() != 1:
        return None
    pressed: QKeyCombination = sequence[0]  # type: ignore[index]  # missing in the stub
    key, held = pressed.key(), pressed.keyboardModifiers()
    modifier = Qt.KeyboardModifier
    combination = Combination(
        key,
        control=bool(held & modifier.ControlModifier),
        shift=bool(held & modifier.ShiftModifier),
        alt=bool(held & modifier.AltModifier),
        meta=bool(held & modifier.MetaModifier),
    )
    unusable = key in (Qt.Key.Key_unknown, *MODIFIERS) or combination.typed
    return None if unusable else combination
