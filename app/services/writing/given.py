"""What the notes of a piece give the model to know and to heed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.services.writing.notes import KeptNote, Note, NoteKind
from app.tabs.write.task.state import Fact


@dataclass(frozen=True)
class Given:
    """As prompts have it; facts and characters come in where one of their keywords occurs."""

    style: str = ""
    facts: tuple[Fact, ...] = ()
    author_note: str = ""
    banned: tuple[str, ...] = ()


def given(notes: Iterable[KeptNote]) -> Given:
    """Put the notes that hold for a piece together."""
    kept = [one.note for one in notes]
    told = (note for note in kept if note.kind in (NoteKind.CHARACTER, NoteKind.FACT))
    return Given(
        _joined(kept, NoteKind.STYLE),
        tuple(map(_fact, told)),
        _joined(kept, NoteKind.AUTHOR),
        tuple(dict.fromkeys(note.text for note in kept if note.kind is NoteKind.BANNED)),
    )


def _joined(notes: Iterable[Note], kind: NoteKind) -> str:
    return "\n".join(note.text for note in notes if note.kind is kind)


def _fact(note: Note) -> Fact:
    """Return a note as a fact; a name brings it in, too."""
    if not note.name:
        return Fact(note.text, note.keywords)
    text = note.text if note.text == note.name else f"{note.name}: {note.text}"
    return Fact(text, tuple(dict.fromkeys((note.name, *note.keywords))))
