"""What each form is: its name, and what it asks of lines, tones or meter, rhyme, and care."""

from __future__ import annotations

from typing import NamedTuple

from app.services.words import QT_TRANSLATE_NOOP


class About(NamedTuple):
    """A form in words; `sound` is about tones, or meter."""

    name: str
    lines: str
    sound: str
    rhyme: str
    mind: str


_TONES = QT_TRANSLATE_NOOP(
    "Forms",
    "Each line is one of four patterns of level (平) and oblique (仄) tones. The two lines of a"
    " couplet are opposed in tone (对), and a couplet joins on to the one before (粘), as their"
    " second characters show.",
)
_FIVES = QT_TRANSLATE_NOOP(
    "Forms",
    "The even lines rhyme in one group of level tone. The first line may rhyme with them; in lines"
    " of five it mostly does not.",
)
_SEVENS = QT_TRANSLATE_NOOP(
    "Forms",
    "The even lines rhyme in one group of level tone. The first line may rhyme with them; in lines"
    " of seven it mostly does.",
)
_QUATRAIN_MIND = QT_TRANSLATE_NOOP(
    "Forms",
    "Leave no level tone alone (孤平), end no line in three level tones (三平调), and say no word"
    " twice without need. Parallel couplets (对仗) are welcome, not required.",
)
_EIGHT_MIND = QT_TRANSLATE_NOOP(
    "Forms",
    "Lines 3 and 4, and lines 5 and 6, are parallel (对仗): words that face each other are of one"
    " kind. Leave no level tone alone (孤平), end no line in three level tones (三平调).",
)
_LONG_LINES = QT_TRANSLATE_NOOP("Forms", "Ten or more lines of {length} characters, in couplets.")
_LONG_MIND = QT_TRANSLATE_NOOP(
    "Forms",
    "All couplets but the first and the last are parallel (对仗). One rhyme goes through the whole"
    " poem, and no rhyme word returns.",
)
_OLD_LINES = QT_TRANSLATE_NOOP("Forms", "Four or more lines of {length} characters, in couplets.")
_OLD_TONES = QT_TRANSLATE_NOOP(
    "Forms", "Tones are free. Three level tones at the end of a line (三平调) belong to its style."
)
_OLD_RHYME = QT_TRANSLATE_NOOP(
    "Forms",
    "The even lines rhyme, in level or oblique tones. Neighbouring groups may rhyme with each"
    " other (通押), and the rhyme may change every four lines (换韵).",
)
_OLD_MIND = QT_TRANSLATE_NOOP(
    "Forms", "Parallelism is free, too: let the poem sound plain rather than regulated."
)
_PENTAMETER = QT_TRANSLATE_NOOP(
    "Forms",
    "Iambic pentameter: five beats, an unstressed syllable before each. The first foot may be"
    " turned round, and one unstressed syllable may follow the last beat.",
)
_QUATRAIN = QT_TRANSLATE_NOOP("Forms", "Four lines of {length} characters, in two couplets.")
_EIGHT = QT_TRANSLATE_NOOP("Forms", "Eight lines of {length} characters, in four couplets.")
_FREE_RHYME = QT_TRANSLATE_NOOP("Forms", "The ends of lines do not rhyme.")

