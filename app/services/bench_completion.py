"""`inkstone bench completion`: how often a completion is what stood in the file."""

from __future__ import annotations

import ast
import contextlib
import statistics
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein

from app.protocol import Sampling
from app.services.bench_holes import KINDS, Hole, humaneval_holes, library_holes, neighbours
from app.services.completion.once import Completion, complete
from app.services.headless import Headless
from app.tabs.code.task import rules
from app.tabs.code.task.anchor import Anchor, cast
from app.tabs.code.task.place import Place, place_at
from app.tabs.code.task.ring import Ring

CONTEXT = 4096
BUDGET = 1_000  # characters of the file that a prompt shows
CHUNKS = 900  # characters of other files
LINE_TOKENS, BLOCK_TOKENS = 40, 64
UNLIMITED = 600.0  # seconds


@dataclass(frozen=True)
class Variant:
    """A way to complete. Without `anchored` the cursor's line stands in the prefix."""

    name: str
    anchored: bool = True
    healed: bool = True
    ring: bool = True
    rules: bool = True


VARIANTS = (
    Variant("plain", anchored=False, healed=False, ring=False, rules=False),
    Variant("without_ring", ring=False),
    Variant("whole"),
    Variant("without_healing", healed=False),
    Variant("without_rules", rules=False),
)


@dataclass(frozen=True)
class Score:
    """One completion: equal to what stood there, how similar (0 to 1), and does it parse."""

    exact: bool
    similarity: float
    parses: bool


def run(
    wanted: str | None,
    count: int,
    say: Callable[[str], None],
    *,
    humaneval: Path | None = None,
    threads: int = 0,
) -> dict[str, Any]:
    """Fill `count` holes in every way; raises UserError."""
    holes = library_holes(count)
    sets = {"library": holes}
    if humaneval:
        sets["humaneval"] = humaneval_holes(humaneval)
    result: dict[str, Any] = {"holes": len(holes)}
    with Headless(wanted, context=CONTEXT, threads=threads, state_memory=0) as session:
        result["model"] = session.model.id
        for name, some in sets.items():
            result[name] = _measure(session, some, say)
    return result


def as_text(result: dict[str, Any]) -> Iterable[str]:
    """Return the result as lines for people."""
    for name in ("library", "humaneval"):
        for kind, variants in result.get(name, {}).items():
            yield f"{name}, {kind}"
            for variant, row in variants.items():
                yield (
                    f"  {variant:<18} exact {row['exact']:6.1%}  similarity"
                    f" {row['similarity']:.3f}  parses {row['parses']:6.1%}  of {row['holes']}"
                )


def _measure(
    session: Headless, holes: Sequence[Hole], say: Callable[[str], None]
) -> dict[str, dict[str, Any]]:
    scores: dict[tuple[str, str], list[Score]] = {}
    for number, hole in enumerate(holes, 1):
        found: list[str] = []
        filler = _Filler(session, hole)
        for variant in VARIANTS:
            score = _score(hole, filler.fill(variant))
            found += [variant.name] if score.exact else []
            for kind in (hole.kind, "all"):
                scores.setdefault((kind, variant.name), []).append(score)
        say(
            f"hole {number} of {len(holes)} ({hole.path.name}, {hole.kind}) was found by:"
            f" {', '.join(found) or 'none'}"
        )
    return {
        kind: {v.name: _row(scores[kind, v.name]) for v in VARIANTS}
        for kind in (*KINDS, "all")
        if (kind, "plain") in scores
    }


def _row(scores: Sequence[Score]) -> dict[str, Any]:
    columns = [asdict(score) for score in scores]
    means = {
        name: round(statistics.fmean(column[name] for column in columns), 4) for name in columns[0]
    }
    return {"holes": len(scores), **means}


def _score(hole: Hole, text: str) -> Score:
    wanted = hole.wanted.rstrip()
    if hole.kind != "block":
        text = text.partition("\n")[0]
    text = text.rstrip()
    return Score(
        text == wanted, Levenshtein.normalized_similarity(text, wanted), _parses(hole.filled(text))
    )


def _parses(text: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except (SyntaxError, ValueError):
        return False
    return True


class _Filler:
    """Fills one hole in several ways; what was asked once is not asked again."""

    def __init__(self, session: Headless, hole: Hole) -> None:
        self._session = session
        self._hole = hole
        self._ring = _ring(hole)
        self._known: dict[tuple[Anchor, bool], Completion] = {}

    def fill(self, variant: Variant) -> str:
        """Ask as the editor does; without rules all that the model writes is the answer."""
        hole = self._hole
        rest = hole.text[: hole.start] + hole.text[hole.end :]
        place = place_at(rest, hole.start, hole.path.name)
        chunks = self._ring.choose(place, CHUNKS) if variant.ring else ()
        anchor = cast(place, BUDGET, chunks)
        if not variant.anchored:
            line = anchor.middle(place) or ""
            anchor = replace(anchor, prefix=anchor.prefix + line)
        done = self._ask(place, anchor, variant.healed)
        return _ruled(done, place) if variant.rules else done.raw

    def _ask(self, place: Place, anchor: Anchor, heal: bool) -> Completion:
        key = anchor, heal
        if key not in self._known:
            one_line = self._hole.kind != "block"
            sampling = Sampling(
                temperature=0.0,
                max_tokens=LINE_TOKENS if one_line else BLOCK_TOKENS,
                stop=("\n",) if one_line else (),
            )
            self._known[key] = complete(
                self._session,
                place,
                anchor,
                sampling,
                seconds=UNLIMITED,
                heal=heal,
                ruled=False,
            )
        return self._known[key]


def _ruled(done: Completion, place: Place) -> str:
    """Return what the rules let stand of a text that was not stopped by them."""
    for end in range(1, len(done.raw) + 1):
        if rules.progress(done.raw[:end], place).done:
            return rules.finish(done.raw[:end], place)
    return done.text


def _ring(hole: Hole) -> Ring:
    """Return what an editor keeps of two other open files."""
    ring = Ring()
    for path in neighbours(hole):
        with contextlib.suppress(OSError, ValueError):
            ring.read(path.name, path.read_text("utf-8"))
    return ring
