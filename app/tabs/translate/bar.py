"""The bar over the panes: languages, style, and what is shown below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from app.tabs.translate.style import StyleMenu
from app.tabs.translate.task.detection import Detection
from app.tabs.translate.task.languages import AUTO, BY_CODE, LANGUAGES
from app.ui.icons import set_icon
from app.ui.theme import Theme

ROOM_FOR_ICONS = 200  # and for the space between the widgets, pixels
SURE = 0.5  # below that the detected language is shown with a question mark


class LanguageBar(QFrame):
    """Chooses; the tab acts."""

    languages_chosen = Signal(str, str)  # source, target
    swapped = Signal()
    style_chosen = Signal(object)  # Style
    page_chosen = Signal(int)
    panel_toggled = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "header")
        self._detection: Detection | None = None
        self._wanted = ""
        self.source = _combo("translate.source_language")
        self.target = _combo("translate.target_language")
        self._swap = QToolButton()
        self._swap.setObjectName("translate.swap")
        set_icon(self._swap, "ph.arrows-left-right", theme)
        self.style_button = StyleMenu(theme)
        self.pages = [QPushButton(), QPushButton()]
        self._group = QButtonGroup(self)
        for number, (button, name) in enumerate(zip(self.pages, ("text", "files"), strict=True)):
            button.setObjectName(f"translate.page.{name}")
            button.setProperty("kind", "segment")
            button.setCheckable(True)
            self._group.addButton(button, number)
        self.pages[0].setChecked(True)
        self._privacy = QLabel()
        self._privacy.setObjectName("translate.privacy")
        self._privacy.setProperty("kind", "small")
        self._privacy.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.panel_button = QToolButton()
        self.panel_button.setCheckable(True)
        self.panel_button.setObjectName("translate.panel_toggle")
        set_icon(self.panel_button, "ph.books", theme)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self.source, 3)
        row.addWidget(self._swap)
        row.addWidget(self.target, 3)
        row.addWidget(self.style_button)
        row.addSpacing(8)
        row.addWidget(self._privacy, 1)
        row.addStretch(0)
        row.addWidget(self.pages[0])
        row.addWidget(self.pages[1])
        row.addSpacing(8)
        row.addWidget(self.panel_button)
        self.source.activated.connect(self._on_chosen)
        self.target.activated.connect(self._on_target)
        self._swap.clicked.connect(self.swapped)
        self.style_button.chosen.connect(self.style_chosen)
        self._group.idClicked.connect(self.page_chosen)
        self.panel_button.toggled.connect(self.panel_toggled)
        self.retranslate()

    def retranslate(self) -> None:
        self.source.setAccessibleName(self.tr("Translate from"))
        self.source.setToolTip(self.tr("At the top: the language that is detected, and how surely"))
        self.target.setAccessibleName(self.tr("Translate into"))
        self._swap.setToolTip(self.tr("Swap languages and texts"))
        self._swap.setAccessibleName(self.tr("Swap languages and texts"))
        self.pages[0].setText(self.tr("Text"))
        self.pages[1].setText(self.tr("Documents"))
        self._privacy.setText(self.tr("Nothing leaves this computer."))
        name = self.tr("Glossary, memory and history")
        self.panel_button.setToolTip(name)
        self.panel_button.setAccessibleName(name)
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the note out where there is no room for it."""
        super().resizeEvent(event)
        taken = sum(
            widget.sizeHint().width()
            for widget in (self.source, self.target, self.style_button, *self.pages)
        )
        room = self.width() - taken - ROOM_FOR_ICONS
        self._privacy.setVisible(room > self._privacy.sizeHint().width())

    def show_languages(self, source: str, target: str, wanted: str) -> None:
        """Show the chosen source, the target in use and remember the one that is wanted."""
        self._wanted = wanted
        self.source.setCurrentIndex(max(0, self.source.findData(source)))
        self.target.setCurrentIndex(max(0, self.target.findData(target)))

    def show_detection(self, detection: Detection | None) -> None:
        """Show what language the source is in, beside "Detect language"."""
        if detection != self._detection:
            self._detection = detection
            self.source.setItemText(0, self._automatic())

    def _automatic(self) -> str:
        found = self._detection
        if found is None:
            return self.tr("Detect language")
        names = " + ".join(self._name(code) for code, _ in found.shares[:2])
        percent = f"{round(100 * found.confidence)} %"
        if found.confidence < SURE and not found.mixed:
            return f"{names}?  ·  {percent}"
        return f"{names}  ·  {percent}"

    def _name(self, code: str) -> str:
        chinese = QLocale().language() == QLocale.Language.Chinese
        language = BY_CODE.get(code)
        return language.name(chinese) if language else code

    def _fill(self) -> None:
        for combo, first in ((self.source, True), (self.target, False)):
            chosen = combo.currentData()
            combo.clear()
            if first:
                combo.addItem(self._automatic(), AUTO)
            for language in LANGUAGES:
                name = self._name(language.code)
                native = "" if language.native == name else f"  {language.native}"
                combo.addItem(name + native, language.code)
            combo.setCurrentIndex(max(0, combo.findData(chosen)))

    def _on_target(self) -> None:
        self._wanted = self.target.currentData()
        self._on_chosen()

    def _on_chosen(self) -> None:
        """Tell the choice; the target that is shown may be another, for its own source."""
        self.languages_chosen.emit(self.source.currentData(), self._wanted)


def _combo(name: str) -> QComboBox:
    combo = QComboBox()
    combo.setObjectName(name)
    combo.setMaxVisibleItems(18)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(9)
    combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    combo.setMaximumWidth(280)
    combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return combo
