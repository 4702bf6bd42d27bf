"""Changes of a selection, and going on at the cursor, with answers as small models give them."""

from __future__ import annotations

import pytest

from app.protocol import Turn
from app.tabs.write.task.actions import ACTIONS, Action, Selection, Wish, act, chunks
from app.tabs.write.task.ask import Ask, Draft
from app.tabs.write.task.counts import length, tokens
from app.tabs.write.task.state import Fact
from app.tabs.write.task.window import TURN, Window

WINDOW = Window(4096)
SOURCE = "The boats was old and the men was tired, so nobody spoke on the way home."
BETTER = "The boats were old and the men were tired, so nobody spoke on the way home."
ENGLISH = Selection(SOURCE, "en", "It was late in May. ", " Then the rain came down.")
CHINESE = Selection(
    "船很旧，人很累，回家的路上没有人说话。", "zh", "那是五月的深夜。", "后来下雨了。"
)


def run(
    selection: Selection, wish: Wish, *answers: str | Draft, asked: list[Ask] | None = None
) -> str:
    """Answer with these, the last one again and again."""
    steps = act(selection, wish, WINDOW)
    try:
        ask = next(steps)
        for number in range(20):
            if asked is not None:
                asked.append(ask)
            said = answers[min(number, len(answers) - 1)]
            ask = steps.send(said if isinstance(said, Draft) else Draft(said))
    except StopIteration as end:
        return str(end.value)
    raise AssertionError("it goes on asking")


@pytest.mark.parametrize(
    "answer",
    [
        BETTER,
        f'"{BETTER}"',
        f"“{BETTER}”",
        f"Sure, here is the corrected passage:\n\n{BETTER}",
        f"Here's the revised version: {BETTER}",
        f"Corrected passage: {BETTER}",
        f"**Corrected passage:** {BETTER}",
        f"```\n{BETTER}\n```",
        f"{BETTER}\n\nExplanation: I corrected the verbs.",
        f"{BETTER}\n\nLet me know if you want any changes.",
        f"It was late in May. {BETTER} Then the rain came down.",
        f"<think>verbs</think>{BETTER}",
        f"\n\n{BETTER}\n\nI changed was to were.",
    ],
)
def test_only_the_new_text_is_left_of_an_answer(answer: str) -> None:
    assert run(ENGLISH, Wish("grammar"), answer) == BETTER


@pytest.mark.parametrize(
    "answer",
    [
        "船旧了，人也累了，一路上谁都没开口。",
        "好的，以下是改写后的选段：\n\n船旧了，人也累了，一路上谁都没开口。",
        "改写后：船旧了，人也累了，一路上谁都没开口。",
        "“船旧了，人也累了，一路上谁都没开口。”",
        "船旧了，人也累了，一路上谁都没开口。\n\n说明：我换了词语。",
        "船旧了，人也累了，一路上谁都没开口。\n\n希望这个改写符合您的要求！",
    ],
)
def test_only_the_new_text_is_left_of_a_chinese_answer(answer: str) -> None:
    assert run(CHINESE, Wish("rewrite"), answer) == "船旧了，人也累了，一路上谁都没开口。"


def test_white_space_around_a_selection_stays() -> None:
    spaced = Selection(f"\n  {SOURCE} ", "en")
    assert run(spaced, Wish("rewrite"), f"\n\n{BETTER}\n") == f"\n  {BETTER} "


def test_paragraphs_and_headings_of_the_source_stay() -> None:
    source = "# The way home\n\nThe boats was old.\n\nThe men was tired."
    answer = "# The way home\n\nThe boats were old.\n\nThe men were tired."
    assert run(Selection(source, "en"), Wish("grammar"), answer) == answer
    bare = Selection("The boats was old.", "en")
    assert (
        run(bare, Wish("grammar"), "## Corrected\n\nThe boats were old.") == "The boats were old."
    )


@pytest.mark.parametrize("action", [one for one in ACTIONS if one != "continue"])
@pytest.mark.parametrize("selection", [ENGLISH, CHINESE])
def test_prompts_are_in_the_texts_language(action: Action, selection: Selection) -> None:
    asked: list[Ask] = []
    facts = (Fact("Bo is the captain.", ("boats", "船")), Fact("Not this.", ("kitchen",)))
    wish = Wish(action, "WISH", facts=facts, style="STYLE", banned=("delve",))
    run(selection, wish, BETTER, asked=asked)
    ask = asked[0]
    assert ask.banned == ("delve",) and ask.label == "edit" and not ask.resume
    assert "".join(one.text for one in ask.segments) == "".join(one.text for one in ask.turns)
    system, user = (turn.text for turn in ask.turns)
    assert "STYLE" in system and "Bo" in system and "Not this" not in system
    assert selection.text in user and selection.before.strip() in user
    assert selection.after.strip() in user
    assert ("WISH" in user) == (action in ("tone", "translate", "instruction"))
    assert ("选段" in user) == (selection is CHINESE)


