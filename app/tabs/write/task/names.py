"""Names in a text by their form: capitals in English; surnames, titles and marks in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w'’-]*"
_LINK = r"(?:of|de la|de|del|der|van der|van|von|du|la|le|bin|ibn|&)"
_NAME = re.compile(
    rf"(?:(?:Mr|Mrs|Ms|Dr|Prof|St|Sir|Gen|Sen)\.? )?(?:(?:[A-Z]\.){{1,3}} ?|{_CAPITAL} )*{_CAPITAL}"
    rf"(?: {_LINK}(?: {_CAPITAL})+)*(?:\.? {_CAPITAL})*"
)
# Words that begin a sentence, or are written with a capital, and are no name.
_NO_NAME = re.compile(
    "(?:a|about|above|according|after|again|against|all|almost|already|also|although|always"
    "|among|an|and|another|any|april|are|as|at|august|back|be|because|been|before|behind|being"
    "|below|beside|between|both|but|by|can|could|december|despite|did|do|does|down|during|each"
    "|early|either|else|english|even|ever|every|everyone|everything|except|february|few"
    "|finally|first|for|friday|from|further|had|has|have|he|hence|her|here|hers|his|how"
    "|however|i|if|in|indeed|inside|instead|into|is|it|its|january|july|june|just|last|later"
    "|least|less|like|many|march|may|maybe|me|meanwhile|might|monday|more|most|much|must|my"
    "|near|neither|never|new|next|no|nobody|none|nor|not|nothing|november|now|october|of|off"
    "|often|old|on|once|one|only|or|other|others|our|out|outside|over|perhaps|rather|saturday"
    "|second|september|several|she|should|since|so|some|someone|something|sometimes|soon|still"
    "|such|sunday|than|that|the|their|them|then|there|therefore|these|they|third|this|those"
    "|though|three|through|thursday|thus|to|today|together|tomorrow|too|towards|tuesday|two"
    "|under|unless|until|up|upon|us|very|was|we|wednesday|were|what|whatever|when|whenever"
    "|where|whether|which|while|who|whoever|whom|whose|why|will|with|within|without|would|yes"
    "|yesterday|yet|you|your|chapter|figure|table|part|section)",
    re.IGNORECASE,
)
_CONTRACTED = re.compile(r"(?:'|’)(?:m|ve|ll|d|re|s|t)$")
_BEGINS = re.compile(r"(?:^|[.!?:;…\n“\"「(\[*#>—]|[.!?][\"”’)])[\s“\"‘'(*_#>-]*$")
_WORD = re.compile(r"[A-Za-zÀ-ÿ][\w'’]*")

_HAN = "[\u4e00-\u9fff]"
_SURNAME = (
    "(?:欧阳|司马|上官|诸葛|司徒|夏侯|皇甫|尉迟|公孙|慕容|令狐|东方"
    "|[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文])"
)
_NOT_GIVEN = (
    "的了是在和与也都就不而又之说称对把被将从向等及或其这那有这个们先女教博主总部市经老同院书记"
)
_GIVEN = f"[^\\W\\dA-Za-z_{_NOT_GIVEN}]"
_TITLE = (
    "(?:先生|女士|小姐|太太|教授|副教授|博士|院士|主席|总统|总理|首相|部长|省长|市长|县长|局长|校长|院长|所长|主任|书记"
    "|经理|总裁|董事长|老师|医生|律师|法官|将军|同志|导演|记者)"
)
_ROLE = (
    "(?:总统|总理|首相|主席|部长|市长|校长|院长|教授|博士|院士|记者|导演|作家|诗人|画家|歌手|演员|学者|科学家|物理学家|数学家"
    "|历史学家|经济学家|创始人|董事长|总裁|首席执行官|发言人|皇帝|将军)"
)
_SAYS = (
    "(?:说|表示|认为|指出|介绍|告诉|强调|写道|回忆|透露|解释|宣布|坦言|谈到|提出|出生|毕业"
    "|获得|担任|曾)"
)
# Characters that write foreign names.
_SOUND = (
    "[阿艾爱安奥巴班鲍贝本比彼宾波伯勃博布查茨达戴丹道德登迪蒂丁杜顿多厄恩尔法范菲费芬夫弗福伽"
    "盖冈高戈格根古哈海汉豪赫黑亨胡霍基吉加贾简杰金卡凯坎康考科克肯库夸奎拉莱兰朗劳勒雷里利丽"
    "莉列林琳隆卢鲁路罗洛马玛麦曼梅蒙米密敏明莫姆穆纳娜南内尼涅纽诺欧帕潘庞佩彭皮普齐契乔琼丘"
    "让热日荣茹瑞若萨塞桑瑟森沙莎山尚舍圣史斯思丝苏索塔泰坦汤唐陶特提廷图托瓦万威韦维温沃乌伍"
    "西希夏谢辛休雪逊雅亚扬耶叶伊易因英尤约翰泽扎詹珍芝朱兹祖佐埃邦蕾薇娅妮黛琪柏楚滨伦仑堡彻"
    "策措邓董凡冯佛葛贡郭杭荷洪华惠津喀腊赖黎李梁廖伶龙略茂孟缪谟默慕奈努泼蒲奇恰切钦琴赛申施"
    "舒梭滕旺魏锡肖许延杨耀赞曾卓宗]"
)
_PATTERNS = (
    re.compile("《[^《》\n]{1,40}》"),
    re.compile(rf"{_SOUND}{{1,8}}(?:[·•・]{_SOUND}{{1,8}})+"),
    re.compile(rf"(?P<name>{_SURNAME}{_GIVEN}{{1,2}}?)(?={_TITLE}|{_SAYS})"),
    re.compile(rf"(?P<name>{_SURNAME}{_TITLE})(?!们)"),
    re.compile(
        rf"(?:名叫|叫做|名为|姓名：)(?P<name>{_SURNAME}{_GIVEN}{{1,2}})(?=[，。、；（）“”的])"
    ),
    re.compile(
        rf"(?<={_HAN}){_ROLE}(?P<name>{_SURNAME}{_GIVEN}{{1,2}})(?=[，。、；：（）“”的在和与对将也]|{_SAYS})"
    ),
    re.compile(
        r"(?:[^\W\d_A-Za-z的了在是和与到从被把对由向于为及或他她它我你们这那一每各该某有]){2,8}"
        "(?:大学|学院|公司|集团|银行|研究所|研究院|科学院|委员会|博物馆|图书馆|医院|法院|出版社|报社|电视台|基金会|协会)"
    ),
)
_LEAST_REPEATED = 2


def find(text: str) -> Iterator[Span]:
    """Yield the spans of names; they may overlap."""
    yield from _chinese(text)
    start = 0
    for line in text.splitlines(keepends=True):
        if not _is_heading(line):
            for first, last in _english(line):
                yield start + first, start + last
        start += len(line)


def _english(line: str) -> Iterator[Span]:
    for match in _NAME.finditer(line):
        start, end = match.span()
        words = list(_WORD.finditer(line, start, end))
        begins = _BEGINS.search(line[:start]) is not None
        while words and _is_none(words[0][0]):
            words.pop(0)
            begins = False
        while words and _is_none(words[-1][0]):
            end = words.pop().start()
        if not words or (begins and len(words) == 1 and not words[0][0][1:2].isupper()):
            continue
        name = line[words[0].start() : end].rstrip(" .-")
        size = len(re.sub(r"['’]s$", "", name))
        yield words[0].start(), words[0].start() + size


def _is_none(word: str) -> bool:
    return _NO_NAME.fullmatch(_CONTRACTED.sub("", word)) is not None


def _is_heading(line: str) -> bool:
    """Tell whether most words have a capital only because the line is a heading."""
    words = [word for word in _WORD.findall(line) if len(word) > 3]
    ends = line.rstrip().endswith((".", "!", "?", ",", ":", ";", "。"))
    return len(words) > 1 and not ends and sum(w[0].isupper() for w in words) * 4 > len(words) * 3


def _chinese(text: str) -> Iterator[Span]:
    known: set[str] = set()
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            span = match.span("name") if match.groupdict() else match.span()
            name = text[slice(*span)]
            if len(name) > _LEAST_REPEATED and match.groupdict():
                known.add(name)
            yield span
    for name in known:
        yield from (match.span() for match in re.finditer(re.escape(name), text))
