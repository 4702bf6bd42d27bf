"""What brings text from other programs: the clipboard, a hotkey, another start of the app."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QClipboard, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from app.protocol import UserError
from app.services.context import Services
from app.services.errors import describe
from app.services.hotkeys.desktop import create
from app.services.hotkeys.hotkey import Hotkey
from app.services.instance import Wish
from app.services.settings import Setting, Value
from app.services.translation.clipboard import ClipboardWatch
from app.services.translation.live import Live
from app.tabs.translate.hotkey import REFUSALS, HotkeyDialog, refusal
from app.tabs.translate.small import Small
from app.tabs.translate.task.request import NO_STYLE, Style
from app.ui.notice import NoticeBar
from app.ui.theme import Theme

FOLLOWED = ("translate_source", "translate_target", "translate_style")


class Around(QObject):
    """Starts nothing but what the person has switched on."""

    text_wanted = Signal(str)  # in the panes of the tab, and the window in front

    def __init__(
        self, services: Services, theme: Theme, notices: NoticeBar, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._settings = services.settings
        self._theme = theme
        self._notices = notices
        self._parent = parent
        self._clipboard = QGuiApplication.clipboard()
        self._small: Small | None = None
        self._live: Live | None = None
        self._awaited = False  # a text that the clipboard does not show yet
        self._hotkey: Hotkey | None = None
        self.watch = ClipboardWatch(
            self._clipboard, lambda: self._settings.text("translate_target"), self
        )
        self._watching = self._action("translate.watch_clipboard", self._set_watching)
        self._showing = self._action("translate.show_small", self._show_small)
        self._choosing = QAction(self)
        self._choosing.setObjectName("translate.choose_hotkey")
        self._choosing.triggered.connect(self.choose_hotkey)
        self.watch.copied.connect(lambda text: self._show(text, activate=False))
        self._settings.changed.connect(self._on_setting)
        self.retranslate()
        QTimer.singleShot(0, self, self._start)

    @property
    def hotkey(self) -> Hotkey:
        """Return the hotkey of this desktop, made when it is first asked for."""
        if self._hotkey is None:
            self._hotkey = create(self)
            self._hotkey.pressed.connect(self.translate_selection)
        return self._hotkey

    def retranslate(self) -> None:
        watch, hotkey = self._declared("translate_clipboard"), self._declared("translate_hotkey")
        self._watching.setText(_settings_text(watch.label))
        self._watching.setToolTip(_settings_text(watch.help))
        self._showing.setText(self.tr("Small window"))
        self._choosing.setText(self.tr("Hotkey…"))
        self._choosing.setToolTip(_settings_text(hotkey.help))

    def fill_menu(self, menu: QMenu) -> None:
        """Add the actions to a menu; they name themselves anew whenever it opens."""
        self.retranslate()
        menu.setToolTipsVisible(True)
        menu.addActions([self._watching, self._showing, self._choosing])
        menu.aboutToShow.connect(self.retranslate)

    def answer(self, wish: Wish) -> bool:
        """Do what another start of the app asks for; False if that is none of ours."""
        if wish is not Wish.TRANSLATE_CLIPBOARD:
            return False
        self.translate_clipboard()
        return True

    def translate_clipboard(self) -> None:
        """Open the small window with what was copied, as soon as the clipboard shows it."""
        self._translate(self._clipboard.text())

    def translate_selection(self) -> None:
        """Open the small window with what is selected in any program, or else was copied."""
        text = ""
        if self._clipboard.supportsSelection():
            text = self._clipboard.text(QClipboard.Mode.Selection)
        self._translate(text if text.strip() else self._clipboard.text())

    def choose_hotkey(self) -> None:
        """Open the dialog for the hotkey."""
        dialog = HotkeyDialog(self.hotkey, self._settings, self._parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def close(self) -> None:
        """Let go of the clipboard, the hotkey and the small window."""
        self.watch.set_on(False)
        if self._hotkey:
            self._hotkey.close()
        small, self._small = self._small, None
        if small:
            small.close()
            small.deleteLater()

    # Inside ------------------------------------------------------------------------------

    def _start(self) -> None:
        """Take up what was switched on the last time."""
        self._watching.setChecked(self._settings.flag("translate_clipboard"))
        self.watch.set_on(self._settings.flag("translate_clipboard"))
        self._bind()

    def _bind(self) -> None:
        text = self._settings.text("translate_hotkey")
        if not text and self._hotkey is None:
            return
        grab = self.hotkey.bind(text)
        if grab in REFUSALS:
            self._notices.show_message(
                refusal(grab, text), [(self.tr("Hotkey…"), self.choose_hotkey)], kind="warning"
            )

    def _translate(self, text: str) -> None:
        self._awaited = not text.strip()
        self._show("" if self._awaited else text, activate=True)

    def _on_clipboard(self) -> None:
        """Take the text that a window had to be active for."""
        if self._awaited and self._small and self._small.isVisible():
            self.translate_clipboard()

    def _show(self, text: str, *, activate: bool) -> None:
        small = self._window()
        small.show_text(text, activate=activate)
        handle = small.windowHandle()
        if activate and handle and self._hotkey:
            self._hotkey.activate(handle)

    def _show_small(self, on: bool) -> None:
        small = self._window()
        if on:
            small.appear(activate=True)
        else:
            small.close()

    def _window(self) -> Small:
        if self._small is None:
            desk = self._services.translation
            self._live = Live(desk.translator, desk.memory, self)
            small = Small(self._live, self._theme)
            small.place = self._settings.text("translate_small")
            small.pin.setChecked(self._settings.flag("translate_small_pinned"))
            small.copy_wanted.connect(self.watch.put)
            small.open_wanted.connect(self.text_wanted)
            small.toggled.connect(lambda visible: self._on_toggled(small, visible))
            self._clipboard.dataChanged.connect(self._on_clipboard)
            self._small = small
        self._follow()
        return self._small

    def _follow(self) -> None:
        """Translate as the tab does."""
        if self._live:
            text = self._settings.text
            self._live.set_languages(text("translate_source"), text("translate_target"))
            self._live.set_style(_style(text("translate_style")))

    def _on_toggled(self, small: Small, visible: bool) -> None:
        self._showing.setChecked(visible)
        if not visible:
            self._awaited = False
            self._keep("translate_small", small.place)
            self._keep("translate_small_pinned", small.pinned)

    def _set_watching(self, on: bool) -> None:
        self._keep("translate_clipboard", on)

    def _on_setting(self, name: str) -> None:
        if name == "translate_clipboard":
            self._watching.setChecked(self._settings.flag(name))
            self.watch.set_on(self._settings.flag(name))
        elif name == "translate_hotkey":
            self._bind()
        elif name in FOLLOWED and self._small and self._small.isVisible():
            self._follow()

    def _keep(self, name: str, value: Value) -> None:
        try:
            self._settings.set(name, value)
        except UserError as error:
            self._notices.show_message(describe(error.code, error.params), kind="warning")

    def _declared(self, name: str) -> Setting:
        return next(setting for setting in self._settings if setting.name == name)

    def _action(self, name: str, call: object) -> QAction:
        action = QAction(self, checkable=True)
        action.setObjectName(name)
        action.triggered.connect(call)
        return action


def _settings_text(text: str) -> str:
    return QCoreApplication.translate("Settings", text)


def _style(text: str) -> Style:
    try:
        return msgspec.json.decode(text or "{}", type=Style)
    except msgspec.MsgspecError:
        return NO_STYLE
