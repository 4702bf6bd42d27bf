"""How a text reads: syllables, figures, and passages worth a second look."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.tabs.write.task import readability
from app.tabs.write.task.readability import Figures, FindingKind, findings
from app.tabs.write.task.syllables import syllables


def figures(text: str, language: str) -> Figures:
    return readability.figures(readability.sums(text, language), language)


KNOWN = """
cat 1; table 2; tables 2; make 1; makes 1; making 2; wanted 2; walked 1; houses 2; boxes 2
watches 2; changed 1; beautiful 3; lovely 2; careless 2; movement 2; radio 3; idea 3; create 2
creating 3; creation 3; nation 2; special 2; million 2; opinion 3; various 3; area 3; poem 2
fluid 2; build 1; fruit 1; queen 1; language 2; situation 4; usually 4; actual 3; being 2
playing 2; rhythm 2; tourism 3; science 2; patient 2; experience 4; marriage 2; material 4
partial 2; people 2; different 3; museum 3; video 3; courageous 3; pigeon 2; giant 2; diet 2
period 3; genius 3; persuade 2; equal 2; eye 1; goes 1; centre 2; rule 1; didn't 2; can't 1
beyond 2; employee 3; agreed 2; studied 2; judges 2; typed 1; café 2; people's 2; x 1
"""
# A passage with the syllables that a reader hears.
HEARD = """
The 1; old 1; gardener 3; carried 2; his 1; tools 1; across 2; the 1; narrow 2; bridge 1; and 1
waited 2; until 2; the 1; morning 2; fog 1; had 1; disappeared 3; Nobody 3; in 1; the 1
village 2; remembered 3; exactly 3; when 1; he 1; arrived 2; although 2; several 3; families 3
claimed 1; that 1; their 1; grandparents 3; mentioned 2; him 1; occasionally 5; He 1; repaired 2
fences 2; planted 2; potatoes 3; and 1; whistled 2; melodies 3; which 1; sounded 2; strangely 2
familiar 3; One 1; afternoon 3; a 1; curious 3; child 1; followed 2; the 1; music 2; through 1
the 1; orchard 2; discovered 3; an 1; abandoned 3; greenhouse 2; and 1; noticed 2; hundreds 2
of 1; glowing 2; violet 3; flowers 2; under 2; the 1; shattered 2; windows 2
"""


def pairs(words: str) -> list[tuple[str, int]]:
    return [(word, int(count)) for word, count in re.findall(r"(\S+) (\d)", words)]


@pytest.mark.parametrize(("word", "count"), pairs(KNOWN))
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_syllables_of_a_passage_are_nearly_all_counted_right() -> None:
    heard = pairs(HEARD)
    wrong = [word for word, count in heard if syllables(word) != count]
    assert len(wrong) <= len(heard) // 25, wrong
    total = sum(count for _, count in heard)
    assert abs(sum(syllables(word) for word, _ in heard) - total) <= total // 50


def test_english_figures_follow_the_formulas() -> None:
    found = figures("The cat sat on the mat. The dog ran away quickly.\n\n1234.", "en")
    assert (found.sentences, found.units, found.sentence_length) == (2, 11, 5.5)
    heard = 13 / 11
    assert found.reading_ease == pytest.approx(206.835 - 1.015 * 5.5 - 84.6 * heard)
    assert found.grade == pytest.approx(0.39 * 5.5 + 11.8 * heard - 15.59)
    assert found.common is None


def test_a_hard_text_is_told_from_an_easy_one() -> None:
    easy = figures("I see a cat. The cat is red. It can run fast.", "en-GB")
    hard = figures(
        "Notwithstanding considerable institutional opposition, the administration subsequently"
        " promulgated comprehensive environmental regulations.",
        "en",
    )
    assert easy.reading_ease and hard.reading_ease and easy.grade and hard.grade
    assert easy.reading_ease > 100 > 0 > hard.reading_ease
    assert easy.grade < 2 < 18 < hard.grade


def test_chinese_figures_count_characters() -> None:
    found = figures("今天天气很好。我们去公园，看见了饕餮！", "zh")
    assert (found.sentences, found.units, found.sentence_length) == (2, 16, 8)
    assert found.common == pytest.approx(14 / 16)
    assert (found.reading_ease, found.grade) == (None, None)
    assert figures("今天", "zh-Hant").common is None


def test_what_is_not_defined_is_left_out() -> None:
    assert figures("", "en") == figures("1234!", "zh") == Figures(0, 0)
    french = figures("Le chat est là. Il dort.", "fr")
    assert (french.units, french.reading_ease) == (6, None)
    assert findings("very very very", "fr") == []


def found(text: str, language: str, kind: FindingKind) -> list[str]:
    return [text[f.start : f.end] for f in findings(text, language) if f.kind is kind]


def test_long_sentences_are_found_where_they_are() -> None:
    long = "word " * 25 + "end."
    text = f"Short one. {long} Another short one."
    (finding,) = [f for f in findings(text, "en") if f.kind is FindingKind.LONG]
    assert (text[finding.start : finding.end], finding.count) == (long, 26)
    assert found("word " * 24 + "end.", "en", FindingKind.LONG) == []
    chinese = "这句话很长，" * 13 + "完。"
    assert found(f"短句。{chinese}", "zh", FindingKind.LONG) == [chinese]
    assert found("短" * 60 + "。", "zh", FindingKind.LONG) == []


def test_words_that_recur_soon_are_found() -> None:
    text = "The garden was old. A garden, my Garden! And then gardens. They then were then."
    assert found(text, "en", FindingKind.REPEATED) == ["garden", "garden", "Garden"]
    far = "garden " + "one two six " * 30 + "garden " + "one two six " * 30 + "garden"
    assert found(far, "en", FindingKind.REPEATED) == []
    chinese = "老园丁走了，老园丁笑了，可是老园丁不说话。花园里，花园外。"
    assert found(chinese, "zh", FindingKind.REPEATED) == ["老园丁"] * 3
    assert found("我们的我们的我们的", "zh", FindingKind.REPEATED) == []


def test_cliches_and_overused_words_are_found() -> None:
    text = "At the end of the day it’s worth noting that this very thing is everything."
    assert found(text, "en", FindingKind.CLICHE) == ["At the end of the day", "it’s worth noting"]
    assert found(text, "en", FindingKind.OVERUSED) == ["very", "thing"]
    chinese = "众所周知，随着科技的不断发展，它扮演着十分重要的角色。其实"
    assert found(chinese, "zh-CN", FindingKind.CLICHE) == [
        "众所周知",
        "随着科技的不断发展",
        "扮演着十分重要的角色",
    ]
    assert found(chinese, "zh", FindingKind.OVERUSED) == ["其实"]


@given(st.text("the garden very. 老园丁非常\n！", max_size=300), st.sampled_from(("en", "zh")))
def test_findings_are_in_the_text_and_in_its_order(text: str, language: str) -> None:
    places = [(finding.start, finding.end) for finding in findings(text, language)]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places, key=lambda one: (one[0], -one[1]))
