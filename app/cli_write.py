"""`inkstone run write`: a topic becomes an outline, and that a piece, section by section."""

from __future__ import annotations

import argparse
import contextlib
import random
import time
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from app import cli_io
from app.document_protocol import PIECE_FORMATS
from app.protocol import ErrorCode, UserError
from app.tabs.write.task import kinds

if TYPE_CHECKING:
    from app.services.writing.session import Session
    from app.tabs.write.task.state import Brief, Progress

OK = 0
USUAL_KIND = "blog"
PLAIN = ("letter", "speech", "post")  # kinds whose pieces have no headings
KEPT_SECONDS = 30 * 24 * 3600  # for which a piece that was interrupted can be gone on with


def add_parser(tasks: Any) -> None:
    """Declare the command."""
    parser: argparse.ArgumentParser = tasks.add_parser(
        "write",
        help="write a piece about a topic",
        description="Write a piece about a topic: an outline first, then section by section."
        " With --output a piece that was interrupted is gone on with when the same command is"
        " given again.",
    )
    parser.add_argument("topic", nargs="*", metavar="TOPIC", help="what about; - reads stdin")
    parser.add_argument("--kind", choices=kinds.IDS, default=USUAL_KIND)
    parser.add_argument(
        "--length", type=cli_io.positive, metavar="N", help="in words; in Chinese, in characters"
    )
    parser.add_argument("--language", choices=("en", "zh"), help="by default that of the topic")
    parser.add_argument("--notes", type=Path, metavar="FILE", help="a text with what is known")
    parser.add_argument("--outline", action="store_true", help="print the outline only")
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="where it goes: " + ", ".join(PIECE_FORMATS)
    )
    cli_io.add_model_options(parser)
    parser.set_defaults(command=_run, error=parser.error)


def _run(options: argparse.Namespace) -> int:
    output = None if options.output in (None, "-") else Path(options.output).absolute()
    if output and output.suffix.lower() not in PIECE_FORMATS:
        options.error("the name of the output must end in one of " + ", ".join(PIECE_FORMATS))
    if output and options.outline:
        options.error("--outline goes to the standard output")
    brief = _brief(options)
    if output and not output.parent.is_dir():
        reason = "there is no such folder"
        raise UserError(ErrorCode.FILE_UNWRITABLE, path=str(output), reason=reason)
    from app.services.writing.session import Session

    kept = _kept(options, brief, output) if output else None
    with Session(options.model, kept, options.max_tokens) as session:
        if options.outline:
            return _write_outline(options, session, brief)
        _write(_Report(options, session, output), brief)
    if kept:
        kept.unlink(missing_ok=True)
    return OK


# What is asked for ---------------------------------------------------------------------------


def _brief(options: argparse.Namespace) -> Brief:
    """Return what the piece is to be; raises UserError."""
    from app.services.textfile import read
    from app.tabs.write.task import counts, state
    from app.tabs.write.task.ask import SEEDS

    topic = cli_io.read_text(options.topic).strip()
    if not topic:
        raise UserError(ErrorCode.PROMPT_EMPTY)
    language = options.language or counts.language_of(topic)
    given = {
        "seed": random.randrange(SEEDS) if options.seed is None else options.seed,
        "temperature": options.temperature,
    }
    changes = {name: value for name, value in given.items() if value is not None}
    return state.Brief(
        kinds.of(options.kind, language),
        language,
        topic,
        read(options.notes).text if options.notes else "",
        sampling=msgspec.structs.replace(state.SAMPLING, **changes),
    )


def _length(options: argparse.Namespace, brief: Brief) -> int:
    length: int = options.length or brief.kind.length
    return length


def _kept(options: argparse.Namespace, brief: Brief, output: Path) -> Path:
    """Return the file that keeps what is written by this very command; raises UserError."""
    from app.paths import Folders

    folder = Folders.locate().cache / "writing"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(ErrorCode.DATA_FOLDER_READ_ONLY, path=str(folder)) from error
    for old in folder.iterdir():
        with contextlib.suppress(OSError):
            if time.time() - old.stat().st_mtime > KEPT_SECONDS:
                old.unlink()
    asked = (
        (brief.kind, brief.language, brief.topic, brief.notes, _length(options, brief)),
        (options.model, options.seed, options.temperature, options.max_tokens, str(output)),
    )
    return folder / (blake2b(msgspec.json.encode(asked), digest_size=12).hexdigest() + ".db")


