"""What would mend what was found in a poem, by its code."""

from __future__ import annotations

from app.services.words import QT_TRANSLATE_NOOP
from app.tabs.poetry.task.chinese.faults import Code

_LINES = QT_TRANSLATE_NOOP("Findings", "Add the lines that are missing, or take some away.")
_LENGTH = QT_TRANSLATE_NOOP("Findings", "Lengthen or shorten the line.")
_TONE = QT_TRANSLATE_NOOP("Findings", "Choose a character there that is {wanted}.")
_RHYME = QT_TRANSLATE_NOOP("Findings", "Choose an ending of the group {group}.")
_FINE = QT_TRANSLATE_NOOP("Findings", "Nothing has to be changed.")

MENDS: dict[str, str] = {
    Code.LINES: _LINES,
    Code.LENGTH: _LENGTH,
    Code.TONE: _TONE,
    Code.LONE_LEVEL: QT_TRANSLATE_NOOP(
        "Findings", "Make it level, or the character two places after it (拗救)."
    ),
    Code.THREE_LEVEL: QT_TRANSLATE_NOOP("Findings", "Make {place} oblique."),
    Code.THREE_OBLIQUE: QT_TRANSLATE_NOOP(
        "Findings", "It is not against the form; to avoid it, make {place} level."
    ),
    Code.UNOPPOSED: QT_TRANSLATE_NOOP(
        "Findings", "Write one of the two lines in the opposite tones."
    ),
    Code.UNJOINED: QT_TRANSLATE_NOOP(
        "Findings", "Write the couplets before or after it in the opposite tones."
    ),
    Code.OFF_RHYME: _RHYME,
    Code.NEAR_RHYME: _RHYME,
    Code.BORROWED_RHYME: QT_TRANSLATE_NOOP(
        "Findings", "Custom allows it there; to be strict, choose an ending of the group {group}."
    ),
    Code.REPEATED_RHYME: QT_TRANSLATE_NOOP(
        "Findings", "Choose another rhyme word in all of them but one."
    ),
    Code.CLASHING_END: QT_TRANSLATE_NOOP(
        "Findings", "Another sound there lets the rhyme stand out."
    ),
    Code.REPEATED_CHARACTER: QT_TRANSLATE_NOOP(
        "Findings", "Choose another word in all of them but one, unless it is meant."
    ),
    "saved_itself": _FINE,
    "saved_next_line": _FINE,
    "saved_lone_level": _FINE,
    "ambiguous_tone": QT_TRANSLATE_NOOP(
        "Findings", "If the reading you mean does not fit there, choose another character."
    ),
    "old_ambiguous_rhyme": QT_TRANSLATE_NOOP(
        "Findings", "Decide whether it rhymes as you mean it, or choose another ending."
    ),
    "old_near_rhyme": QT_TRANSLATE_NOOP(
        "Findings", "Old-style verse lets neighbours rhyme; to be strict, choose another ending."
    ),
    "unknown_character": QT_TRANSLATE_NOOP(
        "Findings", "Look its tone up, or choose another character."
    ),
    "tune_tone": _TONE,
    "tune_rhyme": QT_TRANSLATE_NOOP("Findings", "Choose an ending of the same group as theirs."),
    "tune_repeat": QT_TRANSLATE_NOOP("Findings", "Write those words there once more."),
    "tune_near": QT_TRANSLATE_NOOP(
        "Findings", "Poets of Song allowed themselves that; to be strict, choose another ending."
    ),
    "couplet_length": QT_TRANSLATE_NOOP(
        "Findings", "Give both sides the same number of characters, part by part."
    ),
    "couplet_end_upper": QT_TRANSLATE_NOOP("Findings", "Choose an oblique character at its end."),
    "couplet_end_lower": QT_TRANSLATE_NOOP("Findings", "Choose a level character at its end."),
    "couplet_unopposed": QT_TRANSLATE_NOOP(
        "Findings", "Choose a character of the other tone on one of the sides."
    ),
    "couplet_shared": QT_TRANSLATE_NOOP("Findings", "Choose another word on one of the sides."),
    "couplet_unpaired_repeat": QT_TRANSLATE_NOOP(
        "Findings", "Say a character again at the same place on both sides, or on neither."
    ),
    "english_lines": _LINES,
    "english_empty": QT_TRANSLATE_NOOP("Findings", "Write something there, or take the line away."),
    "english_unknown": QT_TRANSLATE_NOOP(
        "Findings", "Check how it is spelt, or take a more usual word."
    ),
    "english_syllables": _LENGTH,
    "english_stress": QT_TRANSLATE_NOOP(
        "Findings", "Move the word in its line, or take one that is stressed elsewhere."
    ),
    "english_rhyme": QT_TRANSLATE_NOOP(
        "Findings", "End one of the two lines in a word that rhymes with the other."
    ),
    "english_near_rhyme": QT_TRANSLATE_NOOP(
        "Findings", "A full rhyme is alike from the last stressed vowel on."
    ),
    "english_same_word": QT_TRANSLATE_NOOP(
        "Findings", "Take a word that begins with another sound before its stressed vowel."
    ),
    "english_refrain": QT_TRANSLATE_NOOP("Findings", "Say the line again word for word."),
    "english_repeated": QT_TRANSLATE_NOOP("Findings", "Write another line there."),
    "parallel": QT_TRANSLATE_NOOP(
        "Findings", "Words that face each other best are of one kind: noun to noun, verb to verb."
    ),
    "parallel_doubled": QT_TRANSLATE_NOOP("Findings", "Double a character in both, or in neither."),
    "parallel_rhythm": QT_TRANSLATE_NOOP("Findings", "Let both lines pause at the same place."),
}
