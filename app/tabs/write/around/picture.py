"""Images: one is chosen, and described for those who do not see it."""

from __future__ import annotations

from pathlib import Path

from msgspec import structs
from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton, QWidget

from app.piece import Block
from app.tabs.write.around.asking import Asking
from app.tabs.write.around.retyping import retyped
from app.tabs.write.task import authorship
from app.ui.notice import NoticeBar

MOST_BYTES = 20 * 1024 * 1024
FORMATS = ("png", "jpeg", "gif", "webp", "svg")
PATTERNS = "*.png *.jpg *.jpeg *.gif *.webp *.svg"
SEEN = QSize(440, 280)  # pixels of an image in the dialog


def pick_image(parent: QWidget, notices: NoticeBar) -> tuple[str, bytes] | None:
    """Let an image be chosen; return its file's name and its bytes."""
    translate = QCoreApplication.translate
    title = translate("WriteImages", "Choose an image")
    kinds = translate("WriteImages", "Images ({patterns})").format(patterns=PATTERNS)
    name, _ = QFileDialog.getOpenFileName(parent, title, str(Path.home()), kinds)
    return read_image(Path(name), notices) if name else None


def read_image(path: Path, notices: NoticeBar) -> tuple[str, bytes] | None:
    """Return an image's name and bytes; tell where it cannot be taken."""
    translate = QCoreApplication.translate
    try:
        large = path.stat().st_size > MOST_BYTES
        data = b"" if large else path.read_bytes()
    except OSError:
        text = translate("WriteImages", "“{name}” cannot be read.")
    else:
        if not large and _is_image(data):
            return path.name, data
        text = (
            translate("WriteImages", "“{name}” is larger than {most} MB. Make it smaller first.")
            if large
            else translate("WriteImages", "“{name}” is no PNG, JPEG, GIF, WebP or SVG image.")
        )
    text = text.format(name=path.name, most=MOST_BYTES // 1024**2)
    notices.show_message(text, kind="warning")
    return None


class ImageDialog(Asking):
    """Describes an image or exchanges it.

    `edited` tells of the Block that it has become, `exchange_wanted` that another is to be chosen.
    """

    edited = Signal(object)
    exchange_wanted = Signal()

    def __init__(self, block: Block, data: bytes, parent: QWidget) -> None:
        super().__init__("write.image", parent)
        self._block = block
        self._picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._picture.setObjectName("write.image.picture")
        self._label = QLabel()
        self.description = QLineEdit(authorship.shown(block.runs))
        self.description.setObjectName("write.image.description")
        self._label.setBuddy(self.description)
        self._hint = QLabel(wordWrap=True)
        self._hint.setProperty("kind", "small")
        self.exchange = QPushButton()
        self.exchange.setObjectName("write.image.exchange")
        self.exchange.setAutoDefault(False)
        self.exchange.clicked.connect(self.exchange_wanted)
        self.foot.addWidget(self.exchange)
        for widget in (self._picture, self._label, self.description, self._hint):
            self.column.addWidget(widget, 1 if widget is self._picture else 0)
        self.setMinimumWidth(SEEN.width() + 44)
        self.done_button.setDefault(True)
        self._show(data)
        self.retranslate()
        self.description.setFocus()

    @property
    def block(self) -> Block:
        """Return the image as it is described now."""
        return structs.replace(self._block, runs=retyped(self._block.runs, self.description.text()))

    def accept(self) -> None:
        if self.block != self._block:
            self.edited.emit(self.block)
        super().accept()

    def retranslate(self) -> None:
        super().retranslate()
        self.setWindowTitle(self.tr("Image"))
        self._picture.setAccessibleName(self.tr("Image"))
        self._label.setText(self.tr("Description"))
        self._hint.setText(self.tr("Read to those who do not see the image, and kept when saved."))
        self.exchange.setText(self.tr("Choose another…"))

    def _show(self, data: bytes) -> None:
        image = QImage.fromData(QByteArray(data))
        self._picture.setVisible(not image.isNull())
        if not image.isNull():
            ratio = self.devicePixelRatioF()
            size = image.size().boundedTo(SEEN * ratio)
            keep = Qt.AspectRatioMode.KeepAspectRatio
            seen = image.scaled(size, keep, Qt.TransformationMode.SmoothTransformation)
            seen.setDevicePixelRatio(ratio)
            self._picture.setPixmap(QPixmap.fromImage(seen))


def _is_image(data: bytes) -> bool:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    return reader.canRead() and reader.format().toStdString() in FORMATS
