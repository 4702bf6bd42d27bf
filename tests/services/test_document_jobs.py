"""Documents from the first segment to the written file, through pauses, crashes and failures."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import docx
import pytest
from pytestqt.qtbot import QtBot

from app.protocol import ErrorCode, Params, UserError
from app.services.database import KEEP_DELETED_SECONDS, Database
from app.services.documents import Documents
from app.services.translation import work as work_module
from app.services.translation.glossary import Glossary
from app.services.translation.jobs import DocumentJobs
from app.services.translation.memory import TranslationMemory
from app.services.translation.progress import DocumentJob, DocumentState, Progress, SegmentState
from app.services.translation.text import Pair
from app.services.translation.translator import Translator
from app.services.translation.wishes import wishes_of
from app.services.translation.work import Standing
from app.tabs.translate.task.languages import AUTO
from app.tabs.translate.task.request import Style
from tests.fakes.translator import ScriptedTranslator
from tests.services.conftest import Desk

PAIR = ("en", "zh")
TEXT = "The first one.\n\nThe second one. It has two sentences.\n\nThe third one.\n"


class Place:
    """Jobs with a database, a folder for our copies and one of the person's own."""

    def __init__(self, folder: Path, translator: Translator | ScriptedTranslator) -> None:
        self.folder = folder
        self.mine = folder / "我的 文件"
        self.mine.mkdir(exist_ok=True)
        self.database = Database(folder / "jobs.db")
        self.documents = Documents()
        self.memory = TranslationMemory(self.database)
        self.progress = Progress(self.database)
        self.translator = translator
        self.copies = folder / "documents"
        self.jobs = DocumentJobs(
            self.documents,
            translator,  # type: ignore[arg-type]
            self.memory,
            self.progress,
            self.copies,
        )
        self.failed: list[tuple[int, ErrorCode, Params]] = []
        self.standings: list[Standing] = []
        self.jobs.failed.connect(lambda *failure: self.failed.append(failure))
        self.jobs.progressed.connect(self.standings.append)

    @property
    def asked(self) -> list[str]:
        assert isinstance(self.translator, ScriptedTranslator)
        return self.translator.asked

    def file(self, name: str, text: str = TEXT) -> Path:
        path = self.mine / name
        path.write_text(text, encoding="utf-8")
        return path

    def start(self, text: str = TEXT, pair: Pair = PAIR, name: str = "letter.txt") -> int:
        return self.jobs.add(self.file(name, text), pair)

    def state(self, number: int) -> DocumentState:
        return self.jobs.job(number).state

    def close(self) -> None:
        self.jobs.close()
        self.documents.shutdown()
        self.database.close()


@pytest.fixture
def scripted() -> ScriptedTranslator:
    return ScriptedTranslator()


@pytest.fixture
def place(tmp_path: Path, scripted: ScriptedTranslator, qapp: object) -> Iterator[Place]:
    made = Place(tmp_path, scripted)
    yield made
    made.close()


@pytest.fixture
def until(qtbot: QtBot, place: Place) -> Callable[[int, DocumentState], DocumentJob]:
    def wait(number: int, state: DocumentState) -> DocumentJob:
        qtbot.waitUntil(lambda: place.state(number) is state, timeout=20_000)
        return place.jobs.job(number)

    return wait


Until = Callable[[int, DocumentState], DocumentJob]


# From the file to the file ---------------------------------------------------------------


def test_a_document_is_translated_beside_itself(place: Place, until: Until) -> None:
    source = place.file("letter.txt")
    number = place.jobs.add(source, (AUTO, "zh"), style=Style(tone="dry"))
    job = until(number, DocumentState.DONE)
    output = place.mine / "letter.zh.txt"
    assert output.read_text("utf-8") == (
        "tHE FIRST ONE.\n\ntHE SECOND ONE.iT HAS TWO SENTENCES.\n\ntHE THIRD ONE.\n"
    )
    assert source.read_text("utf-8") == TEXT
    assert (job.pair, job.output, job.finished, job.total) == (PAIR, str(output), 3, 3)
    assert isinstance(place.translator, ScriptedTranslator)
    assert place.translator.priorities == {"background"}
    assert {request.style for request in place.translator.requests} == {Style(tone="dry")}
    assert place.jobs.standing(number) == Standing(number, 3, 3)
    assert not place.failed