def test_what_is_not_shorter_is_asked_for_once_more() -> None:
    asked: list[Ask] = []
    short = "The boats were old, and nobody spoke."
    assert run(ENGLISH, Wish("shorten"), BETTER, short, asked=asked) == short
    assert [turn.role for turn in asked[1].turns] == ["system", "user", "assistant", "user"]
    assert asked[1].turns[2] == Turn("assistant", BETTER)
    assert f"{length(BETTER)} words" in asked[1].turns[3].text
    asked.clear()
    assert run(ENGLISH, Wish("shorten"), short, asked=asked) == short and len(asked) == 1
    worse = BETTER.replace(" home", "")
    assert run(ENGLISH, Wish("shorten"), worse, BETTER) == worse


def test_what_is_not_longer_is_asked_for_once_more() -> None:
    asked: list[Ask] = []
    long = f"{BETTER} The oars creaked, and far away a dog barked at the moon."
    assert run(ENGLISH, Wish("expand"), BETTER, long, asked=asked) == long
    assert len(asked) == 2


def test_nonsense_is_asked_for_once_more() -> None:
    for nonsense in ("", SOURCE, "船很旧，人很累，回家的路上没有人说话。", "no " * 200):
        asked: list[Ask] = []
        assert run(ENGLISH, Wish("vivid"), nonsense, BETTER, asked=asked) == BETTER
        assert asked[0].sampling.seed != asked[1].sampling.seed
    assert run(ENGLISH, Wish("vivid"), "") == SOURCE
    assert run(ENGLISH, Wish("grammar"), "I cannot do that.") == SOURCE


def test_grammar_is_not_a_matter_of_chance() -> None:
    asked: list[Ask] = []
    assert run(ENGLISH, Wish("grammar"), SOURCE, asked=asked) == SOURCE
    assert [ask.sampling.temperature for ask in asked] == [0.0]


def test_a_translation_is_in_another_script() -> None:
    done = run(ENGLISH, Wish("translate", "Chinese"), "译文：船旧人疲，归途无人说话。")
    assert done == "船旧人疲，归途无人说话。"


@pytest.mark.parametrize(
    ("before", "answer", "expected"),
    [
        ("The boats were old.", " The men slept.", " The men slept."),
        ("The boats were old.", "The men slept.", " The men slept."),
        ("The boats were old.\n\n", "The men slept.", "The men slept."),
        ("The boats were old. ", " The men slept.", "The men slept."),
        ("The boats were", " old. The men slept.", " old. The men slept."),
        ("The boa", "ts were old.", "ts were old."),
        ("The boats were old.", "\n\nThe men slept.", "\n\nThe men slept."),
        ("The boats were old.", "The boats were old. The men slept.", " The men slept."),
        ("The boats were old.", "Sure! The men slept.", " The men slept."),
        ("The boats were old.", '"Yes," he said.', ' "Yes," he said.'),
        ("船很旧。", "人都睡了。", "人都睡了。"),
        ("船很旧。", " 人都睡了。", "人都睡了。"),
        ("", "The men slept.", "The men slept."),
    ],
)
def test_it_goes_on_at_the_cursor(before: str, answer: str, expected: str) -> None:
    asked: list[Ask] = []
    language = "zh" if "船" in before else "en"
    selection = Selection("", language, before, "")
    assert run(selection, Wish("continue"), answer, asked=asked) == expected
    assert asked[0].label == "continue" and asked[0].resume == bool(before)
    if before:
        assert asked[0].turns[-1] == Turn("assistant", before.rstrip(" "))


def test_going_on_ends_with_a_sentence() -> None:
    answer = Draft(" The men slept. The rain came down and then the", reason="length")
    assert run(Selection("", "en", "The boats were old."), Wish("continue"), answer) == (
        " The men slept."
    )
    long = " The men slept in the old boats." * 60
    done = run(Selection("", "en", "It was May."), Wish("continue", length=50), long)
    assert 43 <= length(done) <= 57 and done.endswith(".")


def test_a_long_selection_is_changed_a_part_at_a_time() -> None:
    paragraph = "The boats was old and the men was tired. " * 30
    text = "\n\n".join([paragraph.strip()] * 5) + "\n"
    small = Window(2048)
    parts = chunks(text, small)
    assert "".join(parts) == text and len(parts) > 2
    asked: list[Ask] = []
    steps = act(Selection(text, "en"), Wish("grammar"), small)
    try:
        ask = next(steps)
        while True:
            asked.append(ask)
            passage = next(one.text for one in ask.segments if one.part == "text")
            said = passage.removeprefix("The passage:\n").strip()
            ask = steps.send(Draft(said.replace("was", "were")))
    except StopIteration as end:
        assert end.value == text.replace("was", "were")
    used = [
        sum(tokens(turn.text) + TURN for turn in ask.turns) + (ask.sampling.max_tokens or 0)
        for ask in asked
    ]
    assert len(asked) == len(parts) and max(used) <= small.tokens


def test_a_text_without_paragraphs_is_cut_at_sentences() -> None:
    for text in ("The boats was old. " * 400, "船很旧，人很累。" * 300):
        parts = chunks(text, Window(2048))
        assert "".join(parts) == text and max(map(tokens, parts)) <= 512
