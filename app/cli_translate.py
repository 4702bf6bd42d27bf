"""`inkstone run translate`: a text, stdin or a document, with nothing of what the person keeps."""

from __future__ import annotations

import argparse
import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from app import cli_io
from app.document_protocol import FORMATS
from app.protocol import ErrorCode, UserError

if TYPE_CHECKING:
    from app.services.translation.passage import Piece
    from app.services.translation.progress import DocumentJob
    from app.services.translation.session import Session
    from app.services.translation.text import Pair
    from app.services.translation.work import Standing
    from app.tabs.translate.task.issues import Issue
    from app.tabs.translate.task.request import Style

OK, FAILED = 0, 3
AUTO = "auto"
STREAMED = (".txt", ".md", ".markdown")  # documents that go to stdout without --output
SHOWN_CHARACTERS = 70


def add_parser(tasks: Any) -> None:
    """Declare the command."""
    parser: argparse.ArgumentParser = tasks.add_parser(
        "translate",
        help="translate a text or a document",
        description="Translate a text, or a document (" + ", ".join(FORMATS) + ").",
    )
    parser.add_argument(
        "text", nargs="*", metavar="TEXT", help="the text, or a document's path; - reads stdin"
    )
    parser.add_argument("--from", dest="source", default=AUTO, metavar="LANGUAGE")
    parser.add_argument(
        "--to",
        dest="target",
        default=AUTO,
        metavar="LANGUAGE",
        help="code or name; by default Chinese, and English for what is Chinese",
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="where it goes; - is stdout")
    parser.add_argument("--glossary", type=Path, metavar="FILE", help="terms: CSV, TSV or TBX")
    parser.add_argument("--memory", type=Path, metavar="FILE", help="a translation memory, TMX")
    parser.add_argument("--formality", choices=("plain", "formal"), default="")
    parser.add_argument("--tone", default="", help="e.g. warm, dry, lively")
    parser.add_argument("--reader", default="", help="e.g. children, lawyers")
    parser.add_argument(
        "--bilingual", action="store_true", help="a document with the source above each paragraph"
    )
    parser.add_argument(
        "--tracked", action="store_true", help="a Word document with tracked changes"
    )
    cli_io.add_model_options(parser)
    parser.set_defaults(command=_run, error=parser.error)


def _run(options: argparse.Namespace) -> int:
    source, target = (_language(name) for name in (options.source, options.target))
    if source == target != AUTO:
        options.error("--from and --to name the same language")
    document = _document(options)
    if document is None and (options.bilingual or options.tracked):
        options.error("--bilingual and --tracked go with a document")
    if document:
        _check_document(options, document)
        text = ""
    else:
        text = cli_io.read_text(options.text)
        if not text.strip():
            raise UserError(ErrorCode.PROMPT_EMPTY)
    from app.services.translation.session import Session

    sampling = {name: getattr(options, name) for name in ("seed", "temperature", "max_tokens")}
    with Session(options.model, **sampling) as session:
        if options.memory:
            session.read_memory(options.memory)
        report = _Report(options, session)
        if document:
            return _translate_document(report, document, (source, target))
        return _translate_text(report, text, (source, target))


# What is asked for ---------------------------------------------------------------------------


def _language(name: str) -> str:
    """Return the code for a code or an English, Chinese or native name; raises UserError."""
    from app.services.translation.codes import canonical
    from app.tabs.translate.task.languages import BY_CODE, LANGUAGES

    wanted = name.strip().casefold()
    if wanted == AUTO:
        return AUTO
    for language in LANGUAGES:
        if wanted in (language.english.casefold(), language.chinese, language.native.casefold()):
            return language.code
    code = canonical(name)
    if code not in BY_CODE:
        raise UserError(ErrorCode.LANGUAGE_UNKNOWN, language=name, known=", ".join(BY_CODE))
    return code


def _document(options: argparse.Namespace) -> Path | None:
    """Return the document that an argument names; raises UserError for a file that is none."""
    if len(options.text) != 1 or options.text[0] == "-":
        return None
    word = options.text[0]
    path = Path(word)
    known = path.suffix.lower() in FORMATS
    try:
        is_file = path.is_file()
    except OSError:  # a long text is no path
        return None
    if is_file and not known:
        raise UserError(ErrorCode.DOCUMENT_UNSUPPORTED, path=word, suffix=path.suffix)
    if not is_file and known and _means_file(options, path):
        raise UserError(ErrorCode.FILE_UNREADABLE, path=word, reason="No such file")
    return path if is_file else None


def _means_file(options: argparse.Namespace, path: Path) -> bool:
    """Tell whether words that end like a document's name can only be meant as one."""
    output = Path(options.output or "-")
    return (
        options.bilingual
        or options.tracked
        or output.suffix == path.suffix
        or (options.text[0] != path.name and path.parent.is_dir())
    )


def _check_document(options: argparse.Namespace, document: Path) -> None:
    suffix = document.suffix.lower()
    if options.tracked and suffix != ".docx":
        options.error("--tracked goes with a Word document (.docx)")
    output = options.output
    if output not in (None, "-") and Path(output).suffix.lower() != suffix:
        options.error(f"the name of the output must end in {suffix}, like that of the document")


def _pair(pair: Pair) -> tuple[Pair, bool]:
    """Return the languages as the services want them, and whether the target is exact."""
    from app.tabs.translate.task.languages import partner

    source, target = pair
    if target != AUTO:
        return pair, True
    return (source, partner(source, "zh") if source != AUTO else "zh"), False


