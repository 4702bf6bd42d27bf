"""Settings > Models > Network: where downloads come from, and by what way."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.hub_protocol import ENDPOINT
from app.protocol import UserError
from app.services import keys
from app.services.errors import describe
from app.services.hub import host_of
from app.services.settings import Settings
from app.ui.settings_form import SettingsForm


class Network(QDialog):
    """The settings of the group "network", and an access token for the keyring."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("models.network")
        self.setMinimumWidth(660)
        self._settings = settings
        self._about = QLabel(wordWrap=True)
        self._about.setProperty("kind", "muted")
        self._token_title = QLabel()
        self._token = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self._token.setObjectName("models.network.token")
        self._save = QPushButton()
        self._save.setObjectName("models.network.save_token")
        self._save.clicked.connect(self._save_token)
        self._forget = QPushButton()
        self._forget.setObjectName("models.network.forget_token")
        self._forget.clicked.connect(self._forget_token)
        self._said = QLabel(wordWrap=True)
        self._said.setObjectName("models.network.said")
        self._close = QPushButton()
        self._close.setObjectName("models.network.close")
        self._close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self._token, 1)
        row.addWidget(self._save)
        row.addWidget(self._forget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(12)
        layout.addWidget(self._about)
        layout.addWidget(SettingsForm(settings, "network"))
        layout.addSpacing(6)
        layout.addWidget(self._token_title)
        layout.addLayout(row)
        layout.addWidget(self._said)
        layout.addStretch(1)
        layout.addWidget(self._close, 0, Qt.AlignmentFlag.AlignRight)
        settings.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        host = self._host()
        self.setWindowTitle(self.tr("Network"))
        self._about.setText(
            self.tr("Nothing is contacted until you download a model or look at a repository.")
        )
        self._token_title.setText(
            self.tr("Access token for {host}, for models that ask for it").format(host=host)
        )
        self._token.setAccessibleName(self.tr("Access token"))
        self._token.setPlaceholderText(
            self.tr("Kept in the system's keyring, sent to this host only")
        )
        self._save.setText(self.tr("Keep"))
        self._forget.setText(self.tr("Forget"))
        self._close.setText(self.tr("Close"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _host(self) -> str:
        """Return the host that a token is for: the first source."""
        sources = self._settings.text("hub_sources").split() or [ENDPOINT]
        return host_of(sources[0]) or sources[0]

    def _save_token(self) -> None:
        if self._token.text().strip():
            self._keep(self._token.text().strip(), self.tr("The token is in the keyring."))

    def _forget_token(self) -> None:
        self._keep("", self.tr("The token is forgotten."))

    def _keep(self, token: str, said: str) -> None:
        try:
            keys.set_token(self._host(), token)
        except UserError as error:
            said = describe(error.code, error.params)
        self._token.clear()
        self._said.setText(said)
