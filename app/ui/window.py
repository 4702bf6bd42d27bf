"""The main window: menus, tabs, notices and the status line."""

from __future__ import annotations

import importlib
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QCloseEvent,
    QDesktopServices,
    QKeySequence,
    QShowEvent,
)
from PySide6.QtWidgets import QMainWindow, QMenu, QTabWidget, QVBoxLayout, QWidget

from app.protocol import ErrorCode, Params, UserError
from app.services.catalogue import Task
from app.services.context import Services
from app.services.downloads import Download
from app.services.errors import describe
from app.services.library import InstalledModel
from app.tabs import TABS
from app.ui import dialogs
from app.ui.drops import ModelDrops
from app.ui.help import HelpWindow
from app.ui.i18n import Languages
from app.ui.models.opening import Opening
from app.ui.models.page import ModelsPage
from app.ui.notice import NoticeBar
from app.ui.page import Page
from app.ui.preferences import Preferences
from app.ui.status import StatusLine
from app.ui.theme import Theme
from app.ui.troubles import Troubles
from app.ui.updates import Updates

ENGINE_SETTINGS = (
    "threads", "gpu_layers", "context", "kv_type", "state_memory", "state_disk"
)  # fmt: skip
RELOAD_DELAY_MS = 800


class Window(QMainWindow):
    """One window for everything; closing it ends the app."""

    def __init__(self, services: Services, theme: Theme, languages: Languages) -> None:
        super().__init__()
        self.setObjectName("window")
        self._services = services
        self._theme = theme
        self._languages = languages
        self._preferences: Preferences | None = None
        self._models: ModelsPage | None = None
        self._help: HelpWindow | None = None
        self.notices = NoticeBar("notice")
        self.tabs = QTabWidget()
        self.tabs.setObjectName("tabs")
        self.tabs.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs.tabBar().setAutoHide(True)
        center = QWidget()
        layout = QVBoxLayout(center)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.notices)
        layout.addWidget(self.tabs)
        self.setCentralWidget(center)
        self.status = StatusLine(
            services.engine, services.models, services.chats, services.downloads
        )
        self.setStatusBar(self.status)
        self.troubles = Troubles(services, self.notices, self)
        self._updates = Updates(self.notices, self)
        self._opening = Opening(services, self._front, self)
        self._opening.used.connect(self._switch)
        self._opening.listed.connect(self._show_model)
        self._opening.said.connect(self._tell)
        self._drops = ModelDrops(self)
        self._drops.dropped.connect(self.open_file, Qt.ConnectionType.QueuedConnection)
        self.pages: list[Page] = []
        for name in TABS:
            page = importlib.import_module(f"app.tabs.{name}.tab").Tab(
                services, theme, self.notices
            )
            self.pages.append(page)
            self.tabs.addTab(page, "")
            page.wanted.connect(partial(self._bring, page))
            page.model_wanted.connect(self._show_best)
        self.tabs.currentChanged.connect(self._build_menus)
        self._reload = QTimer(self, singleShot=True, interval=RELOAD_DELAY_MS)
        self._reload.timeout.connect(services.models.reload)
        services.settings.changed.connect(self._on_setting)
        services.models.changed.connect(self._on_models_changed)
        services.downloads.completed.connect(self._on_downloaded)
        services.downloads.failed.connect(self._on_download_failed)
        self._starter_told = False
        self.retranslate()
        self._restore_geometry()

    def start(self) -> None:
        """Load the model and say what went wrong before the window was there."""
        settings = self._services.settings
        if settings.set_aside:
            params: Params = {"path": settings.set_aside.name}
            self.notices.show_message(describe(ErrorCode.SETTINGS_DAMAGED, params))
        self._services.models.restore()
        self._services.downloads.go_on()
        self._services.translation.jobs.go_on()

    def retranslate(self) -> None:
        self.setWindowTitle("Inkstone 砚")
        for index, page in enumerate(self.pages):
            self.tabs.setTabText(index, page.windowTitle())
        self._build_menus()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            # The tabs name themselves in their own LanguageChange, which comes after this one.
            QTimer.singleShot(0, self, self.retranslate)
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._drops.watch(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        geometry = self.saveGeometry().toBase64().toStdString()
        try:
            self._services.settings.set("window", geometry)
        except UserError as error:
            self.notices.show_message(describe(error.code, error.params))
        for page in self.pages:
            page.close()
        super().closeEvent(event)

    def bring_to_front(self) -> None:
        """Show the window over others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def open_file(self, path: str) -> None:
        """Open a model file that comes from outside; what is wrong with it is told."""
        self.bring_to_front()
        try:
            self._opening.open(Path(path))
        except UserError as error:
            self._tell(describe(error.code, error.params), kind="warning")

    def _front(self) -> Window | ModelsPage:
        """Return the window that covers the other one."""
        return self._models if self._models and self._models.isVisible() else self

    def _tell(self, text: str, kind: str = "info") -> None:
        self._front().notices.show_message(text, kind=kind)

    def _bring(self, page: Page) -> None:
        self.tabs.setCurrentWidget(page)
        self.bring_to_front()

    def _build_menus(self) -> None:
        bar = self.menuBar()
        for action in bar.actions():
            bar.removeAction(action)
            menu = action.menu()
            if isinstance(menu, QMenu):
                menu.deleteLater()
        self.menus = {
            "file": self._menu("file", self.tr("&File")),
            "edit": self._menu("edit", self.tr("&Edit")),
            "view": self._menu("view", self.tr("&View")),
            "settings": self._menu("settings", self.tr("&Settings")),
            "help": self._menu("help", self.tr("&Help")),
        }
        page = self.tabs.currentWidget()
        if isinstance(page, Page):
            page.fill_menus(self.menus)
        self._fill_file(self.menus["file"])
        self._fill_view(self.menus["view"])
        self._fill_settings(self.menus["settings"])
        self._fill_help(self.menus["help"])

    def _menu(self, name: str, title: str) -> QMenu:
        menu = QMenu(title, self)
        menu.setObjectName(f"menu.{name}")
        self.menuBar().addMenu(menu)
        return menu

    def _fill_file(self, menu: QMenu) -> None:
        menu.addSeparator()
        quit_action = menu.addAction(self.tr("Quit"), self.close)
        quit_action.setShortcut(QKeySequence("Ctrl+Q"))

    def _fill_view(self, menu: QMenu) -> None:
        menu.addSeparator()
        larger = menu.addAction(self.tr("Larger text"), lambda: self._change_font(1))
        larger.setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
        smaller = menu.addAction(self.tr("Smaller text"), lambda: self._change_font(-1))
        smaller.setShortcut(QKeySequence("Ctrl+-"))

    def _fill_settings(self, menu: QMenu) -> None:
        self._model_menu = menu.addMenu(self.tr("Model"))
        self._model_menu.setObjectName("settings.model")
        self._model_menu.aboutToShow.connect(self._fill_models)
        self._fill_models()
        models = menu.addAction(self.tr("Models…"), self.show_models)
        models.setObjectName("settings.open_models")
        models.setShortcut(QKeySequence("Ctrl+M"))
        preferences = menu.addAction(self.tr("Preferences…"), self.show_preferences)
        preferences.setObjectName("settings.open_preferences")
        preferences.setShortcut(QKeySequence("Ctrl+,"))

    def _fill_models(self) -> None:
        menu = self._model_menu
        menu.clear()
        group = QActionGroup(menu)
        wanted = self._services.models.wanted
        for model in self._services.models.installed():
            action = QAction(_label(model), menu, checkable=True)
            action.setObjectName(f"settings.model.{model.id}")
            action.setChecked(wanted is not None and model.path == wanted.path)
            action.triggered.connect(lambda _=False, m=model: self._switch(m))
            group.addAction(action)
            menu.addAction(action)
        menu.addSeparator()
        more = menu.addAction(self.tr("More models…"), self.show_models)
        more.setObjectName("settings.more_models")

    def _fill_help(self, menu: QMenu) -> None:
        guide = menu.addAction(self.tr("User guide"), self.show_help)
        guide.setObjectName("help.open_guide")
        guide.setShortcut(QKeySequence("F1"))
        shortcuts = menu.addAction(self.tr("Keyboard shortcuts"), self._show_shortcuts)
        shortcuts.setShortcut(QKeySequence("Ctrl+F1"))
        logs = QUrl.fromLocalFile(str(self._services.folders.logs))
        menu.addAction(self.tr("Open the log folder"), lambda: QDesktopServices.openUrl(logs))
        menu.addAction(self.tr("About Inkstone"), lambda: dialogs.show_about(self))

    def _switch(self, model: InstalledModel) -> None:
        self.notices.hide()
        self._services.models.switch(model)

    def show_models(self) -> None:
        """Open Settings > Models."""
        if self._models is None:
            self._models = ModelsPage(self._services, self)
            self._models.used.connect(self._switch)
        self._models.show()
        self._drops.watch(self._models)
        self._models.raise_()
        self._models.activateWindow()

    def _show_best(self, job: str) -> None:
        self.show_models()
        assert self._models
        self._models.show_best(Task(job))

    def _show_model(self, model: InstalledModel) -> None:
        self.show_models()
        assert self._models
        self._models.show_model(model)

    def _on_downloaded(self, download: Download) -> None:
        """Tell of a finished download where the Models page is not there to do so."""
        if self._models is None or not self._models.isVisible():
            name = download.request.name
            self.notices.show_message(
                self.tr("{name} has arrived and is verified.").format(name=name),
                [(self.tr("Choose a model…"), self.show_models)],
            )

    def _on_download_failed(self, download: Download) -> None:
        if download.code is not None and (self._models is None or not self._models.isVisible()):
            self.notices.show_message(
                describe(download.code, download.params),
                [(self.tr("Models…"), self.show_models)],
                kind="warning",
            )

    def show_preferences(self) -> None:
        """Open Settings > Preferences."""
        self._preferences = Preferences(self._services.settings, self._services.folders, self)
        self._preferences.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._preferences.destroyed.connect(self._on_preferences_gone)
        self._preferences.folder_chosen.connect(self._move_data)
        self._preferences.forget_wanted.connect(self._forget_states)
        self._preferences.open()

    def _on_preferences_gone(self) -> None:
        self._preferences = None

    def _forget_states(self) -> None:
        job = self._services.engine.forget()
        job.ended.connect(self._show_kept)

    def _show_kept(self) -> None:
        if self._preferences:
            self._preferences.show_kept()

    def _move_data(self, folder: str) -> None:
        self._services.move_data(Path(folder))
        self.notices.show_message(
            self.tr(
                "From the next start on your data are in {folder}. They were copied there,"
                " except for models; the old folder stays as it is."
            ).format(folder=folder)
        )

    def _change_font(self, step: int) -> None:
        settings = self._services.settings
        size = max(8, min(24, settings.number("font_size") + step))
        settings.set("font_size", size)

    def _on_setting(self, name: str) -> None:
        settings = self._services.settings
        if name == "language":
            self._languages.apply(settings.text("language"))
            if self._starter_told:
                self._starter_told = not self.notices.isVisible()
                self.notices.hide()
                self._on_models_changed()
        elif name in ("theme", "font_size"):
            self._theme.apply(settings.text("theme"), settings.number("font_size"))
        elif name in ENGINE_SETTINGS:
            self._reload.start()

    def _on_models_changed(self) -> None:
        current = self._services.models.current
        if current and current.starter and not self._starter_told:
            self._starter_told = True
            if not self.notices.isVisible():
                self.notices.show_message(
                    self.tr("This is a tiny starter model. Get a better one for this computer."),
                    [(self.tr("Choose a model…"), self.show_models)],
                )

    def show_help(self) -> None:
        """Open the user guide where it tells of the tab that is shown."""
        if self._help is None:
            self._help = HelpWindow(self._theme, self)
        self._help.show_section(TABS[self.tabs.currentIndex()])

    def _show_shortcuts(self) -> None:
        rows = [
            (action.text().replace("&", "").rstrip("…"), action.shortcut())
            for menu in self.menus.values()
            for action in menu.actions()
        ]
        listed = [
            (name, keys.toString(QKeySequence.SequenceFormat.NativeText))
            for name, keys in rows
            if not keys.isEmpty()
        ]
        page = self.tabs.currentWidget()
        if isinstance(page, Page):
            listed += page.shortcuts()
        dialogs.Shortcuts(listed, self).open()

    def _restore_geometry(self) -> None:
        self.resize(1180, 760)
        saved = self._services.settings.text("window")
        if saved:
            self.restoreGeometry(QByteArray.fromBase64(saved.encode()))


def _label(model: InstalledModel) -> str:
    size = model.size_bytes / 1e9
    parts = [model.name, model.header.quantization, f"{size:.1f} GB"]
    return "  ·  ".join(part for part in parts if part and part != "?").replace("&", "&&")
