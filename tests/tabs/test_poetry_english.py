"""How English words sound and rhyme, and how poems are held against their forms."""

from __future__ import annotations

import pytest

from app.tabs.poetry.task.english.check import Fault, check, read_line
from app.tabs.poetry.task.english.forms import FORMS, PENTAMETER, FormId, LineForm, triple
from app.tabs.poetry.task.english.rhymes import Kind, kind
from app.tabs.poetry.task.english.scan import scan
from app.tabs.poetry.task.english.sounds import common, rhyming, sounds, variants, words_of

LIMERICK = [
    "There was an old man with a beard",
    "Who said it is just as I feared",
    "Two owls and a hen",
    "Four larks and a wren",
    "Have all built their nests and appeared",
]
PETRARCHAN_OPENING = "When I consider how my light is spent"
PENTAMETERS = (
    "Shall I compare thee to a summer's day?",
    "Rough winds do shake the darling buds of May,",
    "And summer's lease hath all too short a date;",
    "Sometime too hot the eye of heaven shines,",
    "And often is his gold complexion dimmed;",
    "But thy eternal summer shall not fade,",
    "So long as men can breathe, or eyes can see,",
    "My mistress’ eyes are nothing like the sun;",
    "Was this the face that launched a thousand ships",
    "To be, or not to be, that is the question",
    PETRARCHAN_OPENING,
)


def test_a_word_has_all_its_pronunciations() -> None:
    assert {sound.syllables for sound in sounds("fire")} == {1, 2}
    assert {sound.stress for sound in sounds("record")} >= {"10", "01"}
    assert sounds("O’er")[0].phones == ("AO1", "R")


def test_nothing_is_guessed() -> None:
    assert not sounds("blorptangle")
    assert not sounds("7")
    assert not sounds("blorptangle's")


def test_a_possessive_is_derived() -> None:
    assert sounds("nightingale's")[0].phones[-1] == "Z"
    assert sounds("moonlight's")[0].phones[-1] == "S"
    assert sounds("finch's")[0].phones[-2:] == ("IH0", "Z")
    assert sounds("nightingales'") == sounds("nightingales")


def test_verse_shortens_words() -> None:
    assert {sound.syllables for sound in variants("heaven")} == {1, 2}
    assert {sound.syllables for sound in variants("memory")} == {2, 3}
    assert {sound.syllables for sound in variants("garden")} == {2}


def test_common_words_are_known_and_no_names() -> None:
    assert all(sounds(word) for word in common())
    assert {"i", "a", "river"} <= set(common())
    assert not {"london", "b"} & set(common(3))
    assert "night" in rhyming()[sounds("light")[0].rhyme]


def test_words_are_found_in_a_line() -> None:
    line = "“O’er hill—and well-known dale,” ’tis said, don't 'go'"
    assert " ".join(words_of(line)) == "o'er hill and well known dale 'tis said don't 'go'"
    assert sounds("'go'") == sounds("go")


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("day", "may", "perfect"),
        ("ocean", "motion", "perfect"),
        ("plight", "light", "perfect"),
        ("delight", "light", "rich"),
        ("their", "there", "rich"),
        ("light", "light", "identical"),
        ("round it", "around it", "identical"),
        ("found it", "bound it", "perfect"),
        ("found it", "like it", "identical"),
        ("free", "eternity", "slant"),
        ("love", "have", "slant"),
        ("cat", "tree", "none"),
        ("blorptangle", "tree", "unknown"),
    ],
)
def test_rhymes_are_told_apart(one: str, other: str, how: Kind) -> None:
    assert kind(one.split(), other.split()) == how
    assert kind(other.split(), one.split()) == how


@pytest.mark.parametrize("line", PENTAMETERS)
def test_famous_pentameters_scan(line: str) -> None:
    read = read_line(line, LineForm(PENTAMETER))
    assert read.scan is not None
    assert not read.scan.faults


