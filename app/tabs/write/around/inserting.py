"""Tables, images and links of an editor, each in its dialog."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from app.piece import Block
from app.tabs.write.around.link import LinkDialog
from app.tabs.write.around.picture import ImageDialog, pick_image
from app.tabs.write.around.table import NEW, TableDialog
from app.tabs.write.editor.editor import RichEditor
from app.ui.notice import NoticeBar
from app.ui.theme import Theme


class Inserting(QObject):
    """Opens the dialogs that an editor asks for."""

    def __init__(self, editor: RichEditor, theme: Theme, notices: NoticeBar) -> None:
        super().__init__(editor)
        self._editor, self._theme, self._notices = editor, theme, notices
        editor.link_wanted.connect(self.edit_link)
        editor.object_activated.connect(self.edit_object)

    def edit_link(self) -> None:
        """Make a link of what is selected, or edit the one at the cursor."""
        if not self._editor.isReadOnly():
            self._open(LinkDialog(self._editor, self._editor.window()))

    def insert_table(self) -> None:
        """Let a table be filled, then put it in."""
        dialog = TableDialog(NEW, self._theme, self._editor.window())
        dialog.edited.connect(lambda block: self._editor.insert_blocks((block, Block())))
        self._open(dialog)

    def insert_image(self) -> None:
        """Let an image be chosen and put it in."""
        found = pick_image(self._editor.window(), self._notices)
        if found:
            blocks = (Block(kind="image", image=found[0]), Block())
            self._editor.insert_blocks(blocks, {found[0]: found[1]})
            self._editor.setFocus()

    def edit_object(self, number: int) -> None:
        """Edit the table or the image in the place of a block."""
        block = self._editor.piece().blocks[number]
        if self._editor.isReadOnly():
            return
        if block.kind == "table":
            table = TableDialog(block, self._theme, self._editor.window())
            table.edited.connect(lambda new: self._put(block, new))
            self._open(table)
        elif block.kind == "image":
            data = self._editor.piece().images.get(block.image, b"")
            image = ImageDialog(block, data, self._editor.window())
            image.edited.connect(lambda new: self._put(block, new))
            image.exchange_wanted.connect(lambda: self._exchange(block, image))
            self._open(image)

    # Inside ------------------------------------------------------------------------------

    def _open(self, dialog: QDialog) -> None:
        dialog.finished.connect(self._editor.setFocus)
        dialog.open()

    def _put(self, block: Block, new: Block) -> None:
        """Put a block in the place of another, if that is still there."""
        blocks = self._editor.piece().blocks
        if block in blocks:
            self._editor.set_block(blocks.index(block), new)

    def _exchange(self, block: Block, dialog: ImageDialog) -> None:
        """Put another image, with the description, in the place of one."""
        found = pick_image(dialog, self._notices)
        blocks = self._editor.piece().blocks
        if found is None or block not in blocks:
            return
        number = blocks.index(block)
        described = Block(kind="image", image=found[0], runs=dialog.block.runs)
        self._editor.select((number, 0), (number, 1))
        self._editor.insert_blocks((described,), {found[0]: found[1]})
        dialog.reject()
