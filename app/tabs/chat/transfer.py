"""Conversations to and from files, asked for in dialogs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from app.protocol import ErrorCode, UserError
from app.services import exchange
from app.services.settings import write_atomically
from app.services.store import Store
from app.ui.markdown import to_html

KINDS = {"md": "Markdown", "html": "HTML", "json": "JSON"}
FORBIDDEN = '\\/:*?"<>|\n'
Complain = Callable[[UserError], None]


def export(parent: QWidget, store: Store, conversation: int, kind: str, complain: Complain) -> None:
    """Ask for a file and write the conversation to it."""
    translate = QCoreApplication.translate
    title = store.conversation(conversation).title or translate("Transfer", "Conversation")
    safe = "".join(" " if c in FORBIDDEN else c for c in title).strip()
    name, _ = QFileDialog.getSaveFileName(
        parent,
        translate("Transfer", "Export conversation"),
        str(Path.home() / f"{safe}.{kind}"),
        f"{KINDS[kind]} (*.{kind})",
    )
    if name:
        try:
            write_atomically(Path(name), text_of(store, conversation, kind))
        except UserError as error:
            complain(error)


def text_of(store: Store, conversation: int, kind: str) -> str:
    """Return a conversation as "md", "html" or "json"."""
    if kind == "json":
        return exchange.to_json(store, conversation)
    names = {
        "user": QCoreApplication.translate("Transfer", "You"),
        "assistant": QCoreApplication.translate("Transfer", "Model"),
    }
    if kind == "html":
        return exchange.to_html(store, conversation, names, to_html)
    return exchange.to_markdown(store, conversation, names)


def ask_import(parent: QWidget, store: Store, complain: Complain) -> int | None:
    """Ask for an exported file and add its conversation; return its id."""
    title = QCoreApplication.translate("Transfer", "Import conversation")
    name, _ = QFileDialog.getOpenFileName(parent, title, str(Path.home()), "JSON (*.json)")
    if not name:
        return None
    try:
        text = Path(name).read_text(encoding="utf-8", errors="replace")
        return exchange.import_json(store, text).id
    except OSError as error:
        reason = error.strerror or ""
        complain(UserError(ErrorCode.FILE_UNREADABLE, path=name, reason=reason))
    except UserError as error:
        complain(error)
    return None
