"""Ways to spoil a right translation, each so that the result is certainly wrong."""

from __future__ import annotations

import re
from random import Random

from app.tabs.translate.task.issues import Kind
from tests.tabs.planting import (
    ADDRESS,
    ANY,
    PLACEHOLDER,
    Change,
    Error,
    Rules,
    Spoil,
    after,
    both,
    change,
    put,
    swap,
)


def _other_digit(match: re.Match[str], dice: Random) -> str:
    text = match[0]
    place = dice.choice([place for place, letter in enumerate(text) if letter.isdigit()])
    digit = dice.choice([digit for digit in "123456789" if digit != text[place]])
    return text[:place] + digit + text[place + 1 :]


def _other_day(match: re.Match[str], dice: Random) -> str:
    day = int(match["day"])
    return put(match, "day", str(dice.choice([one for one in range(2, 29) if one != day])))


def _transposed(match: re.Match[str], dice: Random) -> str:
    """Return the word with two neighbours of its inner letters changed over."""
    text = match[0]
    places = [p for p in range(1, len(text) - 1) if text[p].lower() != text[p + 1].lower()]
    if not places:
        return text + text[-1]
    place = dice.choice(places)
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


# Numbers -------------------------------------------------------------------------------------

_MONTHS = "January February March April May June July August September October November December"
_MONTH = f"(?:{_MONTHS.replace(' ', '|')})"
_YEAR = r"(?:1[5-9]|20)\d\d"
_DIGITS = re.compile(r"(?<![A-Za-z\d_.,:/%{⟦&@#\-])\d+(?:,\d{3})*(?:\.\d+)*(?![\d_}⟧:/]|[.,]\d)")
# What makes digits part of a date, a time or a placeholder.
_DATE_BEFORE = re.compile(rf"(?:{_MONTH}\.? (?:\d+[–-])?|月\d*日?至|点|[./@$%])$")
_DATE_AFTER = re.compile(
    rf"(?:st|nd|rd|th)?[–-]?(?:\d+ | )?{_MONTH}|[年月日号点时]|世纪|s\b|\$|(?:st|nd|rd|th) century"
    r"| ?(?:[ap]\.?m\b|[AP]M|BC|AD|o'clock|in the (?:morning|afternoon|evening))"
)
_MEASURES = "[个名位只条张种次倍家本块颗台辆岁棵杯瓶匙层间章项款页人枚艘首篇份根把盘]"
_HAN = "[一二两三四五六七八九十百千万亿零〇几数第]"
_WORDS = after("two three four five six seven eight nine ten eleven twelve")
_TENS = after("twenty thirty forty fifty sixty seventy eighty ninety")
_NUMERALS = after("三 四 五 六 七 八 九")


def _number(source: str, target: str, language: str, dice: Random) -> str | None:
    """Change one digit of a number that is no part of a date or a time."""
    bare = re.sub(f"{ADDRESS}|{PLACEHOLDER}", lambda match: "_" * len(match[0]), target)
    numbers = [
        match
        for match in _DIGITS.finditer(bare)
        if not _DATE_BEFORE.search(target[: match.start()])
        and not _DATE_AFTER.match(target[match.end() :])
        and not re.fullmatch(_YEAR, match[0])
    ]
    if not numbers:
        return None
    match = dice.choice(numbers)
    return target[: match.start()] + _other_digit(match, dice) + target[match.end() :]


_NUMBER_WORD = change(
    (
        swap(
            r"(?<!past )(?<!to )(?<!or )(?<!and )(?<!-)\b{}\b"
            r"(?! (?:o'clock|past|in the|to|or|and)\b|-)",
            _WORDS,
        ),
        swap(r"\b{}\b(?!-first)", _TENS),
    ),
    (
        swap(f"(?<!{_HAN}){{}}(?={_MEASURES})", {**_NUMERALS, "两": "三"}),
        swap("(?<=百分之){}", _NUMERALS),
        swap("{}(?=十[^几月日年])", _NUMERALS),
    ),
)
_MAGNITUDE = change(
    (
        swap(r"\b{}\b", {"million": "billion", "billion": "million"}),
        swap(r"\b{}\b", {"hundred": "thousand", "thousand": "million"}),
    ),
    (
        swap(r"(?<=\d){}", {"万": "亿", "亿": "万"}),
        ("(?<=[两三四五六七八九])百(?=[万个名位多])", "千"),
    ),
)

# Dates, units, currencies ----------------------------------------------------------------------

_HOURS = after("two three four five six seven eight nine ten")


def _other_year(match: re.Match[str], dice: Random) -> str:
    """Change any digit but the first."""
    year = match[0]
    place = dice.choice((1, 2, 3))
    digit = dice.choice([digit for digit in "123456789" if digit != year[place]])
    return year[:place] + digit + year[place + 1 :]


