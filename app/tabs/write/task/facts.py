"""What should be verified before a text is published, found by its form, English and Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.tabs.write.task import names
from app.tabs.write.task.names import Span


class FactKind(StrEnum):
    ADDRESS = "address"  # of a page, or for mail
    DATE = "date"  # and times of day, years, centuries
    MONEY = "money"
    PERCENT = "percent"
    NUMBER = "number"  # with its unit
    NAME = "name"  # of a person, an organisation, a work
    QUOTE = "quote"


@dataclass(frozen=True)
class Fact:
    """A passage by its offsets. Only a quotation may hold others."""

    kind: FactKind
    start: int
    end: int
    text: str


_NUMERAL = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_HAN_NUMERAL = "[零〇一二两三四五六七八九十百千万亿]+(?:点[零〇一二三四五六七八九]+)?"
_RANGE = r" ?(?:-|–|—|~|～|to|至|到) ?"
_SCALE = (
    r"(?: ?(?:thousand|million|billion|trillion|bn|[kKmM](?![A-Za-z])|[十百千]?[万亿]|[百千]))?"
)
_NUMBER = rf"(?<![A-Za-z0-9.])(?<![A-Za-z]-)[-−+]?{_NUMERAL}(?:{_RANGE}{_NUMERAL})?{_SCALE}"
_CURRENCY = "RMB|CNY|USD|EUR|GBP|JPY|HKD|CHF|AUD|CAD"
_SYMBOL = rf"(?:(?:US|HK|NT|A|C)?\$|[€£¥￥₹₩]|\b(?:{_CURRENCY})\b) ?"
_COIN = (
    r"(?:(?:US |Hong Kong |Canadian |Australian )?dollars?|euros?|pounds?(?: sterling)?|cents?|yuan"
    rf"|yen|rupees?|francs?|{_CURRENCY})\b|(?:人民币|美|欧|日|港|澳|加|韩|新台)?[元圆币](?!旦|宵|素)"
    "|英镑|法郎|卢布|卢比|块钱"
)
_UNIT = (
    r"(?:km/h|km²|km|cm|mm|nm|m²|m³|mph|ft|mi|kg|mg|g|t|ml|l|kWh|MWh|GWh|kW|MW|GW|[KMGT]i?B|[KMG]?Hz"
    r"|°C|°F|℃|m|s|ms|h|min"
    r"|(?:square |cubic )?(?:kilomet(?:re|er)|met(?:re|er)|mile|inch|yard)(?:e?s)?|feet|foot|acres?"
    r"|hectares?|tons?|tonnes?|kilos?|(?:kilo|milli)?grams?|lit(?:re|er)s?|gallons?|degrees?|watts?"
    r"|(?:light-)?years?(?:[ -]old)?|decades?|centuries|months?|weeks?|days?|hours?"
    r"|minutes?|seconds?|people|men|women|children|students|employees|workers|inhabitants|users|copies|times|pages"
    r"|words|votes|countries|cities|companies|patients|deaths)(?![A-Za-z])"
    "|(?:平方|立方)?(?:公里|千米|厘米|毫米|纳米|英里|海里|英尺|英寸|米)|光年|公顷|亩|公斤|千克|毫克|克|吨|斤"
    "|毫升|升|千瓦时|千瓦|兆瓦|摄氏度|度|周?岁|年|个?月|周|个?星期|天|个?小时|分钟|秒|人次|人|名|位|户"
    "|家|座|所|辆|架|艘|台|部|册|页|字|次|倍|票|例|件|个(?:国家|城市|省|县|村|百分点)?"
)
_SMALL = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    "|(?:thir|four|fif|six|seven|eigh|nine)teen"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_BIG = "hundreds?|thousands?|millions?|billions?|trillions?"
_SPELT = rf"\b(?:(?:one|an?|{_SMALL}|{_TENS})(?:[ -](?:one|{_SMALL}|{_TENS}|and(?= )|hundred))*)"
_MONTH = (
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:1\d{3}|20\d{2})"
_HAN_DAY = "[一二三四五六七八九十]{1,3}"

_ADDRESS = re.compile(
    r"(?:https?|ftp)://[^\s<>\"'“”‘’「」《》（），。；、！？\u4e00-\u9fff]+"
    r"|\bwww\.[^\s<>\"'“”‘’「」《》（），。；、！？\u4e00-\u9fff]+"
    r"|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
)
_DATES = (
    re.compile(r"(?<!\d)\d{4}([-/.])\d{1,2}\1\d{1,2}(?!\d)|(?<!\d)\d{1,2}/\d{1,2}/\d{4}(?!\d)"),
    re.compile(
        rf"(?<!\d){_DAY} (?:of )?{_MONTH}(?:,? {_YEAR})?|{_MONTH} {_DAY}(?!\d)(?:,? {_YEAR})?"
        rf"|{_MONTH},? {_YEAR}"
    ),
    re.compile(
        r"(?:公元前?|西元前?)?(?<!\d)(?:\d{4}|(?<=元)\d{1,4}|(?<=元前)\d{1,4}|[一二][〇零○一二三四五六七八九]{3})年"
        rf"(?:(?:\d{{1,2}}|{_HAN_DAY})月(?:(?:\d{{1,2}}|{_HAN_DAY})[日号])?|代)?"
        rf"|(?<!\d)(?:\d{{1,2}}|{_HAN_DAY})月(?:\d{{1,2}}|{_HAN_DAY})[日号]"
        rf"|(?:公元前)?(?:(?<!\d)\d{{1,2}}|{_HAN_DAY}|上)世纪(?:(?:\d0|[二三四五六七八九]十)年代)?"
        r"|(?<!\d)\d{2}年代|(?<!\d)\d{1,2}[点时]\d{1,2}分"
    ),
    re.compile(
        rf"\b{_YEAR}s\b|\b\d{{1,2}}(?:st|nd|rd|th)[ -]centur(?:y|ies)\b"
        r"|\b\d{1,4} (?:BCE?|AD|CE)\b"
        rf"|(?<!\d)\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?: ?[ap]\.?m\b\.?)?|\b\d{{1,2}} ?[ap]\.?m\b\.?"
        rf"|(?<![\w.,$€£¥￥-]){_YEAR}(?:[–-]{_YEAR})?(?![\w,.]*\d| ?(?:{_UNIT}|{_COIN})|[%％万亿])"
    ),
)
_MONEY = re.compile(
    rf"{_SYMBOL}{_NUMERAL}(?:{_RANGE}{_NUMERAL})?{_SCALE}(?:元)?"
    rf"|(?:{_NUMBER}|{_HAN_NUMERAL}) ?(?:{_COIN})"
    rf"|(?i:{_SPELT}(?: (?:{_BIG}))* (?:dollars|euros|pounds|yuan|yen))\b"
)
_PERCENT = re.compile(
    rf"{_NUMBER} ?(?:[%％‰]|per ?cent\b|percentage points?\b|个百分点)"
    rf"|(?i:{_SPELT} (?:per ?cent|percentage points?))\b"
    rf"|百分之(?:{_NUMERAL}|{_HAN_NUMERAL})|[一二两三四五六七八九]成[半多]?(?=[以左的，。；、是])"
)
_NUMBERS = re.compile(
    r"\bIS[BS]N[-: ]*\d[\d-]{6,15}[\dXx]|(?<![\w/])\d+/\d+(?![\w/])"
    rf"|{_NUMBER}(?:(?:多|余)?[万亿]?(?:[ -]?(?:{_UNIT})))?(?![\d:])"
    rf"|(?i:{_SPELT}(?: (?:{_BIG}))+(?: (?:{_UNIT}))?|{_SPELT}[ -](?:{_UNIT}))"
    rf"|(?<!第)(?:{_HAN_NUMERAL})(?:多|余)?(?:{_UNIT})"
)
_NO_NUMBER = re.compile(
    r"[一两几十]?(?:年|个|人|名|位|天|月|家|次|部|度|座|件|台|周|所|字|个月|星期|个星期)|万一|一一"
)
_ITEM = re.compile(r"(?m)^[ \t]*(?:\d+[.)、]|[（(]\d+[)）])(?=[ \t\S])(?!\d)")
_QUOTE = re.compile(r"“[^“”\n]+”|「[^「」\n]+」|『[^『』\n]+』|(?<!\w)\"[^\"\n]+\"(?!\w)")
_CJK = re.compile("[\u3400-\u9fff]")
_LEAST_HAN, _LEAST_WORDS = 6, 3  # shorter ones are words that are only marked


def find(text: str) -> list[Fact]:
    """Return what should be verified, in the order of the text, each once at its place."""
    quotes = [m.span() for m in _QUOTE.finditer(text) if _is_said(m[0])]
    found = [(FactKind.QUOTE, span) for span in quotes]
    rest = _hidden(text, (match.span() for match in _ITEM.finditer(text)))
    for kind, spans in (
        (FactKind.ADDRESS, _addresses),
        (FactKind.DATE, lambda t: (m.span() for one in _DATES for m in one.finditer(t))),
        (FactKind.PERCENT, lambda t: (m.span() for m in _PERCENT.finditer(t))),
        (FactKind.MONEY, lambda t: (m.span() for m in _MONEY.finditer(t))),
        (FactKind.NUMBER, _numbers),
        (FactKind.NAME, names.find),
    ):
        seen = _apart(spans(rest))
        found += [(kind, span) for span in seen]
        rest = _hidden(rest, seen)
    ordered = sorted(found, key=lambda one: (one[1][0], -one[1][1]))
    return [Fact(kind, start, end, text[start:end]) for kind, (start, end) in ordered]


def _addresses(text: str) -> Iterator[Span]:
    for match in _ADDRESS.finditer(text):
        yield match.start(), match.start() + len(match[0].rstrip(".,;:!?)"))


def _numbers(text: str) -> Iterator[Span]:
    for match in _NUMBERS.finditer(text):
        if not _NO_NUMBER.fullmatch(match[0]):
            yield match.span()


def _is_said(quote: str) -> bool:
    inside = quote[1:-1]
    return len(_CJK.findall(inside)) >= _LEAST_HAN or len(inside.split()) >= _LEAST_WORDS


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Return the spans that overlap none that begins earlier, or there and is longer."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (one[0], -one[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _hidden(text: str, spans: Iterable[Span]) -> str:
    """Put marks that are part of nothing in the place of spans."""
    parts: list[str] = []
    last = 0
    for start, end in spans:
        parts += text[last:start], "\0" * (end - start)
        last = end
    return "".join((*parts, text[last:]))
