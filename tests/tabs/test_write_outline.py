"""Outlines: read from what models write, and changed as a tree."""

from __future__ import annotations

import random

import pytest

from app.tabs.write.task import outline as outlines
from app.tabs.write.task.outline import Outline, Section
from app.tabs.write.task.outlinetext import parse, write


def shape(outline: Outline) -> list[object]:
    """Return titles, with the titles below them in lists."""
    found: list[object] = []
    for section in outline:
        found.append(section.title)
        if section.children:
            found.append(shape(section.children))
    return found


@pytest.mark.parametrize(
    "text",
    [
        "1. Opening\n2. Middle\n3. End",
        "1) Opening\n2) Middle\n3) End",
        "- Opening\n- Middle\n- End",
        "* **Opening**\n* **Middle**\n* **End**",
        "Sure! Here is an outline:\n\n1. **Opening**\n2. **Middle**\n3. **End**",
        "# My piece\n\n## Opening\n## Middle\n## End",
        "## 1. Opening\n## 2. Middle\n## 3. End",
        "I. Opening\nII. Middle\nIII. End",
        "Section 1: Opening\nSection 2: Middle\nSection 3: End",
        "**Chapter 1: Opening**\n**Chapter 2: Middle**\n**Chapter 3: End**",
        "Opening\nMiddle\nEnd",
        "一、Opening\n二、Middle\n三、End",
        "第一章 Opening\n第二章：Middle\n第三章 End",
        "1、Opening\n2、Middle\n3、End",
        "1．Opening\n2．Middle\n3．End",
        "（一）Opening\n（二）Middle\n（三）End",
        "好的，以下是大纲：\n1. Opening\n2. Middle\n3. End",
        "- 一、Opening\n- 二、Middle\n- 三、End",
        "```\n1. Opening\n2. Middle\n3. End\n```",
        "**Opening**\n\n**Middle**\n\n**End**",
    ],
)
def test_sections_are_found_however_they_are_marked(text: str) -> None:
    assert shape(parse(text)) == ["Opening", "Middle", "End"]


@pytest.mark.parametrize(
    "text",
    [
        "1. A\n   1.1 B\n   1.2 C\n2. D",
        "1 A\n1.1 B\n1.2 C\n2 D",
        "# A\n## B\n## C\n# D",
        "一、A\n（一）B\n（二）C\n二、D",
        "一、A\n1. B\n2. C\n二、D",
        "I. A\n  1. B\n  2. C\nII. D",
        "- A\n  - B\n  - C\n- D",
    ],
)
def test_sections_are_nested(text: str) -> None:
    expected = ["A", ["B", "C"], "D"]
    if text.startswith("- "):  # bullets below bullets only say what is in it
        assert shape(parse(text)) == ["A", "D"]
        assert parse(text)[0].gist == "B\nC"
    else:
        assert shape(parse(text)) == expected


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("1. **The tide** - How it comes. (300 words)", Section("The tide", "How it comes.", 300)),
        ("1. The tide: how it comes", Section("The tide", "how it comes")),
        (
            "1. The tide – how it comes, about 1,200 words",
            Section("The tide", "how it comes", 1200),
        ),
        ("一、潮水（约300字）", Section("潮水", "", 300)),
        ("1. 潮水：怎样来的，200-300字", Section("潮水", "怎样来的", 250)),
        ("1. **潮水**——怎样来的", Section("潮水", "怎样来的")),
        ("1. 潮水\n   主角出场\n   - 下雨", Section("潮水", "主角出场\n下雨")),
        ("1. “The tide”", Section("The tide")),
        ("1. 1890 and after", Section("1890 and after")),
        ("1. The tide\n1890 saw the wall.", Section("The tide", "1890 saw the wall.")),
    ],
)
def test_what_a_section_says_and_its_length_are_found(line: str, section: Section) -> None:
    other = "二、Other" if line.startswith("一") else "2. Other"
    assert parse(f"{line}\n{other}")[0] == section


def test_nothing_is_no_outline() -> None:
    for text in ("", "\n\n---\n", "Sure!"):
        assert parse(text) == ()