ABOUT: dict[str, About] = {
    "五绝": About(
        QT_TRANSLATE_NOOP("Forms", "Quatrain in fives (五绝)"),
        _QUATRAIN,
        _TONES,
        _FIVES,
        _QUATRAIN_MIND,
    ),
    "七绝": About(
        QT_TRANSLATE_NOOP("Forms", "Quatrain in sevens (七绝)"),
        _QUATRAIN,
        _TONES,
        _SEVENS,
        _QUATRAIN_MIND,
    ),
    "五律": About(
        QT_TRANSLATE_NOOP("Forms", "Regulated verse in fives (五律)"),
        _EIGHT,
        _TONES,
        _FIVES,
        _EIGHT_MIND,
    ),
    "七律": About(
        QT_TRANSLATE_NOOP("Forms", "Regulated verse in sevens (七律)"),
        _EIGHT,
        _TONES,
        _SEVENS,
        _EIGHT_MIND,
    ),
    "五言排律": About(
        QT_TRANSLATE_NOOP("Forms", "Long regulated verse in fives (五言排律)"),
        _LONG_LINES,
        _TONES,
        _FIVES,
        _LONG_MIND,
    ),
    "七言排律": About(
        QT_TRANSLATE_NOOP("Forms", "Long regulated verse in sevens (七言排律)"),
        _LONG_LINES,
        _TONES,
        _SEVENS,
        _LONG_MIND,
    ),
    "五古": About(
        QT_TRANSLATE_NOOP("Forms", "Old-style verse in fives (五古)"),
        _OLD_LINES,
        _OLD_TONES,
        _OLD_RHYME,
        _OLD_MIND,
    ),
    "七古": About(
        QT_TRANSLATE_NOOP("Forms", "Old-style verse in sevens (七古)"),
        _OLD_LINES,
        _OLD_TONES,
        _OLD_RHYME,
        _OLD_MIND,
    ),
    "对联": About(
        QT_TRANSLATE_NOOP("Forms", "Couplet (对联)"),
        QT_TRANSLATE_NOOP("Forms", "Two sides of the same length, the upper and the lower one."),
        QT_TRANSLATE_NOOP(
            "Forms",
            "The upper side ends in an oblique tone (仄), the lower in a level one (平). At the"
            " beats, mostly every second character, the sides have opposite tones.",
        ),
        QT_TRANSLATE_NOOP("Forms", "The sides do not rhyme."),
        QT_TRANSLATE_NOOP(
            "Forms",
            "Words that face each other are of one kind and no character stands on both sides."
            " Where one side says a character again, the other does, too.",
        ),
    ),
    "词": About(
        QT_TRANSLATE_NOOP("Forms", "Lyric to a tune (词)"),
        QT_TRANSLATE_NOOP(
            "Forms",
            "The tune (词牌) says how many lines there are, how long each is, and where a stanza"
            " (片) begins. Many tunes have several forms (又一体).",
        ),
        QT_TRANSLATE_NOOP(
            "Forms",
            "Each place wants a level tone (平), an oblique one (仄), or takes either (中).",
        ),
        QT_TRANSLATE_NOOP(
            "Forms",
            "The tune says which lines rhyme. The book for it is 词林正韵, where rising and"
            " departing tones (上, 去) rhyme with each other.",
        ),
        QT_TRANSLATE_NOOP(
            "Forms", "The poem need not be about what the name of its tune says; give it a title."
        ),
    ),
    "shakespearean": About(
        QT_TRANSLATE_NOOP("Forms", "Shakespearean sonnet"),
        QT_TRANSLATE_NOOP("Forms", "Fourteen lines: three quatrains and a couplet."),
        _PENTAMETER,
        QT_TRANSLATE_NOOP("Forms", "abab cdcd efef gg"),
        QT_TRANSLATE_NOOP(
            "Forms",
            "Each quatrain takes a step of the thought; the couplet at the end sums it up or turns"
            " it round.",
        ),
    ),
    "petrarchan": About(
        QT_TRANSLATE_NOOP("Forms", "Petrarchan sonnet"),
        QT_TRANSLATE_NOOP("Forms", "Fourteen lines: eight (the octave) and six (the sestet)."),
        _PENTAMETER,
        QT_TRANSLATE_NOOP("Forms", "abba abba cde cde"),
        QT_TRANSLATE_NOOP(
            "Forms",
            "The octave puts a question or a scene; with line 9 the poem turns (the volta) to its"
            " answer. Two rhymes must carry eight lines: choose them among many words.",
        ),
    ),
    "haiku": About(
        QT_TRANSLATE_NOOP("Forms", "Haiku"),
        QT_TRANSLATE_NOOP("Forms", "Three lines of five, seven and five syllables."),
        QT_TRANSLATE_NOOP("Forms", "Only syllables are counted; there is no meter."),
        _FREE_RHYME,
        QT_TRANSLATE_NOOP(
            "Forms",
            "Show one moment, often of a season, in things that can be seen or heard. Two images"
            " side by side say more than a comment on them.",
        ),
    ),
    "limerick": About(
        QT_TRANSLATE_NOOP("Forms", "Limerick"),
        QT_TRANSLATE_NOOP(
            "Forms", "Five lines: three long ones, and two short ones before the last."
        ),
        QT_TRANSLATE_NOOP(
            "Forms",
            "Lines 1, 2 and 5 have three beats, lines 3 and 4 two, with two unstressed syllables"
            " between beats. One or two come before the first, and up to two after the last.",
        ),
        QT_TRANSLATE_NOOP("Forms", "aabba"),
        QT_TRANSLATE_NOOP(
            "Forms", "It is a joke: line 1 brings in somebody, line 5 brings the surprise."
        ),
    ),
    "ballad": About(
        QT_TRANSLATE_NOOP("Forms", "Ballad stanza"),
        QT_TRANSLATE_NOOP("Forms", "Stanzas of four lines, as many as the story needs."),
        QT_TRANSLATE_NOOP(
            "Forms",
            "Iambic: four beats in lines 1 and 3, three in lines 2 and 4. One foot of a line may"
            " have an unstressed syllable more.",
        ),
        QT_TRANSLATE_NOOP("Forms", "Lines 2 and 4 of each stanza rhyme; lines 1 and 3 need not."),
        QT_TRANSLATE_NOOP("Forms", "Tell it plainly, by what people do and say."),
    ),
    "villanelle": About(
        QT_TRANSLATE_NOOP("Forms", "Villanelle"),
        QT_TRANSLATE_NOOP("Forms", "Nineteen lines: five stanzas of three, and one of four."),
        _PENTAMETER,
        QT_TRANSLATE_NOOP(
            "Forms",
            "Two rhymes: aba five times, then abaa. Lines 1 and 3 are refrains; they close the"
            " stanzas after the first in turn, and together the last.",
        ),
        QT_TRANSLATE_NOOP(
            "Forms",
            "Everything hangs on the two refrains: write them first, so that they mean more each"
            " time they return.",
        ),
    ),
    "couplets": About(
        QT_TRANSLATE_NOOP("Forms", "Rhymed couplets"),
        QT_TRANSLATE_NOOP("Forms", "Pairs of lines, as many as one likes."),
        _PENTAMETER,
        QT_TRANSLATE_NOOP("Forms", "aa bb cc: the two lines of each pair rhyme."),
        QT_TRANSLATE_NOOP("Forms", "Let each pair round off its thought."),
    ),
    "blank": About(
        QT_TRANSLATE_NOOP("Forms", "Blank verse"),
        QT_TRANSLATE_NOOP("Forms", "As many lines as one likes."),
        _PENTAMETER,
        _FREE_RHYME,
        QT_TRANSLATE_NOOP(
            "Forms", "Let sentences run over the ends of lines, so that the beat is not monotonous."
        ),
    ),
    "free": About(
        QT_TRANSLATE_NOOP("Forms", "Free verse"),
        QT_TRANSLATE_NOOP("Forms", "As many lines of any length as one likes."),
        QT_TRANSLATE_NOOP("Forms", "There is no meter."),
        QT_TRANSLATE_NOOP("Forms", "Rhyme is free."),
        QT_TRANSLATE_NOOP(
            "Forms",
            "The line is the means: break it where a pause, an image or a turn gains by it.",
        ),
    ),
}
