from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.document_protocol import Unit
from app.protocol import ErrorCode, UserError
from app.services.database import KEEP_DELETED_SECONDS, Database
from app.services.translation.progress import DocumentJob, DocumentState, Progress, SegmentState

UNITS = [Unit(f"p{n}", f"Paragraph {n}", "heading" if n == 0 else "") for n in range(5)]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "jobs.db")
    yield opened
    opened.close()


@pytest.fixture
def progress(database: Database) -> Progress:
    return Progress(database)


def create(progress: Progress, name: str = "论文.docx") -> DocumentJob:
    return progress.create(
        name,
        Path("/data/copies") / name,
        Path("/home/me/out.docx"),
        ("en", "zh"),
        UNITS,
        {"bilingual": True, "tone": "formal"},
    )


def test_a_job_is_kept_with_its_segments(progress: Progress, database: Database) -> None:
    job = create(progress)
    assert (job.state, job.error, job.total, job.finished) == (DocumentState.PENDING, None, 5, 0)
    again = Progress(database)
    assert again.jobs() == [job]
    assert job.options == {"bilingual": True, "tone": "formal"}
    assert job.copy == str(Path("/data/copies/论文.docx"))
    assert job.output == str(Path("/home/me/out.docx"))
    segments = again.segments(job.id)
    assert [(s.position, s.key, s.source) for s in segments] == [
        (n, f"p{n}", f"Paragraph {n}") for n in range(5)
    ]
    assert segments[0].note == "heading"
    with pytest.raises(KeyError):
        progress.job(job.id + 1)


def test_segments_are_worked_off(progress: Progress) -> None:
    job, other = create(progress), create(progress, "other.docx")
    assert [s.position for s in progress.waiting(job.id, 2)] == [0, 1]
    progress.save(job.id, 0, "第 0 段")
    progress.save(job.id, 1, "第 1 段", SegmentState.MEMORY)
    progress.save(job.id, 2, "", SegmentState.FAILED, ErrorCode.PROMPT_TOO_LONG)
    progress.save(job.id, 4, "第 4 段", SegmentState.PERSON)
    assert [s.position for s in progress.waiting(job.id, 9)] == [3]
    job = progress.job(job.id)
    assert job.counts == dict.fromkeys(SegmentState, 1)
    assert (job.finished, job.total) == (3, 5)
    (failed,) = progress.segments(job.id, (SegmentState.FAILED,))
    assert (failed.position, failed.error) == (2, ErrorCode.PROMPT_TOO_LONG)
    assert progress.segments(job.id, offset=4)[0].target == "第 4 段"
    assert progress.retry(job.id) == 1
    assert [(s.position, s.error) for s in progress.waiting(job.id, 9)] == [(2, None), (3, None)]
    assert progress.job(other.id).finished == 0


def test_units_and_options_may_come_later(progress: Progress) -> None:
    job = progress.create("a", Path("a"), Path("b"), ("auto", "zh"), [])
    progress.fill(job.id, ("en", "zh"), UNITS)
    progress.set_options(job.id, {"tracked": True})
    filled = progress.job(job.id)
    assert (filled.pair, filled.total, filled.options) == (("en", "zh"), 5, {"tracked": True})
    assert progress.waiting(job.id)[0].source == "Paragraph 0"


def test_states_and_errors(progress: Progress) -> None:
    job = create(progress)
    progress.set_state(job.id, DocumentState.FAILED, ErrorCode.DISK_FULL)
    assert progress.job(job.id).error is ErrorCode.DISK_FULL
    progress.set_state(job.id, DocumentState.DONE)
    progress.set_output(job.id, Path("/home/me/other.docx"))
    done = progress.job(job.id)
    assert (done.state, done.error, done.output) == (
        DocumentState.DONE,
        None,
        str(Path("/home/me/other.docx")),
    )


def test_removing_is_undone_and_copies_are_told_in_the_end(
    progress: Progress, database: Database
) -> None:
    first, second = create(progress, "a.docx"), create(progress, "b.docx")
    twin = create(progress, "b.docx")
    removed = progress.remove([first.id, second.id])
    assert [job.id for job in progress.jobs()] == [twin.id]
    assert progress.forget() == []
    progress.restore(removed)
    assert progress.jobs() == [twin, second, first]
    progress.remove([first.id, second.id])
    database.connection.execute(
        "UPDATE document_jobs SET deleted_at = ? WHERE deleted_at IS NOT NULL",
        (time.time() - KEEP_DELETED_SECONDS - 1,),
    )
    assert progress.forget() == [Path("/data/copies/a.docx")]  # the twin needs the other one
    progress.restore(removed)
    assert progress.jobs() == [twin]
    rows = database.connection.execute("SELECT DISTINCT job FROM document_segments").fetchall()
    assert [row["job"] for row in rows] == [twin.id]


WORKER = """
import sys, time
from pathlib import Path
from app.services.database import Database
from app.services.translation.progress import DocumentState, Progress
from tests.services.test_translation_progress import UNITS
progress = Progress(Database(Path(sys.argv[1])))
units = UNITS * 1000
job = progress.create("a", Path("a"), Path("b"), ("en", "zh"), units).id
progress.set_state(job, DocumentState.RUNNING)
while (waiting := progress.waiting(job)):
    progress.save(job, waiting[0].position, "done")
    print(waiting[0].position + 1, flush=True)
    time.sleep(0.005)
"""


def test_kill_9_loses_no_finished_segment(tmp_path: Path) -> None:
    path = tmp_path / "killed.db"
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert worker.stdout
    saved = 0
    while saved < 20:
        saved = int(worker.stdout.readline())
    worker.kill()
    worker.communicate()
    database = Database(path)
    progress = Progress(database)
    (job,) = progress.jobs()
    assert job.state is DocumentState.PAUSED
    assert job.finished >= saved
    assert progress.waiting(job.id)[0].position == job.finished
    assert all(s.target == "done" for s in progress.segments(job.id, (SegmentState.DONE,)))
    database.close()


def test_a_full_disk_is_told(progress: Progress, database: Database) -> None:
    job = create(progress)
    pages = database.connection.execute("PRAGMA page_count").fetchone()[0]
    database.connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(UserError) as caught:
        progress.save(job.id, 0, "x" * 1_000_000)
    assert caught.value.code is ErrorCode.DISK_FULL
    assert progress.waiting(job.id)[0].position == 0


def test_saving_is_cheap(progress: Progress) -> None:
    job = progress.create("a", Path("a"), Path("b"), ("en", "zh"), UNITS * 2000)
    began = time.perf_counter()
    for position in range(100):
        assert progress.waiting(job.id)[0].position == position
        progress.save(job.id, position, "done")
    assert time.perf_counter() - began < 2.0