# What is done --------------------------------------------------------------------------------


def _translate_text(report: _Report, text: str, languages: Pair) -> int:
    from app.services.translation.files import replacing
    from app.tabs.translate.task.paragraphs import settle

    options, session = report.options, report.session
    wanted, exact = _pair(languages)
    pair = settle(text, *wanted, exact=exact)
    if options.glossary:
        session.read_glossary(options.glossary, pair)
    to_file = options.output not in (None, "-")
    streams = not (options.json or to_file)

    def on_piece(piece: Piece) -> None:
        report.add(piece)
        if streams:
            cli_io.write(piece.gap + piece.target)

    passage = session.translate(text, pair, on_piece, _style(options))
    translation = passage.translation
    if streams:
        cli_io.write(passage.tail.rstrip() + "\n")
    if to_file:
        with replacing(Path(options.output)) as file:
            file.write(translation.encode("utf-8"))
    report.finish(pair, translation)
    return OK


def _translate_document(report: _Report, document: Path, languages: Pair) -> int:
    from tqdm import tqdm

    options, session = report.options, report.session
    pair, exact = _pair(languages)
    suffix = document.suffix.lower()
    to_stdout = options.output == "-" or (options.output is None and suffix in STREAMED)
    with tqdm(desc=document.name, disable=options.json, file=sys.stderr) as bar:

        def on_standing(standing: Standing) -> None:
            bar.total = standing.total
            bar.update(standing.done - bar.n)

        job = session.translate_document(
            document,
            pair,
            output=_output(session, options.output, suffix, to_stdout),
            exact=exact,
            bilingual=options.bilingual,
            tracked=options.tracked,
            style=_style(options),
            glossary=options.glossary,
            on_piece=report.add,
            on_standing=on_standing,
        )
    return _deliver(report, job, to_stdout)


def _output(session: Session, wanted: str | None, suffix: str, to_stdout: bool) -> Path | None:
    if to_stdout:
        return session.folder / f"output{suffix}"
    return Path(wanted) if wanted else None


def _deliver(report: _Report, job: DocumentJob, to_stdout: bool) -> int:
    """Print or name the written document, and tell what is not translated in it."""
    from app.services.errors import describe

    output = Path(job.output)
    if to_stdout and not report.options.json:
        sys.stdout.flush()
        sys.stdout.buffer.write(output.read_bytes())
        sys.stdout.buffer.flush()
    elif not to_stdout:
        cli_io.tell(f"inkstone: {output}")
    failed = report.session.jobs.failures(job.id)
    for segment in failed:
        reason = describe(segment.error, {}) if segment.error else ""
        cli_io.tell(f"inkstone: not translated: {_short(segment.source)}: {reason}")
    report.finish(job.pair, _content(report, job), "" if to_stdout else str(output))
    return FAILED if failed else OK


def _content(report: _Report, job: DocumentJob) -> str:
    """Return a document as text: a text file as it is, of others the paragraphs."""
    if Path(job.output).suffix.lower() in STREAMED:
        with contextlib.suppress(UnicodeDecodeError):
            return Path(job.output).read_text("utf-8-sig")
    segments = report.session.jobs.segments(job.id)
    return "\n\n".join(segment.target or segment.source for segment in segments)


def _style(options: argparse.Namespace) -> Style:
    from app.tabs.translate.task.request import Style

    return Style(options.formality, options.tone, options.reader)


class _Report:
    """What has come, and what the checks say of it."""

    def __init__(self, options: argparse.Namespace, session: Session) -> None:
        self.options = options
        self.session = session
        self._pieces: list[Piece] = []

    def add(self, piece: Piece) -> None:
        self._pieces.append(piece)

    def finish(self, pair: Pair, text: str, output: str = "") -> None:
        """Tell the issues, as lines or with all else as JSON."""
        sentences = [(piece, self._issues(piece, pair)) for piece in self._pieces]
        if not self.options.json:
            for piece, issues in sentences:
                for issue in issues:
                    cli_io.tell(f"inkstone: check: {_told(issue)}: {_short(piece.source)}")
            return
        usage = msgspec.to_builtins(self.session.usage)
        values: dict[str, Any] = {
            "text": text,
            "model": self.session.model.id,
            "seed": usage.pop("seed"),
            "usage": usage,
            "from": pair[0],
            "to": pair[1],
            "sentences": [_sentence(piece, issues) for piece, issues in sentences],
        }
        if output:
            values["output"] = output
        cli_io.print_json(**values)

    def _issues(self, piece: Piece, pair: Pair) -> list[Issue]:
        if piece.origin == "copied":
            return []
        return self.session.translator.issues(piece.source, piece.target, pair)


def _sentence(piece: Piece, issues: list[Issue]) -> dict[str, Any]:
    return {
        "source": piece.source,
        "target": piece.target,
        "origin": piece.origin,
        "confidence": piece.confidence,
        "issues": msgspec.to_builtins(issues),
    }


def _told(issue: Issue) -> str:
    missing = f"{issue.expected} is missing" if issue.expected else ""
    added = f"{issue.found} is found" if issue.found else ""
    return f"{issue.kind}: " + (
        ", ".join(part for part in (missing, added) if part) or "look at it"
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN_CHARACTERS else line[:SHOWN_CHARACTERS].rstrip() + "…"
