"""How the translation should read: formality, tone, reader."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QWidget,
    QWidgetAction,
)

from app.tabs.translate.task.request import NO_STYLE, Style
from app.ui.icons import set_icon
from app.ui.theme import Theme

DELAY_MS = 600


class StyleMenu(QPushButton):
    """A button that opens a small form; its label tells what is chosen."""

    chosen = Signal(object)  # Style

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("translate.style")
        self.setProperty("kind", "quiet")
        set_icon(self, "ph.sliders-horizontal", theme)
        self._formality = QComboBox()
        self._formality.setObjectName("translate.formality")
        self._tone = QLineEdit()
        self._tone.setObjectName("translate.tone")
        self._reader = QLineEdit()
        self._reader.setObjectName("translate.reader")
        self._labels = [QLabel(), QLabel(), QLabel()]
        page = QWidget()
        form = QFormLayout(page)
        form.setContentsMargins(14, 12, 14, 12)
        form.setSpacing(10)
        fields = (self._formality, self._tone, self._reader)
        for label, field in zip(self._labels, fields, strict=True):
            field.setMinimumWidth(260)
            label.setBuddy(field)
            form.addRow(label, field)
        menu = QMenu(self)
        action = QWidgetAction(menu)
        action.setDefaultWidget(page)
        menu.addAction(action)
        menu.aboutToShow.connect(lambda: QTimer.singleShot(0, self._formality.setFocus))
        self.setMenu(menu)
        self._delay = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._delay.timeout.connect(self._tell)
        self._formality.activated.connect(self._tell)
        self._tone.textEdited.connect(lambda: self._delay.start())
        self._reader.textEdited.connect(lambda: self._delay.start())
        self.retranslate()

    @property
    def style_(self) -> Style:
        return Style(
            self._formality.currentData() or "",
            self._tone.text().strip(),
            self._reader.text().strip(),
        )

    def show_style(self, style: Style) -> None:
        """Show a style without telling of it."""
        self._formality.setCurrentIndex(max(0, self._formality.findData(style.formality)))
        self._tone.setText(style.tone)
        self._reader.setText(style.reader)
        self._name()

    def retranslate(self) -> None:
        chosen = self._formality.currentData()
        self._formality.clear()
        self._formality.addItem(self.tr("As in the source"), "")
        self._formality.addItem(self.tr("Plain"), "plain")
        self._formality.addItem(self.tr("Formal"), "formal")
        self._formality.setCurrentIndex(max(0, self._formality.findData(chosen)))
        labels = (self.tr("Formality"), self.tr("Tone"), self.tr("For which reader"))
        fields = (self._formality, self._tone, self._reader)
        for label, field, text in zip(self._labels, fields, labels, strict=True):
            label.setText(text)
            field.setAccessibleName(text)
        self._tone.setPlaceholderText(self.tr("e.g. warm, dry, lively"))
        self._reader.setPlaceholderText(self.tr("e.g. children, lawyers, patients"))
        self._name()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _name(self) -> None:
        style = self.style_
        named = self._formality.currentText() if style.formality else ""
        parts = [part for part in (named, style.tone, style.reader) if part]
        text = " · ".join(parts) if style != NO_STYLE else self.tr("Style")
        self.setText(self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, 180))

    def _tell(self) -> None:
        self._delay.stop()
        self._name()
        self.chosen.emit(self.style_)
