"""Where drafted sections stand in a piece."""

from __future__ import annotations

from app.piece import Block, Run
from app.tabs.write.task import kinds, placing, state
from app.tabs.write.task.outline import Section
from app.tabs.write.task.placing import Blocks
from app.tabs.write.task.state import Brief, Progress, Written

OUTLINE = (
    Section("Sea", length=100),
    Section("Land", length=200, children=(Section("Hills", length=100), Section("Plains"))),
    Section("Sky", length=100),
)
EMPTY = (Block(),)


def progress(**texts: str) -> Progress:
    begun = state.start(Brief(kinds.of("blog", "en"), "en", "The earth"), OUTLINE)
    for number, section in enumerate(begun.sections):
        if section.title in texts:
            begun = state.put(begun, number, Written(texts[section.title]))
    return begun


def put(blocks: Blocks, of: Progress, number: int, *former: str) -> Blocks:
    found = placing.place(blocks, of, number, {}, former)
    return (*blocks[: found.first], *found.blocks, *blocks[found.end :])


def told(blocks: Blocks) -> list[str]:
    return [("#" * one.level + " " if one.kind == "heading" else "") + one.text for one in blocks]


def test_sections_come_in_the_order_of_the_outline_whenever_they_are_written() -> None:
    of = progress(Sea="Waves.", Hills="Up.\n\nDown.", Plains="Flat.", Sky="Blue.")
    blocks = put(EMPTY, of, 0)
    assert told(blocks) == ["## Sea", "Waves."]
    blocks = put(blocks, of, 3)
    blocks = put(blocks, of, 1)
    blocks = put(blocks, of, 2)
    assert told(blocks) == [
        "## Sea", "Waves.", "## Land", "### Hills", "Up.", "Down.", "### Plains", "Flat.",
        "## Sky", "Blue.",
    ]  # fmt: skip
    # One that comes before all there is.
    later = put(put(EMPTY, of, 3), of, 0)
    assert told(later) == ["## Sea", "Waves.", "## Sky", "Blue."]


def test_what_the_person_wrote_under_a_heading_stays() -> None:
    of = progress(Sea="Waves.")
    mine = (Block("heading", (Run("Sea"),), 1), Block(runs=(Run("Mine."),)))
    assert told(put(mine, of, 0)) == ["# Sea", "Mine.", "Waves."]
    bare = (Block("heading", (Run("Sea "),), 3), Block(), Block("heading", (Run("Other"),), 3))
    assert told(put(bare, of, 0)) == ["### Sea ", "Waves.", "### Other"]


def test_a_section_written_again_takes_the_place_of_what_the_model_wrote() -> None:
    before, after = progress(Sea="Waves.\nFoam."), progress(Sea="Tides.")
    blocks = put(EMPTY, before, 0)
    assert told(put(blocks, after, 0, "Waves.\nFoam.")) == ["## Sea", "Tides."]
    edited = (*blocks[:1], Block(runs=(Run("Waves and foam."),)))
    found = placing.place(edited, after, 0, {}, ["Waves.\nFoam."])
    assert found.edited
    assert (found.first, found.end) == (1, 2)


def test_a_piece_of_one_section_has_no_heading() -> None:
    brief = Brief(kinds.of("post", "en"), "en", "Tea")
    of = state.put(state.start(brief, (Section("Tea"),)), 0, Written("Hot."))
    assert told(put(EMPTY, of, 0)) == ["Hot."]
    assert told(put((Block(runs=(Run("I say:"),)),), of, 0)) == ["I say:", "Hot."]


def test_each_sentence_is_of_the_generation_that_wrote_it() -> None:
    answers = {3: "Waves come. They go", 4: "Foam stays.", 5: "More."}
    (block,) = placing.paragraphs("Waves come. They go. Foam stays.", "en", answers)
    runs = [(run.text, run.author, run.generation) for run in block.runs]
    assert runs == [
        ("Waves come.", "model", 3),
        (" They go.", "model", 5),  # mended: of none, so of the last
        (" Foam stays.", "model", 4),
    ]
