"""Settings > Models: find a model, get it, use it, get rid of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QLocale, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.gguf import all_parts
from app.protocol import UserError
from app.services.catalogue import Entry, Task
from app.services.context import Services
from app.services.downloads import Download, Request
from app.services.errors import describe
from app.services.library import InstalledModel, Removal
from app.services.options import ModelOptions
from app.services.setups import drafters
from app.services.shelf import Item, Shelf
from app.ui import dialogs
from app.ui.models import words
from app.ui.models.detail import Detail
from app.ui.models.files import FileJobs
from app.ui.models.hub_dialog import HubDialog
from app.ui.models.list import ModelList
from app.ui.models.network import Network
from app.ui.models.offer import Offer
from app.ui.models.places import PlacesMenu
from app.ui.notice import Action, NoticeBar

REFRESH_MS = 60
UNDO_SECONDS = 30


class ModelsPage(QDialog):
    """The list on the left, one model on the right; everything is done by the services."""

    used = Signal(object)  # InstalledModel

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settings.models")
        self.resize(1120, 720)
        self._services = services
        self._shelf = Shelf(services.models, services.downloads, services.settings, services.speed)
        self._list = ModelList()
        self._chosen = ""
        self._by_hand = False  # until then the recommended model is shown
        self._removal: Removal | None = None
        self._dialog: QDialog | None = None
        self.notices = NoticeBar("models.notice")
        self._search = QLineEdit(clearButtonEnabled=True)
        self._search.setObjectName("models.search")
        self._job = QComboBox()
        self._job.setObjectName("models.job")
        self._language = QComboBox()
        self._language.setObjectName("models.language")
        self._places = PlacesMenu(services.models.library, self)
        self._add = QPushButton()
        self._add.setObjectName("models.add")
        self._add.setMenu(self._places)
        self._network = QPushButton()
        self._network.setObjectName("models.network_open")
        self._network.clicked.connect(self._show_network)
        self._host = QLabel()
        self._host.setObjectName("models.host")
        self._host.setProperty("kind", "small")
        self._bin = QPushButton()
        self._bin.setObjectName("models.empty_bin")
        self._bin.setProperty("kind", "quiet")
        self._bin.clicked.connect(self._empty_bin)
        self._detail = Detail()
        self._files = FileJobs(services.hub, services.folders.models, self)
        self._refresh = QTimer(self, singleShot=True, interval=REFRESH_MS)
        self._refresh.timeout.connect(self._show_items)
        self._hosts: list[str] = []
        self._build()
        self._connect()
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Models"))
        self._search.setPlaceholderText(self.tr("Search"))
        self._search.setAccessibleName(self.tr("Search models"))
        self._fill_filter(self._job, self.tr("Every job"), words.JOBS)
        self._job.setAccessibleName(self.tr("Job"))
        every = self.tr("Every language")
        self._fill_filter(self._language, every, words.LANGUAGES)
        self._language.setAccessibleName(self.tr("Language"))
        self._add.setText(self.tr("Add"))
        self._places.fill()
        self._network.setText(self.tr("Network…"))
        self._show_host()
        self._show_items()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_items()
        self._bench()
        try:
            self._services.models.library.check_own_catalogue()
        except UserError as error:
            self._complain(error)

    def hideEvent(self, event: QHideEvent) -> None:
        self._files.stop()
        super().hideEvent(event)

    def choose(self, name: str) -> None:
        """Show one model on the right, as a person does by a click."""
        self._by_hand = True
        self._select(name)

    def show_model(self, model: InstalledModel) -> None:
        """Show a model of the library, whatever was searched for before."""
        self._search.clear()
        for filter_box in (self._job, self._language):
            filter_box.setCurrentIndex(0)
        self._show_items()
        self.choose(model.id)

    def show_best(self, job: Task) -> None:
        """Show the models that are good at a job, and the best one for this computer."""
        self._search.clear()
        self._language.setCurrentIndex(0)
        self._job.setCurrentIndex(max(0, self._job.findData(job)))
        items = [row.item for row in self._list.rows.values()]
        best = [item for item in items if job in item.best] or items
        if best:
            self.choose(best[0].id)

    def _select(self, name: str) -> None:
        self._chosen = name
        row = self._list.rows.get(name)
        if row:
            row.setChecked(True)
            model = row.item.model
            self._show_detail()
            if model:
                base = model.sampling
                can_think = "enable_thinking" in model.header.chat_template
                options = self._services.models.options.of(model.path)
                small = drafters(model, self._services.models.installed())
                self._detail.options.show_options(options, base, can_think, small)
                self._measure(model)

    # What is shown ------------------------------------------------------------------------

    def _show_items(self) -> None:
        self._refresh.stop()
        services = self._services
        language = "zh" if QLocale().language() == QLocale.Language.Chinese else "en"
        found = self._shelf.items(services.engine.pid, language)
        text = self._search.text().strip()
        job, spoken = self._job.currentData() or "", self._language.currentData() or ""
        items = [item for item in found if item.answers(text, job, spoken)]
        here = [item for item in items if item.model or (item.download and not item.entry)]
        on_their_way = [item for item in items if item.download and item.entry]
        others = [item for item in items if item not in here and item not in on_their_way]
        available = [*on_their_way, *sorted(others, key=_preference)]
        self._list.show_items(here, available, self._chosen)
        if self._chosen not in self._list.rows:
            self._by_hand = False
        if not self._by_hand and items:
            self._select(_recommended([*here, *available]).id)
        elif self._chosen in self._list.rows:
            self._show_detail()
        self._show_bin()

    def _show_detail(self) -> None:
        item = self._list.rows[self._chosen].item
        wanted = self._services.models.wanted
        in_use = bool(wanted and item.model and wanted.path == item.model.path)
        owned = bool(item.model and self._services.models.library.owns(item.model))
        self._detail.show_item(item, in_use=in_use, owned=owned)

    def _show_bin(self) -> None:
        size = self._services.models.library.bin_bytes()
        text = self.tr("Empty the bin ({size})").format(size=words.size(size))
        self._bin.setText(text)
        self._bin.setVisible(size > 0)

    def _show_host(self) -> None:
        if self._hosts:
            hosts = self.tr(", ").join(self._hosts)
            self._host.setText(self.tr("Contacted: {hosts}").format(hosts=hosts))
        else:
            self._host.setText(self.tr("No host has been contacted."))

    def _on_contact(self, host: str) -> None:
        if host not in self._hosts:
            self._hosts.append(host)
            self._show_host()

    def _on_progress(self, name: str) -> None:
        row = self._list.rows.get(name)
        if row:
            row.show_progress()
            if name == self._chosen:
                self._detail.show_progress()

    # What is done -------------------------------------------------------------------------

    def _on_wanted(self, action: str) -> None:
        item = self._list.rows[self._chosen].item
        downloads = self._services.downloads
        match action:
            case "download" if item.entry:
                self._download(item.entry)
            case "pause":
                downloads.pause(item.id)
            case "resume":
                downloads.resume(item.id)
            case "cancel":
                downloads.cancel(item.id)
            case _ if item.model:
                self._on_model(action, item.model)

    def _on_model(self, action: str, model: InstalledModel) -> None:
        match action:
            case "use":
                self.used.emit(model)
            case "verify":
                self._files.verify(model)
            case "reveal":
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(model.path.parent)))
            case "remove":
                self._remove(model)
            case "forget":
                self._services.models.library.forget_place(str(model.path))
                self._show_items()

    def _download(self, entry: Entry) -> None:
        if entry.restricted and not dialogs.ask(
            self,
            self.tr("Licence"),
            self.tr(
                "{name} comes under the {licence}, which restricts what it may be used for."
                " Read it on the page of {repo} before you agree."
            ).format(name=entry.name, licence=entry.licence, repo=entry.repo),
            self.tr("I agree"),
            self.tr("Not now"),
        ):
            return
        self._services.downloads.add(Request.of(entry, self._detail.with_projector))

    def _remove(self, model: InstalledModel) -> None:
        services = self._services
        services.models.let_go(model)
        try:
            self._removal = services.models.library.remove(model)
        except UserError as error:
            self._complain(error)
            return
        text = self.tr("{name} is in the bin. {size} are freed when it is emptied.")
        self.notices.show_message(
            text.format(name=model.name, size=words.size(self._removal.size_bytes)),
            [
                (self.tr("Undo"), self._undo_removal),
                (self.tr("Empty the bin"), self._empty_bin),
            ],
            seconds=UNDO_SECONDS,
        )
        self._show_items()

    def _undo_removal(self) -> None:
        if self._removal:
            removal, self._removal = self._removal, None
            try:
                self._services.models.library.restore(removal)
            except UserError as error:
                self._complain(error)
            self._show_items()

    def _empty_bin(self) -> None:
        self._removal = None
        self.notices.hide()
        self._services.models.library.empty_bin()
        self._show_bin()

    def _on_completed(self, download: Download) -> None:
        chosen = self._chosen
        self._show_items()
        done = self.tr("{name} has arrived and is verified.").format(name=download.request.name)
        row = next((row for row in self._list.rows.values() if _is(row.item, download)), None)
        actions: list[Action] = []
        if row and row.item.model and row.item.model.writes:
            model = row.item.model
            actions = [(self.tr("Use this model"), lambda: self.used.emit(model))]
        self.notices.show_message(done, actions)
        if row and chosen == download.request.id:
            self.choose(row.item.id)

    def _import(self, path: Path) -> None:
        try:
            model = self._services.models.library.describe(all_parts(path)[0])
        except UserError as error:
            self._complain(error)
            return
        offer = Offer(model, self)
        offer.answered.connect(lambda copy: self._add_file(model.path, copy))
        self._dialog = offer
        offer.open()

    def _add_file(self, path: Path, copy: bool) -> None:
        if copy:
            self._files.copy(path)
        else:
            self._services.models.library.add_place(path)
            self._show_items()

    def _ask_import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Import a model file"), str(Path.home()), self.tr("Models (*.gguf)")
        )
        if name:
            self._import(Path(name))

    def _attach_adapter(self) -> None:
        known = self._services.models.library.adapters()
        start = known[0].parent if known else self._services.folders.models
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Attach a LoRA adapter"), str(start), self.tr("Adapters (*.gguf)")
        )
        if name:
            self._detail.options.attach(Path(name))

    def _set_options(self, options: ModelOptions) -> None:
        model = self._list.rows[self._chosen].item.model
        if model:
            self._services.models.set_options(model, options)
            self._measure(model)

    def _measure(self, model: InstalledModel) -> None:
        """Find the exact memory of a model, in a process that may fail."""
        context, kv_type = self._shelf.setup(model)
        key = (str(model.path), context, kv_type)
        if key in self._shelf.measured:
            return
        job = self._services.probe.measure(model.path, context, kv_type)

        def keep() -> None:
            if self._shelf.keep(key, job.result):
                self._refresh.start()

        job.ended.connect(keep)

    def _bench(self) -> None:
        """Measure this computer once, when nothing else runs."""
        services = self._services
        if not services.speed.known and not services.engine.busy:
            starter = next((m for m in services.models.installed() if m.starter), None)
            if starter:
                services.probe.bench(starter)

    def _show_network(self) -> None:
        self._dialog = Network(self._services.settings, self)
        self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialog.open()

    def _show_hub(self) -> None:
        services = self._services
        dialog = HubDialog(
            services.hub, services.settings, services.speed, services.engine.pid, self
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self._add_request)
        self._dialog = dialog
        dialog.open()

    def _add_request(self, request: Request) -> None:
        self._services.downloads.add(request)
        self.choose(request.id)

    def _complain(self, error: UserError) -> None:
        self.notices.show_message(describe(error.code, error.params), kind="warning")

    # Building -----------------------------------------------------------------------------

    @staticmethod
    def _fill_filter(box: QComboBox, every: str, names: Mapping[Any, str]) -> None:
        present = box.currentData()
        box.blockSignals(True)
        box.clear()
        box.addItem(every, "")
        for value, name in names.items():
            box.addItem(words.tr(name), str(value))
        box.setCurrentIndex(max(0, box.findData(present)))
        box.blockSignals(False)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(20, 14, 20, 14)
        top.setSpacing(10)
        for widget in (self._search, self._job, self._language):
            top.addWidget(widget)
        top.addStretch(1)
        top.addWidget(self._add)
        top.addWidget(self._network)
        self._search.setMinimumWidth(220)
        split = QSplitter(Qt.Orientation.Horizontal, handleWidth=1)
        split.addWidget(self._list)
        split.addWidget(self._detail)
        split.setSizes([470, 650])
        split.setChildrenCollapsible(False)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 8, 20, 8)
        foot.addWidget(self._host, 1)
        foot.addWidget(self._bin)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.notices)
        layout.addLayout(top)
        layout.addWidget(split, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        services = self._services
        self._search.textChanged.connect(self._refresh.start)
        self._job.currentIndexChanged.connect(self._show_items)
        self._language.currentIndexChanged.connect(self._show_items)
        self._list.chosen.connect(self.choose)
        self._detail.wanted.connect(self._on_wanted)
        self._detail.options.changed.connect(self._set_options)
        self._detail.options.adapter_wanted.connect(self._attach_adapter)
        self._places.hub_wanted.connect(self._show_hub)
        self._places.import_wanted.connect(self._ask_import)
        self._places.changed.connect(self._show_items)
        self._files.progressed.connect(self._detail.show_check)
        self._files.said.connect(self.notices.show_message)
        self._files.changed.connect(self._show_items)
        services.downloads.changed.connect(self._refresh.start)
        services.downloads.progressed.connect(self._on_progress)
        services.downloads.completed.connect(self._on_completed)
        services.models.changed.connect(self._refresh.start)
        services.speed.changed.connect(self._refresh.start)
        services.hub.contacted.connect(self._on_contact)


def _recommended(items: list[Item]) -> Item:
    """Return what to show first: the best for chat here, else anything that is best."""
    for_chat = [item for item in items if Task.CHAT in item.best]
    return (for_chat or [item for item in items if item.best] or items)[0]


def _preference(item: Item) -> bool:
    """Put what is recommended before the rest; the catalogue's order holds within both."""
    return not item.best


def _is(item: Item, download: Download) -> bool:
    """Tell whether an installed model is what a download has brought."""
    first = f"{download.request.repo}/{download.request.files[0].path}"
    return item.model is not None and item.model.path.as_posix().endswith(first)