A, B, C, D = (Section(name, length=100) for name in "ABCD")
TREE: Outline = (A, Section("E", children=(B, C)), D)


def test_an_outline_is_text_and_back() -> None:
    gisted = (Section("The tide", "how it comes\nand goes", 120), *TREE)
    for language in ("en", "zh"):
        assert parse(write(gisted, language)) == gisted


def test_sections_are_moved_merged_split_and_nested() -> None:
    assert shape(outlines.move(TREE, (2,), (0,))) == ["D", "A", "E", ["B", "C"]]
    assert shape(outlines.move(TREE, (0,), (3,))) == ["E", ["B", "C"], "D", "A"]
    assert shape(outlines.move(TREE, (0,), (1, 1))) == ["E", ["B", "A", "C"], "D"]
    assert shape(outlines.move(TREE, (1, 0), (0,))) == ["B", "A", "E", ["C"], "D"]
    assert outlines.move(TREE, (1,), (1, 1)) == TREE
    assert shape(outlines.merge(TREE, (0,))) == ["A / E", ["A", "B", "C"], "D"]
    assert outlines.merge((A, B), (0,)) == (Section("A / B", length=200),)
    assert outlines.merge(TREE, (2,)) == TREE
    halves = outlines.split((Section("A", "one\ntwo\nthree", 101),), (0,))
    assert [(one.title, one.gist, one.length) for one in halves] == [
        ("A", "one\ntwo", 51),
        ("A (2)", "three", 50),
    ]
    assert shape(outlines.split(TREE, (1,))) == ["A", "E", ["B"], "E (2)", ["C"], "D"]
    assert shape(outlines.nest(TREE, (1,))) == ["A", ["E", ["B", "C"]], "D"]
    assert outlines.nest(TREE, (0,)) == TREE
    assert shape(outlines.delete(TREE, (1, 0))) == ["A", "E", ["C"], "D"]
    assert outlines.at(TREE, (1, 1)) == C


def test_a_length_is_kept_and_the_others_make_room() -> None:
    one = outlines.set_length(TREE, (0,), 190)
    assert [section.length for _, section in outlines.leaves(one)] == [190, 70, 70, 70]
    two = outlines.set_length(one, (2,), 30)
    assert [section.length for _, section in outlines.leaves(two)] == [190, 90, 90, 30]
    group = outlines.set_length(two, (1,), 100)
    assert [section.length for _, section in outlines.leaves(group)] == [259, 50, 50, 41]
    most = outlines.set_length(TREE, (0,), 10_000)
    assert [section.length for _, section in outlines.leaves(most)] == [397, 1, 1, 1]


def test_lengths_are_whole_and_sum_up() -> None:
    assert outlines.apportion(100, [1, 1, 1]) == [33, 34, 33]
    assert outlines.apportion(100, [0, 0]) == [50, 50]
    assert outlines.apportion(90, [10, 0, 20]) == [20, 30, 40]
    assert outlines.apportion(5, []) == []


def test_whatever_is_done_the_sum_stays() -> None:
    chance = random.Random(7)
    for _ in range(200):
        tree = outlines.spread(TREE, 2000)
        for _ in range(8):
            if not (places := list(every(tree))):
                break
            path, other = chance.choice(places), chance.choice(places)
            tree = chance.choice(
                [
                    lambda tree, path, other: outlines.set_length(
                        tree, path, chance.randint(1, 900)
                    ),
                    lambda tree, path, other: outlines.move(tree, path, other),
                    lambda tree, path, other: outlines.merge(tree, path),
                    lambda tree, path, other: outlines.split(tree, path),
                    lambda tree, path, other: outlines.nest(tree, path),
                    lambda tree, path, other: outlines.insert(tree, path, Section("new")),
                    lambda tree, path, other: (
                        outlines.delete(tree, path) if len(places) > 3 else tree
                    ),
                ]
            )(tree, path, other)
            assert not tree or outlines.total(tree) == 2000


def every(outline: Outline, above: tuple[int, ...] = ()) -> list[tuple[int, ...]]:
    found: list[tuple[int, ...]] = []
    for number, section in enumerate(outline):
        found += [(*above, number), *every(section.children, (*above, number))]
    return found