def _lower(match: re.Match[str], _: Random) -> str:
    return str(int(match[0]) - 1)


_TIME = r"\d ?[ap]\.?m\b|o'clock|\d:\d\d|past \w+|[\d半一二三四五六七八九十]点"
_HALF_DAY = change(
    (
        swap(r"\d ?{}", {"a.m.": "p.m.", "p.m.": "a.m.", "am": "pm", "pm": "am"}),
        swap(r"(?:o'clock|\d) in the {}", {"morning": "afternoon", "afternoon": "morning"}),
    ),
    (
        swap(
            "{}(?=[0-9一二三四五六七八九十]+[点:])",
            {"上午": "下午", "下午": "上午", "晚上": "早上", "早上": "晚上"},
        ),
    ),
    unless=rf"\A(?!.*(?:{_TIME}))",
)
_ENGLISH_UNITS = {
    **{"kilometres": "metres", "kilometre": "metre", "metres": "kilometres", "km": "m"},
    **{"kg": "g", "g": "kg", "grams": "kilograms", "tonnes": "kilograms", "cm": "mm", "mm": "cm"},
    **{"hours": "minutes", "minutes": "hours", "seconds": "minutes", "days": "weeks"},
    **{"weeks": "months", "months": "years", "years": "months", "°C": "°F", "GB": "MB"},
    **{"teaspoons": "tablespoons", "litres": "millilitres", "ml": "litres", "miles": "feet"},
    **{"centimetre": "metre", "inch": "foot", "hectares": "square metres", "MB": "GB"},
}
_CHINESE_UNITS = {
    **{"公里": "米", "千米": "米", "米": "公里", "公斤": "克", "千克": "克", "克": "公斤"},
    **{"厘米": "毫米", "毫米": "厘米", "小时": "分钟", "分钟": "小时", "秒": "分钟", "天": "周"},
    **{"周": "天", "个月": "年", "摄氏度": "华氏度", "℃": "℉", "升": "毫升", "毫升": "升"},
    **{
        " GB": " MB",
        "英里": "英尺",
        "英寸": "英尺",
        "公顷": "平方米",
        "吨": "公斤",
        "茶匙": "汤匙",
    },
}
_UNIT = change(
    (
        swap(
            r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty))[ -]?{}"
            r"(?![A-Za-z])",
            _ENGLISH_UNITS,
        ),
    ),
    (swap("[0-9二两三四五六七八九十百千万] ?{}(?!半)", _CHINESE_UNITS),),
)
_CURRENCY = change(
    (
        swap("{}", {"€": "£", "£": "$", "RMB": "USD"}),
        (r"\$(?=\d)", "€"),
        (r"(?<!US )\bdollars\b", "euros"),
        swap(r"\b{}\b", {"euros": "pounds", "yuan": "dollars", "yen": "yuan"}),
    ),
    (
        swap(
            "{}", {"美元": "欧元", "欧元": "英镑", "英镑": "美元", "日元": "元", "人民币": "美元"}
        ),
        ("(?<=[0-9万亿])元(?!人)", "美元"),
    ),
    unless="人民币[0-9]+元|元人民币|¥",
)

# Addresses, names, placeholders ------------------------------------------------------------------


def _other_letter(match: re.Match[str], dice: Random) -> str:
    text = match[0]
    places = [
        place
        for place, letter in enumerate(text)
        if (letter.islower() and place > 8) or letter == "."
    ]
    place = dice.choice(places)
    return text[:place] + ("" if text[place] == "." else "x") + text[place + 1 :]


def _latin_name(change_it: Change) -> Spoil:
    """Change a Latin name of three letters or more that both sides have."""

    def spoil(source: str, target: str, language: str, dice: Random) -> str | None:
        bare = re.sub(f"{ADDRESS}|{PLACEHOLDER}", " ", source)
        names = {
            name
            for name in re.findall(r"(?<![A-Za-z0-9])[A-Za-z]{3,}(?![A-Za-z])", bare)
            if re.search(r"[A-Z]", name)
            and name not in ("RMB", "USD")
            and re.search(rf"(?<![A-Za-z]){name}(?![A-Za-z])", target)
        }
        chinese = source if language == "en" else target
        names = {name for name in names if name in re.sub(ADDRESS, " ", chinese)}
        if not names:
            return None
        rule = rf"(?<![A-Za-z@.])(?:{'|'.join(sorted(names))})(?![A-Za-z.@]|-\d)"
        return both((rule, change_it))(source, target, language, dice)

    return spoil


def _order(source: str, target: str, language: str, dice: Random) -> str | None:
    """Change over the first two unnumbered conversions of different kinds."""
    found = list(re.finditer(r"%(?:\.\d)?[sdf@]", target))
    if len(found) < 2 or found[0][0] == found[1][0]:
        return None
    one, other = found[:2]
    between = target[one.end() : other.start()]
    return target[: one.start()] + other[0] + between + one[0] + target[other.end() :]


