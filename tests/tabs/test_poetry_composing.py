"""Chinese verse under its form, whatever a model would like to write."""

from __future__ import annotations

import random
from typing import TypeVar

import pytest

from app.tabs.poetry.task.brief import Brief
from app.tabs.poetry.task.changing import change, changed, characters, words
from app.tabs.poetry.task.chinese.faults import At
from app.tabs.poetry.task.composing.placing import Impossible
from app.tabs.poetry.task.composing.plan import Plan, size
from app.tabs.poetry.task.composing.steps import Draft, Made, Steps, _positions, compose
from app.tabs.poetry.task.english.asking import Ranker
from app.tabs.poetry.task.judge import judge, lines_of
from app.tabs.poetry.task.shapes import Family, names
from app.tabs.poetry.task.tunes import load
from app.tabs.poetry.task.verse import Level, Poem

T = TypeVar("T")
SHI = ("五绝", "七绝", "五律", "七律", "五言排律", "七言排律", "五古", "七古", "对联")
QUATRAIN = Poem("七绝", ("朝辞白帝彩云间", "千里江陵一日还", "两岸猿声啼不住", "轻舟已过万重山"))


def write(steps: Steps[Made], seed: int) -> Made:
    """Let a model that knows nothing write: any character that may stand."""
    chance = random.Random(seed)
    try:
        ask = next(steps)
        while True:
            text = ""
            for allowed in ask.constraint.characters:
                left = [c for c in allowed if c not in text] if len(allowed) > 1 else [*allowed]
                text += chance.choice(left)
            ask = steps.send(Draft(text, (-1.0,) * len(text)))
    except StopIteration as end:
        made: Made = end.value
        return made


@pytest.mark.parametrize("form", SHI)
@pytest.mark.parametrize("book", ["", "中华新韵", "中华通韵"])
def test_what_is_written_under_a_form_keeps_it(form: str, book: str) -> None:
    for seed in range(10):
        made = write(compose(Brief(form, theme="秋", book=book), seed), seed)
        judged = judge(made.poem)
        assert judged.passed, (made.poem, judged.findings)
        assert judged.certain
        assert [len(line) for line in made.poem.lines] == list(size(Brief(form)))
        assert len(set(made.poem.lines)) == len(made.poem.lines)


@pytest.mark.parametrize("book", ["词林正韵", "中华新韵", "中华通韵"])
def test_every_tune_is_kept(book: str) -> None:
    tunes = random.Random(7).sample([*load().values()], 60)
    for seed, tune in enumerate(tunes):
        for number in range(min(2, len(tune.variants))):
            brief = Brief(tune.name, book=book, variant=number)
            made = write(compose(brief, seed), seed)
            judged = judge(made.poem)
            assert judged.passed, (made.poem, judged.findings)
            assert judged.certain


def test_the_most_written_tunes_have_a_poem() -> None:
    for name in names(Family.TUNE)[:20]:
        made = write(compose(Brief(name), 1), 1)
        assert judge(made.poem).passed
        assert made.logprob == -1.0


def test_lines_that_are_kept_stay_and_the_rest_rhymes_with_them() -> None:
    kept = {2: "两岸猿声啼不住", 3: "轻舟已过万重山"}
    for seed in range(20):
        made = write(compose(Brief("七绝"), seed, kept), seed)
        assert made.poem.lines[2:] == tuple(kept.values())
        assert made.poem.locked == (2, 3)
        judged = judge(made.poem)
        assert judged.passed, judged.findings
        assert judged.rhyme == "十五删"


@pytest.mark.parametrize("form", ["七绝", "五律", "如梦令", "水调歌头", "五古", "对联"])
def test_wishes_are_kept(form: str) -> None:
    brief = Brief(form, opening="明月", avoid=("风", "花"))
    for seed in range(10):
        made = write(compose(brief, seed), seed)
        text = "".join(made.poem.lines)
        assert text.startswith("明月")
        assert not set("风花") & set(text)


def test_the_first_characters_are_as_wished() -> None:
    for seed in range(20):
        made = write(compose(Brief("七绝", heads="春夏秋冬"), seed), seed)
        assert "".join(line[0] for line in made.poem.lines) == "春夏秋冬"
        assert judge(made.poem).passed


def test_words_to_use_stand_where_their_tones_fit() -> None:
    for seed in range(30):
        made = write(compose(Brief("七律", use=("孤舟", "明月", "故乡")), seed), seed)
        text = "，".join(made.poem.lines)
        assert all(word in text for word in ("孤舟", "明月", "故乡"))
        assert judge(made.poem).passed