def test_the_feet_are_told() -> None:
    turned = scan(words_of("Under the moon the silver river sings"), LineForm(PENTAMETER))
    assert turned is not None
    assert turned.pattern == "swwswswsws"
    feminine = scan(words_of(PENTAMETERS[9]), LineForm(PENTAMETER))
    assert feminine is not None
    assert feminine.pattern == "wswswswswsu"


def test_a_rhyme_word_stands_on_a_beat() -> None:
    line = scan(words_of("Protection instruction convincing float"), LineForm(triple(3)))
    assert line is not None
    assert line.faults


def test_a_stress_on_the_wrong_place_is_shown() -> None:
    line = scan(words_of("The garden of my memory river the"), LineForm(PENTAMETER))
    assert line is not None
    assert line.faults
    broken = scan(words_of("Who garden the"), LineForm(triple(2)))
    assert broken is None


def test_a_limerick_is_correct_until_a_line_is_changed() -> None:
    form = FORMS["limerick"]
    lines = LIMERICK
    assert check(lines, form).correct
    assert codes([*lines[:4], "Have all built their nests in a tree"]) == {("rhyme", 4)}
    assert codes([*lines[:4], "Have built all their nests and have cheered"]) == set()
    assert codes([*lines[:4], "Have built their nests in the fields of the weird"]) == {
        ("stress", 4)
    }
    assert codes([*lines[:4], "Nests appeared"]) == {("syllables", 4)}
    assert codes([*lines[:4], lines[0]]) == {("rhyme", 4), ("repeated", 4)}
    assert codes(lines[:4]) == {("lines", 4)}
    assert codes(["There was an old man with a blorp", *lines[1:]]) == {
        ("unknown", 0),
        ("rhyme", 1),
        ("rhyme", 4),
    }


def codes(lines: list[str], form: FormId = "limerick") -> set[tuple[str, int]]:
    return {(fault.code, fault.line) for fault in check(lines, FORMS[form]).faults}


def test_a_haiku_counts_syllables_and_shows_where_they_are_open() -> None:
    lines = ["An old silent pond", "A frog jumps into the pond", "Splash! Silence again"]
    report = check(lines, FORMS["haiku"])
    assert report.correct
    assert report.lines[0].syllables == (5,)
    assert read_line("The fire in my hand", LineForm(("xxxxx",))).syllables == (5, 6)
    assert check(["Silence", *lines[1:]], FORMS["haiku"]).faults == (Fault("syllables", 0),)


def test_a_word_the_dictionary_lacks_is_pointed_at() -> None:
    lines = ["An old silent pond", "A blorptangle in the pond", "Splash! Silence again"]
    assert check(lines, FORMS["haiku"]).faults == (Fault("unknown", 1, word=1),)


def test_endless_forms_grow_with_the_poem() -> None:
    pair = [
        "The winter wind is cold upon the hill",
        "And all the silver water standing still",
    ]
    assert check(pair, FORMS["couplets"]).correct
    assert not codes([*pair, "", "The morning comes", "again"], "couplets") & {("lines", 4)}
    assert codes([*pair, "The morning light is falling on the snow"], "couplets") == {("lines", 3)}
    assert check(["Any words that come", "", "as they will"], FORMS["free"]).correct


def test_villanelle_refrains_have_to_return() -> None:
    form = FORMS["villanelle"]
    assert len(form.lines()) == 19
    refrains = [line.refrain for line in form.lines()]
    assert [at for at, name in enumerate(refrains) if name == "1"] == [0, 5, 11, 17]
    assert [at for at, name in enumerate(refrains) if name == "2"] == [2, 8, 14, 18]
    lines = ["The river takes the morning to the sea"] * 19
    lines[5] = "The river takes the evening to the sea"
    assert ("refrain", 5) in codes(lines, "villanelle")


def test_the_sonnets_have_their_schemes() -> None:
    def scheme(form: FormId) -> str:
        return "".join(line.rhyme for line in FORMS[form].lines())

    assert scheme("shakespearean") == "ababcdcdefefgg"
    assert scheme("petrarchan") == "abbaabbacdecde"
    assert scheme("limerick") == "aabba"
