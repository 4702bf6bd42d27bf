"""The list that a kind of writing is chosen from."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox

from app.services.writing.kinds import OwnKinds
from app.tabs.write.library import kindnames
from app.tabs.write.task.kinds import KINDS, Kind

MOST_ROWS = 26


def key(kind: Kind) -> str:
    """Return what makes a kind the same one though its template was edited."""
    return f"{kind.language} {kindnames.key(kind)}"


class KindBox(QComboBox):
    """Lists the kinds in the language of the interface, the person's own, and the other ones."""

    chosen = Signal(object)  # a Kind as it is kept

    def __init__(self, own: OwnKinds) -> None:
        super().__init__()
        self.setObjectName("write.plan.kind")
        self.setMaxVisibleItems(MOST_ROWS)
        self._own = own
        self._kinds: dict[str, Kind] = {}
        self.activated.connect(lambda: self.chosen.emit(self.kind))

    @property
    def kind(self) -> Kind:
        """Return the chosen kind as it is kept."""
        return self._kinds[self.currentData()]

    def show_kind(self, kind: Kind) -> Kind:
        """List the kinds anew and choose one; return it as it is kept.

        One of the person's own that is not kept any more is listed as it is.
        """
        here = kindnames.interface_language()
        ours = [one for one in KINDS if one.language == here]
        others = [one for one in KINDS if one.language != here]
        own = list(self._own.all())
        if key(kind) not in {key(one) for one in (*ours, *own, *others)}:
            own.append(kind)
        self._kinds = {}
        with QSignalBlocker(self):
            self.clear()
            for group in filter(None, (ours, own, others)):
                if self.count():
                    self.insertSeparator(self.count())
                for one in group:
                    self._kinds[key(one)] = one
                    self.addItem(one.name, key(one))
            self.setCurrentIndex(self.findData(key(kind)))
        return self.kind
