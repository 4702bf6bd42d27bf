"""Everything about one model, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.services.downloads import DownloadState
from app.services.shelf import Item
from app.ui.models import words
from app.ui.models.options import OptionsForm

ACTIONS = (
    "use", "download", "pause", "resume", "cancel", "verify", "reveal", "remove", "forget"
)  # fmt: skip


class Detail(QScrollArea):
    """`wanted` carries an action of ACTIONS for the shown model."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("models.detail")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.item: Item | None = None
        self._in_use = False
        self._owned = False
        self._name = self._label("models.name", "title")
        self._notes = self._label("models.notes", "")
        self._verdict = self._label("models.verdict", "verdict")
        self._reasons = self._label("models.reasons", "muted")
        self._state = self._label("models.state", "")
        self._progress = QProgressBar(textVisible=False, maximum=1000)
        self._progress.setObjectName("models.progress")
        self._buttons = {name: self._button(name) for name in ACTIONS}
        self._projector = QCheckBox()
        self._projector.setObjectName("models.projector")
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(20)
        self._facts.setVerticalSpacing(6)
        self._facts.setColumnStretch(1, 1)
        self.options = OptionsForm()
        self.setWidget(self._build())
        self.retranslate()

    def retranslate(self) -> None:
        names = {
            "use": self.tr("Use this model"),
            "download": self.tr("Download"),
            "pause": self.tr("Pause"),
            "resume": self.tr("Resume"),
            "cancel": self.tr("Cancel"),
            "verify": self.tr("Verify"),
            "reveal": self.tr("Show in folder"),
            "remove": self.tr("Remove"),
            "forget": self.tr("Stop using it"),
        }
        for name, button in self._buttons.items():
            button.setText(names[name])
        self._progress.setAccessibleName(self.tr("Progress"))
        if self.item:
            self.show_item(self.item, in_use=self._in_use, owned=self._owned)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @property
    def with_projector(self) -> bool:
        """Tell whether the file for images is wanted too."""
        return self._projector.isVisible() and self._projector.isChecked()

    def show_item(self, item: Item, *, in_use: bool, owned: bool) -> None:
        """Show a model; `owned` when its files are ours to remove."""
        self.item, self._in_use, self._owned = item, in_use, owned
        self._name.setText(item.name)
        chinese = QLocale().language() == QLocale.Language.Chinese
        self._notes.setText(item.entry.note(chinese) if item.entry else "")
        self._notes.setVisible(bool(self._notes.text()))
        self._verdict.setText("● " + words.tr(words.VERDICTS[item.fit.verdict]))
        self._verdict.setProperty("tone", words.TONES[item.fit.verdict])
        self._verdict.style().unpolish(self._verdict)
        self._verdict.style().polish(self._verdict)
        self._reasons.setText(words.reasons(item.fit, item.context))
        self._show_facts(item)
        self._show_buttons()
        self.show_progress()
        self.options.setVisible(item.model is not None and item.model.writes)

    def show_progress(self) -> None:
        """Show the download of the shown model."""
        download = self.item.download if self.item else None
        self._progress.setVisible(download is not None)
        if download:
            self._progress.setValue(round(1000 * download.fraction))
            host = f"  ·  {download.host}" if download.host else ""
            self._state.setText(words.progress(download) + host)
        elif self._in_use:
            self._state.setText(self.tr("In use."))
        else:
            self._state.setText("")
        self._state.setVisible(bool(self._state.text()))

    def show_check(self, done: int, total: int) -> None:
        """Show how far a verification has come."""
        self._progress.setVisible(True)
        self._progress.setValue(round(1000 * done / max(1, total)))
        percent = round(100 * done / max(1, total))
        self._state.setText(self.tr("Verifying: {percent} %").format(percent=percent))
        self._state.setVisible(True)

    def _show_buttons(self) -> None:
        item = self.item
        assert item
        model, download = item.model, item.download
        state = download.state if download else None
        shown = {
            "use": model is not None and model.writes and not self._in_use,
            "download": model is None and download is None,
            "pause": state in (DownloadState.ACTIVE, DownloadState.QUEUED),
            "resume": state in (DownloadState.PAUSED, DownloadState.FAILED),
            "cancel": download is not None,
            "verify": model is not None,
            "reveal": model is not None,
            "remove": model is not None and self._owned,
            "forget": model is not None and model.place == str(model.path),
        }
        for name, button in self._buttons.items():
            button.setVisible(shown[name])
        second = item.entry.mmproj if item.entry else None
        self._projector.setVisible(second is not None and shown["download"])
        if second:
            text = self.tr("With the file for images ({size})")
            self._projector.setText(text.format(size=words.size(second.size_bytes)))
        if item.entry and shown["download"]:
            text = self.tr("Download {size}").format(size=words.size(item.size_bytes))
            self._buttons["download"].setText(text)

    def _show_facts(self, item: Item) -> None:
        while (old := self._facts.takeAt(0)) is not None:
            widget = old.widget()
            if widget:
                widget.deleteLater()
        for row, (name, value) in enumerate(self._rows(item)):
            title, text = QLabel(name), QLabel(value)
            title.setProperty("kind", "muted")
            title.setAlignment(Qt.AlignmentFlag.AlignTop)
            text.setWordWrap(True)
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self._facts.addWidget(title, row, 0)
            self._facts.addWidget(text, row, 1)

    def _rows(self, item: Item) -> list[tuple[str, str]]:
        entry, model = item.entry, item.model
        meaning = words.quantization(item.quantization)
        packed = f"{item.quantization} – {meaning}" if meaning else item.quantization
        trained = model.header.context_length if model else entry.context if entry else 0
        separator = self.tr(", ")
        source = f"{entry.repo} / {entry.file}" if entry and entry.repo else ""
        if not source and item.download:
            source = f"{item.download.request.repo} / {item.download.request.files[0].path}"
        rows = [
            (
                self.tr("Good at"),
                separator.join(words.tr(words.JOBS[job]) for job in entry.jobs) if entry else "",
            ),
            (self.tr("Languages"), separator.join(words.language(c) for c in item.languages)),
            (self.tr("Size"), words.size(item.size_bytes)),
            (self.tr("Parameters"), words.number(item.parameters) if item.parameters else ""),
            (self.tr("Quantization"), packed if packed != "?" else ""),
            (
                self.tr("Context"),
                self.tr("{count} tokens").format(count=QLocale().toString(trained))
                if trained
                else "",
            ),
            (self.tr("Licence"), entry.licence if entry else ""),
            (self.tr("Source"), source),
            (self.tr("File"), str(model.path) if model else ""),
        ]
        return [row for row in rows if row[1]]

    def _build(self) -> QWidget:
        page = QFrame()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(10)
        for widget in (self._name, self._notes, self._verdict, self._reasons):
            layout.addWidget(widget)
        layout.addSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in self._buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addWidget(self._projector)
        layout.addWidget(self._progress)
        layout.addWidget(self._state)
        layout.addSpacing(8)
        layout.addLayout(self._facts)
        layout.addSpacing(8)
        layout.addWidget(self.options)
        layout.addStretch(1)
        return page

    def _label(self, name: str, kind: str) -> QLabel:
        label = QLabel(wordWrap=True)
        label.setObjectName(name)
        label.setProperty("kind", kind)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _button(self, name: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"models.{name}")
        button.setVisible(False)
        if name in ("use", "download", "resume"):
            button.setProperty("kind", "primary")
        button.clicked.connect(lambda: self.wanted.emit(name))
        return button