def test_each_sentence_is_asked_for_with_the_one_before(place: Place, until: Until) -> None:
    until(place.start(), DocumentState.DONE)
    assert isinstance(place.translator, ScriptedTranslator)
    first, second, third, fourth = place.translator.requests
    assert first.before is None
    assert second.before == ("The first one.", "tHE FIRST ONE.")
    assert (second.text, second.after) == ("The second one.", "It has two sentences.")
    assert third.before == ("The second one.", "tHE SECOND ONE.")
    assert fourth.before == ("It has two sentences.", "iT HAS TWO SENTENCES.")


def test_a_word_document_keeps_its_formatting(place: Place, until: Until) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("It is ")
    paragraph.add_run("very important").bold = True
    paragraph.add_run(" to us. It stays so.")
    path = place.mine / "论文.docx"
    document.save(str(path))
    number = place.jobs.add(path, ("en", "fr"), bilingual=True)
    until(number, DocumentState.DONE)
    assert place.asked == ["It is ⟦1⟧very important⟦/1⟧ to us.", "It stays so."]
    above, below = docx.Document(str(place.mine / "论文.fr.docx")).paragraphs
    assert above.text == "It is very important to us. It stays so."
    assert below.text == above.text.swapcase()
    assert [run.text for run in below.runs if run.bold] == ["VERY IMPORTANT"]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "film.srt",
            "1\n00:00:01,000 --> 00:00:02,000\nWhere are you?\n",
            "1\n00:00:01,000 --> 00:00:02,000\nwHERE ARE YOU?\n",
        ),
        ("app.po", 'msgid "Open %s"\nmsgstr ""\n', 'msgid "Open %s"\nmsgstr "oPEN %S"\n'),
    ],
)
def test_other_formats_go_the_same_way(
    place: Place, until: Until, name: str, text: str, expected: str
) -> None:
    path = place.file(name, text)
    until(place.jobs.add(path, ("en", "de")), DocumentState.DONE)
    written = path.with_suffix(f".de{path.suffix}").read_text("utf-8")
    assert written.endswith(expected)


def test_what_repeats_is_asked_for_once(place: Place, until: Until) -> None:
    job = until(place.start("Total sum\n\nOther\n\nTotal  sum\n\nTotal sum\n"), DocumentState.DONE)
    assert place.asked == ["Total sum", "Other"]
    assert Path(job.output).read_text("utf-8") == "tOTAL SUM\n\noTHER\n\ntOTAL SUM\n\ntOTAL SUM\n"


def test_the_memory_costs_no_request(place: Place, until: Until) -> None:
    place.memory.add("The first one.", "第一个。", PAIR)
    place.memory.add("The second one. It has two sentences.", "第二个，有两句。", PAIR)
    number = place.start()
    job = until(number, DocumentState.DONE)
    assert place.asked == ["The third one."]
    assert job.counts == {SegmentState.MEMORY: 2, SegmentState.DONE: 1}
    written = Path(job.output).read_text("utf-8")
    assert written == "第一个。\n\n第二个，有两句。\n\ntHE THIRD ONE.\n"
    assert {entry.uses for entry in place.memory.entries()} == {1}


def test_what_is_in_the_target_language_stays(place: Place, until: Until) -> None:
    text = "Some words.\n\n这一段已经是中文。\n\n2024-05-01 = 12.5 %\n"
    job = until(place.start(text), DocumentState.DONE)
    assert place.asked == ["Some words."]
    expected = text.replace("Some words", "sOME WORDS")
    assert Path(job.output).read_text("utf-8") == expected


def test_chinese_goes_into_english_unless_the_target_is_exact(place: Place, until: Until) -> None:
    path = place.file("说明.txt", "今天天气很好。\n")
    number = place.jobs.add(path, (AUTO, "zh"))
    job = until(number, DocumentState.DONE)
    assert (job.pair, Path(job.output).name) == (("zh", "en"), "说明.en.txt")
    exact = until(place.jobs.add(path, (AUTO, "zh"), exact=True), DocumentState.DONE)
    assert (exact.pair, Path(exact.output).name) == (("en", "zh"), "说明.zh.txt")
    assert place.asked == ["今天天气很好。"]
    assert Path(exact.output).read_bytes() == path.read_bytes()