def _title(topic: str) -> str:
    from app.tabs.write.task import prompts
    from app.tabs.write.task.window import lines

    return lines(topic.splitlines()[0].strip(), prompts.TITLE)


# What is done --------------------------------------------------------------------------------


def _write_outline(options: argparse.Namespace, session: Session, brief: Brief) -> int:
    from app.tabs.write.task import outline as outlines
    from app.tabs.write.task import outlinetext

    outline = session.outline(brief, _length(options, brief))
    text = outlinetext.write(outline, brief.language)
    if options.json:
        sections = [
            {"title": section.title, "gist": section.gist, "target": section.length}
            for _, section in outlines.leaves(outline)
        ]
        _print_json(session, brief, text, sections)
    else:
        cli_io.write(text + "\n")
    return OK


def _write(report: _Report, brief: Brief) -> None:
    from app.tabs.write.task import state

    session = report.session
    if session.progress is None:
        cli_io.tell("inkstone: outline ...")
        length = _length(report.options, brief)
        outline = session.outline(brief, length)
        session.start(state.start(brief, outline, length))
    report.finish(session.write(report.begin, report.add))


class _Report:
    """Shows what is written: as it comes, in a file, or as JSON."""

    def __init__(self, options: argparse.Namespace, session: Session, output: Path | None) -> None:
        self.options = options
        self.session = session
        self._output = output
        self._streams = not (options.json or output)
        self._headed = options.kind not in PLAIN

    def begin(self, number: int) -> None:
        sections = self._progress.sections
        title = sections[number].title
        cli_io.tell(f"inkstone: section {number + 1} of {len(sections)}: {title}")

    def add(self, number: int) -> None:
        if self._streams:
            cli_io.write(("\n\n" if number else "") + self._markdown(number))

    def finish(self, progress: Progress) -> None:
        """Write the file, or end the stream, or print all as JSON; raises UserError."""
        from app.services.writing.session import composed, export
        from app.tabs.write.task.counts import length

        if self._streams:
            cli_io.write("\n")
        if self._output:
            title = _title(progress.brief.topic)
            export(composed(progress, title, headed=self._headed), self._output)
            cli_io.tell(f"inkstone: {self._output}")
        if self.options.json:
            sections = [
                {"title": one.title, "target": one.length, "length": length(written.text)}
                for one, written in zip(progress.sections, progress.written, strict=True)
            ]
            text = "\n\n".join(self._markdown(number) for number in range(len(sections)))
            more = {"output": str(self._output)} if self._output else {}
            _print_json(self.session, progress.brief, text + "\n", sections, **more)

    @property
    def _progress(self) -> Progress:
        progress = self.session.progress
        assert progress is not None
        return progress

    def _markdown(self, number: int) -> str:
        """Return a section with the headings above it."""
        from app.tabs.write.task import outline as outlines
        from app.tabs.write.task.placing import headings

        progress = self._progress
        path, _ = list(outlines.leaves(progress.outline))[number]
        parts = [progress.written[number].text]
        if self._headed:
            above = headings(progress.outline, path)
            parts[:0] = [f"{'#' * min(depth + 1, 6)} {title}" for depth, title in above]
            if number == 0:
                parts.insert(0, f"# {_title(progress.brief.topic)}")
        return "\n\n".join(parts)


def _print_json(
    session: Session, brief: Brief, text: str, sections: list[dict[str, Any]], **more: str
) -> None:
    usage = msgspec.to_builtins(session.usage)
    usage.pop("seed")
    cli_io.print_json(
        text=text,
        model=session.model.id,
        seed=brief.sampling.seed,
        usage=usage,
        sections=sections,
        **more,
    )