def test_a_rhyme_and_a_pattern_can_be_chosen() -> None:
    brief = Brief("七律", rhyme="七阳", start="平起", first_rhymes=True)
    made = write(compose(brief, 3), 3)
    judged = judge(made.poem)
    assert judged.rhyme == "七阳"
    assert judged.pattern[0][1] == "平"
    assert judged.pattern[0].endswith("韵")


@pytest.mark.parametrize(
    ("brief", "wish"),
    [
        (Brief("七绝", heads="一二三四五"), "heads"),
        (Brief("七绝", rhyme="没有"), "rhyme"),
        (Brief("七律", book="中华通韵", rhyme="十六儿"), "rhyme"),
        (Brief("五言排律", rhyme="三江", lines=40), "rhyme"),
        (Brief("西江月", rhyme="部"), "rhyme"),
        (Brief("五绝", use=("一二三四五六",)), "word"),
        (Brief("五绝", use=("AI",)), "word"),
        (Brief("七绝", use=("明月",), avoid=("月",)), "word"),
        (
            Brief("五绝", opening="白日依山尽，黄河入海流。欲穷千里目，更上一层楼。再上一层楼"),
            "opening",
        ),
        (Brief("如梦令", heads="一二三四五六七"), "heads"),
    ],
)
def test_what_cannot_be_is_told(brief: Brief, wish: str) -> None:
    with pytest.raises(Impossible) as caught:
        next(compose(brief, 1))
    assert caught.value.wish == wish


@pytest.mark.parametrize("length", [5, 6, 7, 9])
def test_a_side_that_is_given_as_the_opening_is_answered(length: int) -> None:
    side = "月照空山春草绿江水"[:length]
    for seed in range(12):
        for opening in (side, side[:2], side[:-1]):
            made = write(compose(Brief("对联", opening=opening, length=length), seed), seed)
            grave = {f.code for f in judge(made.poem).findings if f.level is Level.GRAVE}
            assert made.poem.lines[0].startswith(opening)
            assert not grave - {"couplet_end_upper"}, made.poem
            assert opening != side or not set(side) & set(made.poem.lines[1])


def test_kept_lines_have_to_rhyme_as_asked() -> None:
    with pytest.raises(Impossible) as caught:
        next(compose(Brief("五绝", rhyme="七阳"), 1, {1: "黄河入海流"}))
    assert caught.value.wish == "rhyme"
    made = write(compose(Brief("五绝", rhyme="尤"), 1, {1: "黄河入海流"}), 1)
    assert judge(made.poem).rhyme == "十一尤"


@pytest.mark.parametrize("name", ["第三部", "三部", "三"])
def test_a_part_has_short_names(name: str) -> None:
    made = write(compose(Brief("西江月", rhyme=name), 1), 1)
    assert judge(made.poem).rhyme == "第三部"


def test_a_scarce_rhyme_is_kept_for_the_ends() -> None:
    for seed in range(20):
        made = write(compose(Brief("七律", rhyme="三江"), seed), seed)
        assert judge(made.poem).passed and judge(made.poem).rhyme == "三江"


def test_a_line_without_a_character_left_is_impossible() -> None:
    made = Plan(sets=(("山",), ("山水", "山")), ends=("，", "。"), book="平水韵")
    with pytest.raises(Impossible):
        _positions(made, ["山水"], 2)


@pytest.mark.parametrize("number", [1, 3, 5, 7])
def test_level_and_oblique_words_rhyme_with_a_kept_line(number: int) -> None:
    for seed in range(4):
        lines = write(compose(Brief("西江月"), seed), seed).poem.lines
        made = write(compose(Brief("西江月"), seed + 9, {number: lines[number]}), seed)
        assert judge(made.poem).passed, made.poem


def test_what_may_stand_where_level_and_oblique_words_rhyme_keeps_the_tune() -> None:
    poem = write(compose(Brief("西江月"), 3), 3).poem
    for number in (1, 3):
        found = characters(poem, At(number, len(poem.lines[number]) - 1))
        assert found
        for character in random.Random(1).sample(found, min(8, len(found))):
            after = changed(poem, At(number, len(poem.lines[number]) - 1), character)
            assert judge(after).passed, (character, after)


@pytest.mark.parametrize("kept", [{5: "知否"}, {4: "知否"}, {4: "知否", 5: "知否"}])
def test_a_kept_line_stays_where_it_is_said_twice(kept: dict[int, str]) -> None:
    for seed in range(5):
        made = write(compose(Brief("如梦令"), seed, kept), seed)
        assert made.poem.lines[4:6] == ("知否", "知否")


def test_what_is_said_twice_cannot_be_two_things() -> None:
    with pytest.raises(Impossible) as caught:
        next(compose(Brief("如梦令"), 1, {4: "知否", 5: "知足"}))
    assert caught.value.wish == "kept"


