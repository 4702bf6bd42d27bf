"""Which language a text is in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import langdetect
from langdetect.detector_factory import DetectorFactory
from langdetect.lang_detect_exception import LangDetectException

from app.tabs.translate.task.languages import LANGUAGES

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
KANA = re.compile(r"[\u3041-\u30ff]")
HANGUL = re.compile(r"[\uac00-\ud7af]")
LETTER = re.compile(r"[^\W\d_]")
# A Chinese character says about as much as three letters of an alphabet.
HAN_WEIGHT = 3
KANA_SHARE = 0.1  # of Japanese text that is written in kana, at least
MIXED_SHARE = 0.15  # a second language with less is quotations and names
EAST_ASIAN = frozenset(("zh", "zh-Hant", "ja", "ko"))
# How likely a language is before one has read anything; langdetect has no profile of Malay.
ALPHABETIC = frozenset(language.code for language in LANGUAGES) - EAST_ASIAN - {"ms"}
PRIOR = {code: 40.0 if code == "en" else 1.0 for code in ALPHABETIC}
UNSEEN = 1e-5  # langdetect names only languages above 0.1
LATIN_END = "\u0250"
ENOUGH_LETTERS = 16  # for langdetect to be believed


@dataclass(frozen=True)
class Detection:
    """The main language, how sure that is (0 to 1), and all languages with their shares."""

    code: str
    confidence: float
    shares: tuple[tuple[str, float], ...]

    @property
    def mixed(self) -> bool:
        return len(self.shares) > 1


def detect(text: str) -> Detection | None:
    """Return the language of a text; None where there is no letter to tell it by.

    East Asian languages are told by their scripts, the others by langdetect.
    """
    han, kana = len(HAN.findall(text)), len(KANA.findall(text))
    hangul = len(HANGUL.findall(text))
    others = len(LETTER.findall(text)) - han - kana - hangul
    weights: dict[str, float] = {}
    if kana and kana >= KANA_SHARE * (han + kana):
        weights["ja"] = HAN_WEIGHT * (han + kana)
    elif han:
        weights[_chinese(text)] = HAN_WEIGHT * han
    if hangul:
        weights["ko"] = HAN_WEIGHT * hangul
    sure = 1.0
    if others:
        code, sure = _alphabetic(text)
        weights[code] = weights.get(code, 0) + others
    total = sum(weights.values())
    if not total:
        return None
    shares = sorted(((code, w / total) for code, w in weights.items()), key=lambda s: -s[1])
    main = shares[0]
    kept = tuple(share for share in shares if share is main or share[1] >= MIXED_SHARE)
    return Detection(main[0], main[1] * (1.0 if main[0] in EAST_ASIAN else sure), kept)


def _chinese(text: str) -> str:
    """Tell traditional from simplified characters by the character sets they are in."""
    characters = "".join(HAN.findall(text))
    if _encodes(characters, "gb2312") or not _encodes(characters, "big5"):
        return "zh"
    return "zh-Hant"


def _encodes(text: str, codec: str) -> bool:
    try:
        text.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def _alphabetic(text: str) -> tuple[str, float]:
    """Return the likeliest language and its probability; the less text, the more English is."""
    plain = HAN.sub(" ", text)
    detector = _profiles().create()
    detector.append(plain)
    try:
        found = {language.lang: language.prob for language in detector.get_probabilities()}
    except LangDetectException:
        found = {}
    letters = LETTER.findall(plain)
    latin = all(letter < LATIN_END for letter in letters)
    certainty = min(1.0, len(letters) / ENOUGH_LETTERS) if latin else 1.0
    weights = {code: found.get(code, UNSEEN) ** certainty * PRIOR[code] for code in PRIOR}
    best = max(weights, key=weights.__getitem__)
    return best, weights[best] / sum(weights.values())


@cache
def _profiles() -> DetectorFactory:
    """Load the profiles of our languages; all others would only mislead."""
    factory = DetectorFactory()
    factory.seed = 0  # the same text is always in the same language
    folder = files(langdetect) / "profiles"
    factory.load_json_profile([(folder / code).read_text("utf-8") for code in sorted(PRIOR)])
    return factory
