"""One completion without a window: for the command line and benchmarks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.protocol import Delta, Finished, Sampling
from app.services.headless import Headless
from app.tabs.code.task import rules
from app.tabs.code.task.anchor import Anchor
from app.tabs.code.task.place import Place


@dataclass(frozen=True)
class Completion:
    """`raw` is all that the model wrote, `text` what is left of it by the rules."""

    raw: str
    text: str
    finished: Finished


def complete(
    session: Headless,
    place: Place,
    anchor: Anchor,
    sampling: Sampling,
    *,
    seconds: float,
    heal: bool = True,
    ruled: bool = True,
    stream: Callable[[str], None] | None = None,
) -> Completion:
    """Complete at a place that the anchor fits; raises UserError.

    Where it is `ruled` it ends as soon as the rules say so. `stream` is given each piece of text
    that is certain.
    """
    job = session.engine.infill(
        anchor.prefix,
        anchor.suffix,
        anchor.middle(place) or "",
        path=anchor.path,
        chunks=anchor.chunks,
        sampling=sampling,
        seconds=seconds,
        heal=heal,
    )
    raw, shown = "", ""

    def show(text: str) -> None:
        nonlocal shown
        if stream and text.startswith(shown):
            stream(text[len(shown) :])
            shown = text

    def on_event(event: object) -> None:
        nonlocal raw
        if isinstance(event, Delta):
            raw += event.text
            cut = rules.progress(raw, place)
            if not cut.done:
                show(cut.text)
            elif ruled:
                session.engine.stop(job)

    job.progressed.connect(on_event)
    finished = session.wait(job)
    assert isinstance(finished, Finished)
    whole = finished.reason in ("end", "stop-string")
    text = rules.finish(raw, place, complete=whole)
    show(text)
    return Completion(raw, text, finished)
