"""A piece in the editor, with all that writes into it, over an engine in a script."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.codes import ErrorCode, Params
from app.piece import Block, Piece, Run
from app.services.database import Database
from app.services.documents import Documents
from app.services.writing.assistant import WritingAssistant
from app.services.writing.desk import WritingDesk
from app.services.writing.drafter import Drafter
from app.services.writing.generations import Generations
from app.services.writing.kinds import OwnKinds
from app.services.writing.notes import Notes
from app.services.writing.pieces import Pieces
from app.services.writing.versions import Versions
from app.tabs.write.editor.editor import RichEditor
from app.tabs.write.intext import InText
from app.tabs.write.opened import OpenedPiece
from app.tabs.write.outline.pane import OutlinePane
from app.tabs.write.sections import Sections
from app.ui.notice import NoticeBar
from app.ui.theme import Theme
from tests.services.test_writing_runner import Asked, OneModel, ScriptedEngine


class Bench:
    """Everything but the window."""

    def __init__(
        self,
        qtbot: QtBot,
        qapp: QApplication,
        path: Path,
        engine: ScriptedEngine,
        models: OneModel,
    ) -> None:
        self.engine = engine
        self.qtbot = qtbot
        theme = Theme(qapp)
        theme.apply("light", 11)
        self.database = Database(path)
        pieces, generations = Pieces(self.database), Generations(self.database)
        assistant = WritingAssistant(engine, models)
        self.desk = WritingDesk(
            pieces,
            Versions(pieces, self.database),
            generations,
            Notes(self.database),
            assistant,
            Drafter(assistant, pieces, generations),
            Documents(),
            OwnKinds(path.with_name("kinds.json")),
        )
        self.notices = NoticeBar("notice")
        self.editor = RichEditor(theme)
        self.pane = OutlinePane(theme, self.notices)
        for widget in (self.notices, self.editor, self.pane):
            qtbot.addWidget(widget)
        self.editor.resize(700, 500)
        self.editor.show()
        self.opened = OpenedPiece(pieces, self.desk.versions, self.editor, self.notices)
        self.intext = InText(assistant, generations, self.desk.notes, self.opened, self.editor)
        self.sections = Sections(self.desk, self.opened, self.editor, self.pane, self.notices)
        self.failures: list[tuple[ErrorCode, Params]] = []
        for part in (self.intext, self.sections):
            part.failed.connect(lambda code, params: self.failures.append((code, params)))

    def begin(self, *paragraphs: str, title: str = "", language: str = "en") -> int:
        """Make a piece of paragraphs and open it."""
        blocks = tuple(Block(runs=(Run(one),) if one else ()) for one in paragraphs)
        number = self.desk.pieces.create(Piece(title, language, blocks)).id
        self.opened.open(number)
        return number

    @property
    def texts(self) -> list[str]:
        """Return the paragraphs of the piece, without what is only proposed."""
        return [block.text for block in self.editor.piece().blocks]

    def flying(self, count: int = 1) -> Asked:
        """Return what is asked, once so much was."""
        self.qtbot.waitUntil(lambda: len(self.engine.asked) >= count)
        return self.engine.asked[count - 1]

    def close(self) -> None:
        self.intext.stop()
        self.opened.finish()
        self.desk.close()
        self.database.close()