def test_nothing_is_overwritten_but_what_one_chose(place: Place, until: Until) -> None:
    mine = place.file("letter.zh.txt", "mine")
    second = until(place.start(), DocumentState.DONE)
    assert Path(second.output).name == "letter.zh (2).txt"
    third = until(place.jobs.add(place.mine / "letter.txt", PAIR), DocumentState.DONE)
    assert Path(third.output).name == "letter.zh (3).txt"
    assert mine.read_text("utf-8") == "mine"
    chosen = place.jobs.add(place.mine / "letter.txt", PAIR, output=mine)
    until(chosen, DocumentState.DONE)
    assert mine.read_text("utf-8").startswith("tHE FIRST")


def test_equal_documents_at_once_get_names_of_their_own(place: Place, qtbot: QtBot) -> None:
    path = place.file("letter.txt")
    numbers = [place.jobs.add(path, PAIR) for _ in range(3)]
    qtbot.waitUntil(
        lambda: all(place.state(number) is DocumentState.DONE for number in numbers),
        timeout=20_000,
    )
    names = {Path(place.jobs.job(number).output).name for number in numbers}
    assert names == {"letter.zh.txt", "letter.zh (2).txt", "letter.zh (3).txt"}


def test_a_name_taken_meanwhile_is_left_alone(
    place: Place, until: Until, scripted: ScriptedTranslator, qtbot: QtBot
) -> None:
    scripted.held = {"The third one."}
    number = place.start()
    qtbot.waitUntil(lambda: "The third one." in scripted.flying)
    taken = place.file("letter.zh.txt", "mine")
    scripted.flying["The third one."].answer()
    job = until(number, DocumentState.DONE)
    assert taken.read_text("utf-8") == "mine"
    assert Path(job.output).name == "letter.zh (2).txt"


# Pausing, closing, crashing --------------------------------------------------------------


def test_a_paused_job_goes_on_where_it_was(
    place: Place, until: Until, scripted: ScriptedTranslator, qtbot: QtBot
) -> None:
    scripted.held = {"It has two sentences."}
    number = place.start()
    qtbot.waitUntil(lambda: "It has two sentences." in scripted.flying)
    place.jobs.pause(number)
    assert place.state(number) is DocumentState.PAUSED
    assert scripted.flying["It has two sentences."].over
    qtbot.wait(50)
    assert len(place.asked) == 3
    scripted.held.clear()
    place.jobs.resume(number)
    until(number, DocumentState.DONE)
    assert place.asked[3:] == ["The second one.", "It has two sentences.", "The third one."]


def test_a_closed_app_goes_on_at_the_next_start(
    place: Place, scripted: ScriptedTranslator, qtbot: QtBot
) -> None:
    scripted.held = {"The third one."}
    number = place.start()
    qtbot.waitUntil(lambda: "The third one." in scripted.flying)
    place.close()
    again = Place(place.folder, scripted)
    assert again.state(number) is DocumentState.PENDING
    scripted.held.clear()
    before = len(scripted.asked)
    again.jobs.go_on()
    qtbot.waitUntil(lambda: again.state(number) is DocumentState.DONE, timeout=20_000)
    assert scripted.asked[before:] == ["The third one."]
    again.close()
    place.database = Database(place.folder / "jobs.db")