# Negations ---------------------------------------------------------------------------------------

_NOT = r"\b(?:not|never|no|cannot|nothing|neither|none|nobody)\b|n['’]t\b|\bwithout\b|\bunless\b"
_BU = "[不没无未勿别莫非]"
_DROP_ENGLISH: Rules = (
    (r"\bcannot\b", "can"),
    (r" not\b(?! (?:only|un\w+))", ""),
    (r"\bdon['’]t\b", "do"),
    (r"\b(did|does|is|are|was|were|has|have|could|should|would)n['’]t\b", r"\1"),
    (r"\bnever\b", "always"),
    (r"\bno (?=[a-z]+s\b)", "some "),
    (r"\bnothing\b", "everything"),
)
_DROP_CHINESE: Rules = (
    ("没有(?!人)", "有"),
    ("(?:不|无法)(?=[能会是要得应可需])", ""),
    ("请勿", "请"),
    ("从未|从不", "总是"),
    ("无法", "可以"),
    ("未能", "已经"),
    ("并未|尚未", "已经"),
    ("并不", ""),
    ("未经", "经"),
)


def _drop_negation(source: str, target: str, language: str, dice: Random) -> str | None:
    """Drop the only negation of a sentence, which then says the contrary."""
    words = _NOT if language == "en" else _BU
    if len(re.findall(words, target)) != 1:
        return None
    return change(_DROP_ENGLISH, _DROP_CHINESE)(source, target, language, dice)


_NO_WORDS = (
    rf"(?i){_NOT}|\b\w+less\b|\bun\w+|\bfail|\bfew\b|\blittle\b|{_BU}|[难禁拒缺失才差错违否除]"
)
_ADD_NEGATION = change(
    (
        (
            r"\b(is|are|was|were|will|should|must|can|may|has|have)\b(?= [a-z]+)(?<!hat has)",
            r"\1 not",
        ),
    ),
    (
        ("(?<=[^总还但于只就都可要算])是(?![否非])", "不是"),
        ("(?<=[^不])可以", "不可以"),
        ("(?<=[^不])需要", "不需要"),
        ("(?<=[^即必])将(?![近来])", "将不"),
        ("(?<=[^响反适供对不])应(?![用该急])", "不应"),
    ),
    unless=_NO_WORDS,
)

# Marks, scripts, lengths -------------------------------------------------------------------------


def _left_over(source: str, target: str, language: str, dice: Random) -> str | None:
    """Leave what stands behind the last comma in the language of the source."""
    commas = "，" if language == "en" else ","
    tail = source.rsplit(commas, 1)[-1].strip() if commas in source else ""
    own = "," if language == "en" else "，"
    plain = r"[\u4e00-\u9fff]{4,}" if language == "en" else r"[a-z]+(?: [a-z]+){3,}"
    if own not in target or not re.search(plain, tail):
        return None
    return target.rsplit(own, 1)[0] + own + (" " if language == "en" else "") + tail


