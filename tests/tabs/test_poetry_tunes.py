"""The forms of well-known tunes, as the books on 词 give them."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from app.tabs.poetry.task import tunes
from app.tabs.poetry.task.chinese.rhymes import cilin
from app.tabs.poetry.task.tunes import Variant


@dataclass(frozen=True)
class Known:
    """A form: lengths of the lines, the lines that rhyme with their tones, second stanza."""

    lengths: str
    rhymes: dict[int, str]
    second: int

    def like(self, variant: Variant) -> bool:
        return "".join(str(len(line)) for line in variant.lines) == self.lengths


def rhyming(tone: str, *lines: int) -> dict[int, str]:
    return dict.fromkeys(lines, tone)


# Tunes whose model poem leaves the form by a rhyme (see data/tunes_README.md).
EXCEPTIONS = {"于飞乐", "换遍歌头"}
CHANGING = {0: "仄", 1: "仄", 2: "平", 3: "平", 4: "仄", 5: "仄", 6: "平", 7: "平"}
KNOWN = {
    "如梦令": Known("6656226", rhyming("仄", 0, 1, 3, 4, 5, 6), 0),
    "浣溪沙": Known("777777", rhyming("平", 0, 1, 2, 4, 5), 3),
    "菩萨蛮": Known("77555555", CHANGING, 4),
    "卜算子": Known("55755575", rhyming("仄", 1, 3, 5, 7), 4),
    "清平乐": Known("45766666", rhyming("仄", 0, 1, 2, 3) | rhyming("平", 4, 5, 7), 4),
    "忆江南": Known("35775", rhyming("平", 1, 3, 4), 0),
    "水调歌头": Known("5565665553334766555", rhyming("平", 1, 3, 6, 8, 11, 13, 16, 18), 9),
    "念奴娇": Known("45476445466457644546", rhyming("仄", 2, 4, 7, 9, 12, 14, 17, 19), 10),
    "满江红": Known("477477833333547783", rhyming("仄", 1, 3, 5, 7, 9, 11, 13, 15, 17), 8),
    "蝶恋花": Known("7457774577", rhyming("仄", 0, 2, 3, 4, 5, 7, 8, 9), 5),
    "虞美人": Known("75797579", CHANGING, 4),
    "浪淘沙": Known("5477454774", rhyming("平", 0, 1, 2, 4, 5, 6, 7, 9), 5),
    "西江月": Known("66766676", rhyming("平", 1, 2, 5, 6) | rhyming("仄", 3, 7), 4),
    "鹧鸪天": Known("777733777", rhyming("平", 0, 1, 3, 5, 6, 8), 4),
    "临江仙": Known("7675576755", rhyming("平", 1, 2, 4, 6, 7, 9), 5),
    "青玉案": Known("767445777445", rhyming("仄", 0, 1, 2, 5, 6, 7, 8, 11), 6),
    "一剪梅": Known("744744744744", rhyming("平", 0, 2, 3, 5, 6, 8, 9, 11), 6),
    "渔家傲": Known("7773777737", rhyming("仄", *range(10)), 5),
    "苏幕遮": Known("33457453345745", rhyming("仄", 1, 3, 4, 6, 8, 10, 11, 13), 7),
    "点绛唇": Known("474545345", rhyming("仄", 1, 2, 3, 5, 6, 7, 8), 4),
    "采桑子": Known("74477447", rhyming("平", 1, 2, 3, 5, 6, 7), 4),
    "减字木兰花": Known("47474747", CHANGING, 4),
    "长相思": Known("33753375", rhyming("平", *range(8)), 4),
    "天仙子": Known("777337777337", rhyming("仄", 0, 1, 3, 4, 5, 6, 7, 9, 10, 11), 6),
    "破阵子": Known("6677566775", rhyming("平", 1, 3, 4, 6, 8, 9), 5),
    "永遇乐": Known("4444454467644644544674", rhyming("仄", 2, 5, 8, 10, 13, 16, 19, 21), 11),
    "贺新郎": Known(
        "57476778337747677833", rhyming("仄", 0, 2, 4, 5, 7, 9, 10, 12, 14, 15, 17, 19), 10
    ),
    "声声慢": Known("4464667354654466737", rhyming("平", 2, 4, 6, 9, 12, 14, 16, 18), 10),
    "雨霖铃": Known("44467657778674875", rhyming("仄", 0, 2, 4, 6, 8, 9, 10, 12, 14, 16), 9),
    "沁园春": Known(
        "4445444447354685444447354", rhyming("平", 2, 6, 9, 12, 13, 14, 18, 21, 24), 13
    ),
}


@pytest.mark.parametrize("name", KNOWN)
def test_known_tune_has_its_form_among_the_first(name: str) -> None:
    known = KNOWN[name]
    tune = tunes.load()[name]
    variant = next(variant for variant in tune.variants[:3] if known.like(variant))
    rhymes = {n: line.rhyme.tone for n, line in enumerate(variant.lines) if line.rhyme}
    assert {n: "仄" if tone == "入" else tone for n, tone in rhymes.items()} == known.rhymes
    assert variant.stanzas == ((0, known.second) if known.second else (0,))


@pytest.mark.parametrize(
    ("name", "first_lines"),
    [
        ("诉衷情", ("胡未灭",)),
        ("钗头凤", ("春如旧",)),
        ("桂枝香", ("念往昔繁华竞逐",)),
        ("疏影", ("犹记深宫旧事",)),
        ("戚氏", ("孤馆度日如年", "帝里风光好")),
        ("曲玉管", ("杳杳神京", "暗想当初")),
        ("莺啼序", ("十载西湖", "幽兰旋老", "危亭望极")),
    ],
)
def test_stanzas_of_long_tunes_begin_where_they_do(name: str, first_lines: object) -> None:
    variant = tunes.load()[name].variants[0]
    assert tuple(variant.model.lines[at] for at in variant.stanzas[1:]) == first_lines


ENTERING = ("忆秦娥", "兰陵王")


@pytest.mark.parametrize("name", ENTERING)
def test_entering_rhymes_are_told_from_other_oblique_ones(name: str) -> None:
    assert tunes.load()[name].variants[0].rhyme_tones == ("入",)


def test_one_line_of_a_tune_says_the_one_before_again() -> None:
    repeating = [line.repeats for line in tunes.load()["如梦令"].variants[0].lines]
    assert repeating == [False, False, False, False, False, True, False]


def test_tunes_are_found_by_their_other_names() -> None:
    for alias, name in (("大江东去", "念奴娇"), ("金缕曲", "贺新郎"), ("苍梧谣", "十六字令")):
        tune = tunes.find(alias)
        assert tune is not None
        assert tune.name == name
    assert tunes.find("没有这个词牌") is None


def test_there_are_many_tunes_and_each_form_is_consistent() -> None:
    book = tunes.load()
    assert len(book) >= 800
    for tune in book.values():
        assert tune.variants
        for variant in tune.variants:
            assert variant.rhyme_groups
            assert variant.stanzas[0] == 0
            assert [*variant.stanzas] == sorted(set(variant.stanzas))
            assert [*map(len, variant.model.lines)] == [*map(len, variant.lines)]
            for line in variant.lines:
                assert set(line.tones) <= set("平仄中")
                assert len(line.level) == len(line.oblique) == len(line)
                assert max(map(sum, zip(line.level, line.oblique, strict=True))) <= variant.poems


def test_model_poems_keep_the_first_form_of_their_tune() -> None:
    checks = {
        name: tunes.check_tune(tune.variants[0].model.lines, tune.variants[0], cilin())
        for name, tune in tunes.load().items()
    }
    failing = {name for name, check in checks.items() if not check.passed}
    assert failing <= EXCEPTIONS
    strict = sum(check.passed and not check.near for check in checks.values())
    assert strict >= 0.94 * len(checks)


def test_model_poems_do_not_keep_the_form_of_another_tune() -> None:
    model = tunes.load()["卜算子"].variants[0].model
    other = tunes.load()["生查子"].variants[0]
    assert not tunes.check_tune(model.lines, other, cilin()).passed
    broken = (model.lines[0], model.lines[1][::-1], *model.lines[2:])
    assert not tunes.check_tune(broken, tunes.load()["卜算子"].variants[0], cilin()).passed
