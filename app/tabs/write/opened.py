"""The piece that is in the editor, which is kept as it is written."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec import structs
from PySide6.QtCore import QObject, QTimer, Signal

from app.piece import Piece
from app.protocol import UserError
from app.services.errors import describe
from app.services.writing.pieces import Entry, Pieces
from app.services.writing.versions import Versions
from app.tabs.write.editor.editor import RichEditor
from app.tabs.write.editor.proposal import Proposal
from app.tabs.write.library import telling
from app.tabs.write.task import authorship, counts
from app.ui.notice import NoticeBar

SAVE_MS = 800
PROPOSALS = "proposals"  # the name under which they are kept beside the piece
_decoder = msgspec.json.Decoder(tuple[Proposal, ...])


class OpenedPiece(QObject):
    """Brings one piece at a time into the editor and saves what becomes of it.

    `opened` tells that another one, or none, is in the editor.
    """

    opened = Signal()
    retitled = Signal(str)
    saved = Signal(int)

    def __init__(
        self, pieces: Pieces, versions: Versions, editor: RichEditor, notices: NoticeBar
    ) -> None:
        super().__init__(editor)
        self._pieces = pieces
        self._versions = versions
        self._editor = editor
        self._notices = notices
        self._title = ""
        self._states: dict[str, bytes] = {}  # what is to be kept beside it
        self._complaint: int | None = None
        self._timer = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._timer.timeout.connect(self.save)
        self._unversioned: tuple[int, Piece, int] | None = None
        self._versioning = QTimer(self, singleShot=True, interval=0)
        self._versioning.timeout.connect(self._keep_version)
        self.number: int | None = None
        self.is_saved = True
        editor.edited.connect(self.touch)
        editor.proposals_changed.connect(self.touch)

    @property
    def piece(self) -> Piece:
        """Return the piece as it is now, without what is only proposed."""
        return structs.replace(self._editor.piece(), title=self._title)

    @property
    def with_changes(self) -> Piece:
        """Return the piece with what is proposed, as changes that wait."""
        return structs.replace(self._editor.shown_piece(), title=self._title)

    @property
    def generations(self) -> set[int]:
        """Return the numbers of the generations that something is left of."""
        return set(authorship.by_generation(self._editor.piece().blocks))

    @property
    def entry(self) -> Entry:
        """Return what is kept in the list; there must be a piece."""
        assert self.number is not None
        return self._pieces.entry(self.number)

    @property
    def title(self) -> str:
        return self._title

    @property
    def language(self) -> str:
        """Return the language of the piece, or the one that its text seems to be in."""
        piece = self._editor.piece()
        return piece.language or counts.language_of(piece.text[:4_000])

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing is written."""
        blocks = self._editor.piece().blocks
        return not any(one.runs or one.kind != "paragraph" for one in blocks)

    @property
    def count(self) -> int:
        return counts.piece_length(self._editor.piece().blocks)

    def open(self, number: int) -> None:
        """Bring a piece into the editor, once the former one is kept; raises KeyError."""
        if number == self.number:
            return
        piece = self._pieces.load(number)
        if not self.save():
            return
        self.number = number
        kept = self._pieces.state(number, PROPOSALS)
        self._show(piece, _decoder.decode(kept) if kept else ())

    def drop(self) -> None:
        """Have no piece any more, e.g. when it was deleted."""
        self.number = None
        self._show(Piece())

    def set_title(self, title: str) -> None:
        if title != self._title:
            self._title = title
            self.retitled.emit(title)
            self.touch()

    def beside(self, name: str) -> bytes:
        """Return what is kept beside the piece under a name, b"" for nothing."""
        if self.number is None:
            return b""
        if name in self._states:
            return self._states[name]
        return self._pieces.state(self.number, name)

    def keep_beside(self, name: str, data: bytes) -> None:
        """Keep something beside the piece, at the same moment as the piece itself."""
        self._states[name] = data
        self.touch()

    def touch(self) -> None:
        """Save soon."""
        if self.number is not None:
            self.is_saved = False
            if not self._timer.isActive():
                self._timer.start()

    def save(self) -> bool:
        """Keep the piece if it has changed; tell whether it is kept now."""
        self._timer.stop()
        if self.number is None or self.is_saved:
            return True
        piece, count = self.piece, self.count
        proposals = msgspec.json.encode(self._editor.proposals)
        try:
            self._pieces.save(self.number, piece, count, {**self._states, PROPOSALS: proposals})
        except UserError as error:
            if self._complaint is None:
                text = describe(error.code, error.params)
                self._complaint = self._notices.show_message(text, kind="warning")
            self._timer.start()  # and try again
            return False
        if self._complaint is not None:
            self._notices.withdraw(self._complaint)
            self._complaint = None
        self._states.clear()
        self.is_saved = True
        self._unversioned = self.number, piece, count
        self._versioning.start()
        self.saved.emit(self.number)
        return True

    def finish(self) -> None:
        """Keep all that there is, at once."""
        self.save()
        self._keep_version()

    def _keep_version(self) -> None:
        """Keep a version of what was saved, in a moment of its own: either takes its time."""
        self._versioning.stop()
        if self._unversioned:
            with telling.complaining(self._notices):
                self._versions.keep(*self._unversioned)
            self._unversioned = None

    def _show(self, piece: Piece, proposals: Sequence[Proposal] = ()) -> None:
        self._timer.stop()
        self._states.clear()
        self.is_saved = True
        self._title = piece.title
        self._editor.set_piece(piece, proposals)
        self.opened.emit()
