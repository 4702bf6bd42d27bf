"""The menu behind "Add": the hub, a file, the folders of other apps."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.services import foreign
from app.services.library import Library


class PlacesMenu(QMenu):
    """Folders that are in use are ticked; a click uses them or stops using them."""

    hub_wanted = Signal()
    import_wanted = Signal()
    changed = Signal()

    def __init__(self, library: Library, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("models.add_menu")
        self._library = library
        self._parent = parent
        self.aboutToShow.connect(self.fill)
        self.fill()

    def fill(self) -> None:
        """List the folders as they are now."""
        self.clear()
        hub = self.addAction(self.tr("From the hub…"), self.hub_wanted.emit)
        hub.setObjectName("models.add_hub")
        file = self.addAction(self.tr("Import a file…"), self.import_wanted.emit)
        file.setObjectName("models.add_file")
        self.addSection(self.tr("Folders that are used in place"))
        names = {str(path): name for name, path in foreign.known_places()}
        folders = [place for place in self._library.places if Path(place).is_dir()]
        for place in dict.fromkeys([*names, *folders]):
            name = names.get(place)
            action = self.addAction(f"{name}  –  {place}" if name else place)
            action.setCheckable(True)
            action.setChecked(place in self._library.places)
            action.triggered.connect(lambda on, place=place: self._use(place, on))
        other = self.addAction(self.tr("Another folder…"), self._ask_folder)
        other.setObjectName("models.add_folder")

    def _use(self, place: str, on: bool) -> None:
        if on:
            self._library.add_place(Path(place))
        else:
            self._library.forget_place(place)
        self.changed.emit()

    def _ask_folder(self) -> None:
        title = self.tr("Use the models of a folder")
        chosen = QFileDialog.getExistingDirectory(self._parent, title, str(Path.home()))
        if chosen:
            self._use(chosen, True)