def test_wishes_reach_a_line_that_repeats() -> None:
    for seed in range(10):
        brief = Brief("忆秦娥", heads="春二三", use=("明月",))
        made = write(compose(brief, seed), seed)
        text = "，".join(made.poem.lines)
        assert [line[0] for line in made.poem.lines[:3]] == ["春", "二", "三"]
        assert made.poem.lines[1].endswith(made.poem.lines[2])
        assert "明月" in text
        assert judge(made.poem).passed


def test_a_change_is_made_wherever_it_is_said_again() -> None:
    poem = write(compose(Brief("忆秦娥"), 2), 2).poem
    for at in (At(1, 4), At(2, 0)):
        for character in characters(poem, at)[:5]:
            after = changed(poem, at, character)
            assert after.lines[1][4] == after.lines[2][0] == character
            assert judge(after).passed


def test_a_word_that_is_there_is_not_written_again() -> None:
    for seed in range(10):
        brief = Brief("七绝", opening="明月", use=("明月", "猿声"))
        made = write(compose(brief, seed, {2: "两岸猿声啼不住"}), seed)
        text = "".join(made.poem.lines)
        assert text.count("明月") == text.count("猿声") == 1


def test_only_chinese_characters_are_written() -> None:
    brief = Brief("七绝", heads="春，夏，秋，冬 AI")
    assert [line[0] for line in write(compose(brief, 1), 1).poem.lines] == [*"春夏秋冬"]
    made = write(compose(Brief("五绝", opening="白日依山尽，黄河"), 1), 1)
    assert made.poem.lines[0] == "白日依山尽" and made.poem.lines[1].startswith("黄河")


def test_lines_of_another_form_cannot_be_kept() -> None:
    with pytest.raises(Impossible) as caught:
        next(compose(Brief("五绝"), 1, {0: "两岸猿声啼不住"}))
    assert caught.value.wish == "kept"


def test_what_may_stand_in_a_place_keeps_the_form() -> None:
    for at in (At(0, 0), At(0, 6), At(1, 3), At(3, 6)):
        found = characters(QUATRAIN, at)
        assert found
        for character in random.Random(1).sample(found, 12):
            judged = judge(changed(QUATRAIN, at, character))
            assert judged.passed, (character, judged.findings)


def test_a_poem_in_traditional_characters_is_offered_such() -> None:
    poem = Poem("七绝", ("朝辭白帝彩雲間", "千里江陵一日還", "兩岸猿聲啼不住", "輕舟已過萬重山"))
    for at in (At(0, 0), At(3, 6)):
        found = characters(poem, at)
        assert any(c not in characters(QUATRAIN, at) for c in found)
        assert not set("东间边关弯颜闲") & set(found)


def test_nothing_fits_where_the_lines_are_not_the_forms() -> None:
    assert characters(Poem("七绝", ("春眠不觉晓",)), At(0, 0)) == ""


def test_characters_are_ranked_by_the_whole_line() -> None:
    steps = change(QUATRAIN, At(3, 0), Ranker())
    first = next(steps)
    assert first.depth == 1
    assert first.prompt.endswith("两岸猿声啼不住，")
    whole = steps.send([(-float(n),) for n in range(len(first.continuations))])
    assert whole.continuations[0] == first.continuations[0] + "舟已过万重山，"
    with pytest.raises(StopIteration) as end:
        steps.send([(float(n), -1.0) for n in range(len(whole.continuations))])
    fits = end.value.value
    assert fits[0].text == first.continuations[len(whole.continuations) - 1]
    assert fits[0].logprob > fits[-1].logprob


def test_words_that_keep_meter_and_rhyme_can_take_a_place() -> None:
    lines = ("The sea is calm and wide and cold tonight,", "And every star is giving me its light.")
    poem = Poem("couplets", lines)
    wrong = {finding.code for finding in judge(poem).findings}
    ends = words(poem, At(1, 7))
    assert "sight" in ends
    assert "sea" not in ends
    after = changed(poem, At(1, 7), "sight")
    assert after.lines[1] == "And every star is giving me its sight."
    assert {finding.code for finding in judge(after).findings} <= wrong
    assert changed(poem, At(0, 0), "some").lines[0].startswith("Some sea")


def test_lines_are_read_from_a_text() -> None:
    assert lines_of("七绝", "朝辞白帝彩云间，千里江陵一日还。") == QUATRAIN.lines[:2]
    assert lines_of("haiku", "An old pond\n\n a frog ") == ("An old pond", "a frog")
    with pytest.raises(KeyError):
        lines_of("nonsense", "")
