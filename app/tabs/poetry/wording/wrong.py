"""What was found in a poem, by its code, with the terms of the craft in Chinese."""

from __future__ import annotations

from app.services.words import QT_TRANSLATE_NOOP
from app.tabs.poetry.task.chinese.faults import Code

_TONE = QT_TRANSLATE_NOOP("Findings", "{place} has to be {wanted} and is not (出律).")

WRONG: dict[str, str] = {
    Code.LINES: QT_TRANSLATE_NOOP("Findings", "Lines: {found} instead of {wanted} (句数不合)."),
    Code.LENGTH: QT_TRANSLATE_NOOP(
        "Findings", "Characters in line {line}: {found} instead of {wanted} (字数不合)."
    ),
    Code.TONE: _TONE,
    Code.LONE_LEVEL: QT_TRANSLATE_NOOP(
        "Findings",
        "{place} is oblique, so that the level tone after it stands alone between oblique ones"
        " (孤平).",
    ),
    Code.THREE_LEVEL: QT_TRANSLATE_NOOP(
        "Findings", "Line {line} ends in three level tones (三平调)."
    ),
    Code.THREE_OBLIQUE: QT_TRANSLATE_NOOP(
        "Findings", "Line {line} ends in three oblique tones (三仄尾)."
    ),
    Code.UNOPPOSED: QT_TRANSLATE_NOOP(
        "Findings",
        "Lines {line} and {next} have the same tone at character {number}, where the two of a"
        " couplet are opposed (失对).",
    ),
    Code.UNJOINED: QT_TRANSLATE_NOOP(
        "Findings",
        "Lines {line} and {next} differ in tone at character {number}, where a couplet joins on to"
        " the one before (失粘).",
    ),
    Code.OFF_RHYME: QT_TRANSLATE_NOOP(
        "Findings", "{place} does not rhyme: it is not of the group {group} (落韵)."
    ),
    Code.NEAR_RHYME: QT_TRANSLATE_NOOP(
        "Findings",
        "{place} is of the neighbouring group {found} where the poem rhymes by {group} (邻韵).",
    ),
    Code.BORROWED_RHYME: QT_TRANSLATE_NOOP(
        "Findings",
        "The first line rhymes by the neighbouring group {found}, the poem by {group} (借韵).",
    ),
    Code.REPEATED_RHYME: QT_TRANSLATE_NOOP(
        "Findings", "“{character}” is the rhyme word of lines {lines} (重韵)."
    ),
    Code.CLASHING_END: QT_TRANSLATE_NOOP(
        "Findings",
        "{place} ends a line that does not rhyme, and sounds like the rhyme in another tone"
        " (撞韵).",
    ),
    Code.REPEATED_CHARACTER: QT_TRANSLATE_NOOP(
        "Findings", "“{character}” stands in lines {lines} (重字)."
    ),
    "saved_itself": QT_TRANSLATE_NOOP(
        "Findings",
        "{place} has an irregular tone, and {other} makes it good (拗救: 本句自救).",
    ),
    "saved_next_line": QT_TRANSLATE_NOOP(
        "Findings",
        "{place} has an irregular tone, and {other} makes it good (拗救: 对句相救).",
    ),
    "saved_lone_level": QT_TRANSLATE_NOOP(
        "Findings",
        "{place} is oblique and would leave a level tone alone; {other} is level and makes it good"
        " (孤平拗救).",
    ),
    "ambiguous_tone": QT_TRANSLATE_NOOP(
        "Findings",
        "{place} has readings of both tones, and nothing decides (多音字).",
    ),
    "unknown_character": QT_TRANSLATE_NOOP(
        "Findings", "{place} is not in the rhyme book, so that its tone is not known."
    ),
    "old_ambiguous_rhyme": QT_TRANSLATE_NOOP(
        "Findings", "{place} is not in the rhyme book, or rhymes in level and oblique tones alike."
    ),
    "old_near_rhyme": QT_TRANSLATE_NOOP(
        "Findings", "{place} is of a neighbouring group of the rhyme book (邻韵通押)."
    ),
    "tune_tone": _TONE,
    "tune_rhyme": QT_TRANSLATE_NOOP(
        "Findings", "{place} does not rhyme with the lines it belongs to (落韵)."
    ),
    "tune_repeat": QT_TRANSLATE_NOOP(
        "Findings", "Line {line} has to say the end of the line before again (叠句)."
    ),
    "tune_near": QT_TRANSLATE_NOOP(
        "Findings", "{place} rhymes only by a neighbouring part of the rhyme book (邻韵)."
    ),
    "couplet_length": QT_TRANSLATE_NOOP(
        "Findings",
        "The two sides, or their parts, are not equally long (字数不等). Characters above: {upper};"
        " below: {lower}.",
    ),
    "couplet_end_upper": QT_TRANSLATE_NOOP(
        "Findings", "The upper side ends level and has to end oblique (上联仄收)."
    ),
    "couplet_end_lower": QT_TRANSLATE_NOOP(
        "Findings", "The lower side ends oblique and has to end level (下联平收)."
    ),
    "couplet_unopposed": QT_TRANSLATE_NOOP(
        "Findings",
        "Both sides have the same tone at character {number} ({top}, {bottom}), where a beat falls"
        " (失对).",
    ),
    "couplet_shared": QT_TRANSLATE_NOOP("Findings", "“{character}” stands on both sides (重字)."),
    "couplet_unpaired_repeat": QT_TRANSLATE_NOOP(
        "Findings",
        "At character {number} ({top}, {bottom}) only one side says a character again (叠字失对).",
    ),
    "english_lines": QT_TRANSLATE_NOOP("Findings", "Lines: {found} instead of {wanted}."),
    "english_empty": QT_TRANSLATE_NOOP("Findings", "Line {line} has no word."),
    "english_unknown": QT_TRANSLATE_NOOP(
        "Findings", "{place} is not in the dictionary, so that its sound is not known."
    ),
    "english_syllables": QT_TRANSLATE_NOOP(
        "Findings", "Syllables in line {line}: {found} instead of {wanted}."
    ),
    "english_stress": QT_TRANSLATE_NOOP(
        "Findings", "{place} is stressed where the meter has no beat, or the other way round."
    ),
    "english_rhyme": QT_TRANSLATE_NOOP("Findings", "{place} does not rhyme with {other}."),
    "english_near_rhyme": QT_TRANSLATE_NOOP(
        "Findings", "{place} rhymes only nearly with {other} (slant rhyme)."
    ),
    "english_same_word": QT_TRANSLATE_NOOP(
        "Findings",
        "{place} says the word or the whole sound of {other} again instead of rhyming with it.",
    ),
    "english_refrain": QT_TRANSLATE_NOOP(
        "Findings", "Line {line} is a refrain and differs from the line it repeats."
    ),
    "english_repeated": QT_TRANSLATE_NOOP(
        "Findings", "Line {line} is the same as an earlier one, and no refrain."
    ),
    "parallel": QT_TRANSLATE_NOOP(
        "Findings", "“{upper}” ({above}) faces “{lower}” ({below}), a word of another kind (对仗)."
    ),
    "parallel_doubled": QT_TRANSLATE_NOOP(
        "Findings", "“{upper}” faces “{lower}”, and only one of them doubles a character (叠字)."
    ),
    "parallel_rhythm": QT_TRANSLATE_NOOP(
        "Findings",
        "“{upper}” faces “{lower}”, and one divides as 2 + 1, the other as 1 + 2 (节奏不对).",
    ),
}