def _cut(source: str, target: str, language: str, dice: Random) -> str | None:
    """Keep a fourth of a translation that is not short."""
    least = 70 if language == "en" else 22
    return target[: len(target) // 4].strip() if len(target) >= least else None


def _stutter(source: str, target: str, language: str, dice: Random) -> str | None:
    """Say a piece of the translation five times."""
    rule = r"[a-z]+ [a-z]+ [a-z]+ " if language == "en" else "[\u4e00-\u9fff]{4}"
    return both((rule, r"\g<0>\g<0>\g<0>\g<0>\g<0>"))(source, target, language, dice)


def _whole(source: str, target: str, language: str, dice: Random) -> str | None:
    plain = r"[\u4e00-\u9fff]{2}" if language == "en" else r"[a-z]{2}"
    if "plural," in source:
        return None
    bare = re.sub(f"{ADDRESS}|{PLACEHOLDER}", " ", source)
    return source if re.search(plain, bare) else None


ERRORS = (
    Error(Kind.NUMBER, "another digit", _number),
    Error(Kind.NUMBER, "another number word", _NUMBER_WORD),
    Error(Kind.NUMBER, "another magnitude", _MAGNITUDE),
    Error(
        Kind.NUMBER,
        "no decimal point",
        both((r"(?<![\d.])(\d{1,4})\.(\d+)(?![\d.])(?! ?[ap]\.?m)", r"\1\2")),
    ),
    Error(Kind.NUMBER, "no per cent", both((r"(?<=\d) ?%", ""))),
    Error(
        Kind.DATE,
        "another month",
        change(
            (swap(r"\b{}\b", after(_MONTHS)),),
            ((r"(?<!\d)[2-9](?=月)", _lower), swap("(?<![十个几]){}(?=月)", _NUMERALS)),
        ),
    ),
    Error(
        Kind.DATE,
        "another day",
        change(
            (
                (rf"{_MONTH} (?P<day>\d{{1,2}})(?!\d)", _other_day),
                (rf"(?<!\d)(?P<day>\d{{1,2}}) {_MONTH}", _other_day),
            ),
            ((r"月(?P<day>\d{1,2})日", _other_day),),
        ),
    ),
    Error(
        Kind.DATE,
        "another year",
        change(
            ((rf"(?:(?<= in )|(?<=\d, )){_YEAR}(?!\d)", _other_year),),
            ((rf"(?<!\d){_YEAR}(?=年(?!代))", _other_year),),
        ),
    ),
    Error(
        Kind.DATE,
        "another weekday",
        change(
            (swap("{}", after("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")),),
            (swap("[期拜周]{}(?![次天个])", after("一 二 三 四 五 六 日")),),
            unless="per week|a week|一周|每周.次",
        ),
    ),
    Error(Kind.DATE, "another half of the day", _HALF_DAY),
    Error(
        Kind.DATE,
        "another hour",
        change(
            (
                swap(r"\b{} o'clock", _HOURS),
                swap(r"(?:half|quarter) past {}\b", _HOURS),
                (r"(?<!\d)[2-9](?=(?::\d\d)? [ap]\.?m)", _lower),
            ),
            (swap("(?<!十){}点(?=[半钟整一二三])", _NUMERALS), (r"(?<!\d)[2-9](?=点)", _lower)),
        ),
    ),
    Error(
        Kind.DATE,
        "another decade",
        change(
            ((r"(?<=\d)[2-9](?=0s)", _lower),),
            ((r"[2-9](?=0年代)", _lower), swap("{}十年代", _NUMERALS)),
        ),
    ),
    Error(
        Kind.DATE,
        "another century",
        change(
            (
                swap("{} century", after("seventeenth eighteenth nineteenth twentieth")),
                (r"1\d(?=th centur)", _lower),
            ),
            ((r"1\d(?=世纪)", _lower), swap("(?<=十){}世纪", _NUMERALS)),
        ),
    ),
    Error(Kind.UNIT, "another unit", _UNIT),
    Error(Kind.CURRENCY, "another currency", _CURRENCY),
    Error(Kind.URL, "another letter", both((ADDRESS, _other_letter), guarded=False)),
    Error(Kind.URL, "no address", both((ADDRESS, ""), guarded=False), frozenset((Kind.LENGTH,))),
    Error(Kind.NAME, "letters changed over", _latin_name(_transposed)),
    Error(Kind.NAME, "no name", _latin_name("")),
    Error(Kind.NEGATION, "no negation", _drop_negation),
    Error(Kind.NEGATION, "a negation more", _ADD_NEGATION),
    Error(
        Kind.BRACKETS,
        "half a pair",
        both((r"[(（)）\[\]【】《》](?![0-9])", ""), unless=r"\]\(|\\n"),
    ),
    Error(Kind.BRACKETS, "no pair", both((r"[(（\[【]([^()（）\[\]【】]+)[)）\]】]", r" \1 "))),
    Error(Kind.QUOTES, "half a pair", both((r'["“”「」]', ""))),
    Error(Kind.QUOTES, "no pair", both((r'["“「]([^"“”「」]+)["”」]', r"\1"), unless='[,，]["”]')),
    Error(Kind.UNTRANSLATED, "all of it", _whole, ANY),
    Error(Kind.UNTRANSLATED, "the last clause", _left_over, ANY),
    Error(Kind.LENGTH, "the first fourth", _cut, ANY),
    Error(Kind.LENGTH, "a phrase five times", _stutter, ANY),
    Error(Kind.PLACEHOLDER, "one lost", both((PLACEHOLDER, ""), guarded=False)),
    Error(Kind.PLACEHOLDER, "one twice", both((PLACEHOLDER, r"\g<0>\g<0>"), guarded=False)),
    Error(
        Kind.PLACEHOLDER,
        "one damaged",
        both(
            (r"(?<=\{)\w+(?=\})", r"\g<0>x"),
            (r"%(?=\d?\$?[sd])", "％"),
            (r"</", "< /"),
            (r"\\(?=[nt])", "/"),
            (r"&(?=\w+;)", "& "),
            (r"⟦(?=\d)", "["),
            guarded=False,
        ),
        frozenset((Kind.NUMBER, Kind.BRACKETS)),  # such as the digit of %1$s
    ),
    Error(Kind.PLACEHOLDER, "changed over", _order),
    Error(
        Kind.PLACEHOLDER,
        "closed before it is opened",
        both((r"<(\w+)>([^<]+)</\1>", r"</\1>\2<\1>"), guarded=False),
    ),
)