KILLED = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from tests.fakes.translator import ScriptedTranslator
from tests.services.test_document_jobs import Place
application = QCoreApplication(sys.argv)
translator = ScriptedTranslator()
translator.held = {"Paragraph 5."}
place = Place(Path(sys.argv[1]), translator)
text = "\\n\\n".join(f"Paragraph {n}." for n in range(10))
place.start(text)
application.exec()
"""


def finished_segments(path: Path) -> int:
    if not path.exists():
        return 0
    with closing(sqlite3.connect(path)) as connection:
        try:
            query = "SELECT count(*) FROM document_segments WHERE state = 'done'"
            return int(connection.execute(query).fetchone()[0])
        except sqlite3.OperationalError:
            return 0


def test_a_killed_app_repeats_no_finished_segment(
    tmp_path: Path, scripted: ScriptedTranslator, qapp: object, qtbot: QtBot
) -> None:
    app = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    try:
        deadline = time.monotonic() + 30
        while finished_segments(tmp_path / "jobs.db") < 5:
            assert time.monotonic() < deadline and app.poll() is None
            time.sleep(0.02)
    finally:
        app.send_signal(signal.SIGKILL)
        app.wait()
    place = Place(tmp_path, scripted)
    (job,) = place.jobs.jobs()
    assert (job.state, job.finished, job.total) == (DocumentState.PAUSED, 5, 10)
    qtbot.wait(50)
    assert not scripted.asked
    place.jobs.resume(job.id)
    qtbot.waitUntil(lambda: place.state(job.id) is DocumentState.DONE, timeout=20_000)
    assert scripted.asked == [f"Paragraph {n}." for n in range(5, 10)]
    written = Path(place.jobs.job(job.id).output).read_text("utf-8")
    assert written == "\n\n".join(f"pARAGRAPH {n}." for n in range(10))
    place.close()


def test_one_job_runs_and_the_others_wait(
    place: Place, until: Until, scripted: ScriptedTranslator, qtbot: QtBot
) -> None:
    scripted.held = {"First text."}
    first = place.start("First text.", name="1.txt")
    second = place.start("Second text.", name="2.txt")
    third = place.start("Third text.", name="3.txt")
    qtbot.waitUntil(lambda: all(job.total for job in place.jobs.jobs()), timeout=20_000)
    qtbot.waitUntil(lambda: scripted.asked == ["First text."])
    assert [place.state(n) for n in (second, third)] == [DocumentState.PENDING] * 2
    place.jobs.pause(second)
    place.jobs.pause(first)
    until(third, DocumentState.DONE)
    scripted.held.clear()
    place.jobs.resume(second)
    place.jobs.resume(first)
    until(first, DocumentState.DONE)
    assert scripted.asked == ["First text.", "Third text.", "Second text.", "First text."]


def test_a_removed_job_comes_back_and_goes_on(
    place: Place, until: Until, scripted: ScriptedTranslator, qtbot: QtBot
) -> None:
    scripted.held = {"The third one."}
    number = place.start()
    qtbot.waitUntil(lambda: "The third one." in scripted.flying)
    removed = place.jobs.remove(number)
    assert removed == (number,)
    assert place.jobs.jobs() == []
    assert scripted.flying["The third one."].over
    scripted.held.clear()
    before = len(place.asked)
    place.jobs.restore(removed)
    until(number, DocumentState.DONE)
    assert place.asked[before:] == ["The third one."]


def test_a_job_goes_on_in_a_data_folder_that_has_moved(
    place: Place, scripted: ScriptedTranslator, qtbot: QtBot
) -> None:
    scripted.held = {"The third one."}
    number = place.start()
    qtbot.waitUntil(lambda: "The third one." in scripted.flying)
    place.jobs.pause(number)
    moved = place.copies.rename(place.folder / "moved")
    jobs = DocumentJobs(place.documents, scripted, place.memory, place.progress, moved)  # type: ignore[arg-type]
    scripted.held.clear()
    jobs.resume(number)
    qtbot.waitUntil(lambda: place.state(number) is DocumentState.DONE, timeout=20_000)


def test_copies_of_long_removed_jobs_are_deleted(place: Place, until: Until) -> None:
    number = place.start()
    job = until(number, DocumentState.DONE)
    place.jobs.remove(number)
    ago = time.time() - KEEP_DELETED_SECONDS - 1
    elsewhere = place.file("not ours.txt")
    place.progress.create("x", elsewhere, elsewhere, PAIR, ())
    with place.database.transaction() as connection:
        connection.execute("UPDATE document_jobs SET deleted_at = ?", (ago,))
    assert Path(job.copy).exists()
    DocumentJobs(place.documents, None, place.memory, place.progress, place.copies)  # type: ignore[arg-type]
    assert not Path(job.copy).exists()
    assert elsewhere.exists()
    assert Path(job.output).exists()


# What goes wrong -------------------------------------------------------------------------


def test_a_failed_segment_keeps_its_source_and_is_tried_again(
    place: Place, until: Until, scripted: ScriptedTranslator
) -> None:
    scripted.refused = {"It has two sentences.": ErrorCode.PROMPT_TOO_LONG}
    number = place.start()
    job = until(number, DocumentState.DONE)
    output = Path(job.output)
    assert "\n\nThe second one. It has two sentences.\n\n" in output.read_text("utf-8")
    (failure,) = place.jobs.failures(number)
    assert (failure.source, failure.error) == (
        "The second one. It has two sentences.",
        ErrorCode.PROMPT_TOO_LONG,
    )
    assert (job.finished, place.jobs.standing(number).done) == (2, 3)
    assert not place.failed
    scripted.refused = {}
    before = len(place.asked)
    place.jobs.retry(number, failure.position)
    job = until(number, DocumentState.DONE)
    assert place.asked[before:] == ["The second one.", "It has two sentences."]
    assert Path(job.output) == output  # ours, and nobody has changed it
    assert "tHE SECOND ONE.iT HAS TWO SENTENCES." in output.read_text("utf-8")
    assert place.jobs.failures(number) == []


def test_a_result_that_was_edited_is_not_written_over(
    place: Place, until: Until, scripted: ScriptedTranslator
) -> None:
    scripted.refused = {"The third one.": ErrorCode.EVALUATION_FAILED}
    number = place.start()
    output = Path(until(number, DocumentState.DONE).output)
    output.write_text("edited by hand", encoding="utf-8")
    scripted.refused = {}
    place.jobs.retry(number)
    assert Path(until(number, DocumentState.DONE).output).name == "letter.zh (2).txt"
    assert output.read_text("utf-8") == "edited by hand"


def test_what_is_no_fault_of_a_segment_pauses_the_job(
    place: Place, until: Until, scripted: ScriptedTranslator
) -> None:
    scripted.refused = {"The third one.": ErrorCode.NO_MODEL}
    number = place.start()
    job = until(number, DocumentState.PAUSED)
    assert (job.error, job.finished) == (ErrorCode.NO_MODEL, 2)
    assert place.failed == [(number, ErrorCode.NO_MODEL, {})]
    scripted.refused = {}
    place.jobs.resume(number)
    job = until(number, DocumentState.DONE)
    assert job.error is None
    assert place.asked[-2:] == ["The third one."] * 2


def test_a_stopped_engine_pauses_without_a_complaint(
    place: Place, until: Until, scripted: ScriptedTranslator, qtbot: QtBot
) -> None:
    scripted.held = {"The first one."}
    number = place.start()
    qtbot.waitUntil(lambda: "The first one." in scripted.flying)
    scripted.flying["The first one."].stop()
    assert until(number, DocumentState.PAUSED).error is None
    assert not place.failed


def test_an_answer_without_words_is_a_failure(
    place: Place, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.fakes.translator.translated", lambda text: " ")
    number = place.start("Words.")
    job = until(number, DocumentState.DONE)
    assert place.jobs.failures(number)[0].error is ErrorCode.EVALUATION_FAILED
    assert Path(job.output).read_text("utf-8") == "Words."


def test_a_full_disk_pauses_the_job(
    place: Place, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise UserError(ErrorCode.DISK_FULL, path="jobs.db")

    with monkeypatch.context() as patched:
        patched.setattr(place.progress, "save", full)
        patched.setattr(place.progress, "set_state", full)
        number = place.start()
        job = until(number, DocumentState.PAUSED)
        assert job.error is ErrorCode.DISK_FULL
    place.jobs.resume(number)
    until(number, DocumentState.DONE)


def test_a_failed_write_is_repeated_without_translating(place: Place, until: Until) -> None:
    nowhere = place.mine / "gone" / "letter.txt"
    nowhere.parent.mkdir()
    number = place.jobs.add(place.file("letter.txt"), PAIR, output=nowhere)
    shutil.rmtree(nowhere.parent)
    job = until(number, DocumentState.FAILED)
    assert job.error is ErrorCode.FILE_UNWRITABLE
    assert wishes_of(job).trouble["path"] == str(nowhere)
    assert place.failed == [(number, job.error, wishes_of(job).trouble)]
    asked = len(place.asked)
    elsewhere = place.mine / "other.txt"
    place.jobs.save_as(number, elsewhere)
    until(number, DocumentState.DONE)
    assert elsewhere.read_text("utf-8").startswith("tHE FIRST")
    nowhere.parent.mkdir()
    place.jobs.save_as(number, nowhere)
    until(number, DocumentState.DONE)
    assert nowhere.read_bytes() == elsewhere.read_bytes()
    assert len(place.asked) == asked


def test_the_copy_serves_when_the_source_has_changed(
    place: Place, until: Until, scripted: ScriptedTranslator, qtbot: QtBot
) -> None:
    scripted.held = {"The third one."}
    number = place.start()
    qtbot.waitUntil(lambda: "The third one." in scripted.flying)
    place.file("letter.txt", "something else")
    scripted.flying["The third one."].answer()
    job = until(number, DocumentState.DONE)
    assert Path(job.output).read_text("utf-8").startswith("tHE FIRST ONE.")


def test_a_bad_document_is_told_by_its_own_name(place: Place, until: Until) -> None:
    path = place.file("broken.docx", "no archive")
    number = place.jobs.add(path, PAIR)
    assert until(number, DocumentState.FAILED).error is ErrorCode.DOCUMENT_UNREADABLE
    assert place.failed[0][2]["path"] == str(path)
    empty = place.jobs.add(place.file("empty.txt", "1 2 3\n"), PAIR)
    assert until(empty, DocumentState.FAILED).error is ErrorCode.DOCUMENT_EMPTY
    place.jobs.resume(empty)
    assert until(empty, DocumentState.FAILED).error is ErrorCode.DOCUMENT_EMPTY


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("picture.png", ErrorCode.DOCUMENT_UNSUPPORTED),
        ("missing.txt", ErrorCode.FILE_UNREADABLE),
        ("folder.txt", ErrorCode.FILE_UNREADABLE),
    ],
)
def test_what_is_no_document_is_refused_at_once(place: Place, name: str, code: ErrorCode) -> None:
    place.file("picture.png")
    (place.mine / "folder.txt").mkdir()
    with pytest.raises(UserError) as caught:
        place.jobs.add(place.mine / name, PAIR)
    assert caught.value.code is code
    assert place.jobs.jobs() == []
    assert not place.copies.exists() or not list(place.copies.iterdir())


def test_the_time_left_is_told_from_the_speed_so_far(
    place: Place, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0

    class Clock:
        @staticmethod
        def monotonic() -> float:
            return now

    def pass_time(_number: int, _piece: object) -> None:
        nonlocal now
        now += 2.0

    monkeypatch.setattr(work_module, "time", Clock)
    place.jobs.translated.connect(pass_time)
    number = place.start("Ten chars.\n\nTen chars!\n\nTen chars.\n\nTen chars?\n\n这是中文。\n")
    until(number, DocumentState.DONE)
    by_done = {standing.done: standing for standing in place.standings}
    assert by_done[1] == Standing(number, 1, 5, 2.0 * 25 / 10)
    assert by_done[2] == Standing(number, 2, 5, 4.0 * 15 / 20)
    assert by_done[5].seconds_left == 0


# With an engine --------------------------------------------------------------------------


@pytest.fixture
def engine_place(tmp_path: Path, desk: Desk, qtbot: QtBot) -> Iterator[Place]:
    """A place with the scripted engine, which repeats what it is told."""
    desk.use(qtbot, desk.add("model"))
    database = Database(tmp_path / "terms.db")
    translator = Translator(desk.engine, desk.models, Glossary(database))
    made = Place(tmp_path, translator)
    yield made
    made.close()
    database.close()


def test_a_segment_that_ends_the_engine_does_not_stop_the_others(
    engine_place: Place, qtbot: QtBot
) -> None:
    place = engine_place
    number = place.start("Before it.\n\ncrash evaluating\n\nBehind it.\n", ("en", "fr"))
    qtbot.waitUntil(lambda: place.state(number) is DocumentState.DONE, timeout=30_000)
    (failure,) = place.jobs.failures(number)
    assert (failure.source, failure.error) == ("crash evaluating", ErrorCode.ENGINE_CRASHED)
    written = Path(place.jobs.job(number).output).read_text("utf-8")
    assert written == "echo Before it.\n\ncrash evaluating\n\necho Behind it.\n"


def test_an_engine_that_keeps_ending_pauses_the_job(engine_place: Place, qtbot: QtBot) -> None:
    place = engine_place
    number = place.start("crash evaluating\n\ncrash streaming\n\nBehind it.\n", ("en", "fr"))
    qtbot.waitUntil(lambda: place.state(number) is DocumentState.PAUSED, timeout=30_000)
    job = place.jobs.job(number)
    assert job.error is ErrorCode.ENGINE_CRASHED
    assert job.counts == {SegmentState.FAILED: 1, SegmentState.WAITING: 2}
