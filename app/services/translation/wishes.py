"""What a document's job is to be like, kept with it."""

from __future__ import annotations

from pathlib import PurePath

from msgspec import Struct, convert

from app.protocol import Params
from app.services.translation.progress import DocumentJob
from app.tabs.translate.task.request import NO_STYLE, Style


class Wishes(Struct, frozen=True):
    """`path` is the person's own file.

    With `exact` the target stays what it is for a document that is in it already, with `replace`
    the output may exist. `trouble` are the parameters of the job's error.
    """

    path: str
    style: Style = NO_STYLE
    bilingual: bool = False
    tracked: bool = False
    exact: bool = False
    replace: bool = False
    trouble: Params = {}


def wishes_of(job: DocumentJob) -> Wishes:
    """Return what a job was created with."""
    return convert(job.options, Wishes)


def told(params: Params, job: DocumentJob) -> Params:
    """Return parameters that speak of the person's document, not of our copy."""
    if PurePath(str(params.get("path", ""))).name == PurePath(job.copy).name:
        return {**params, "path": wishes_of(job).path}
    return params
