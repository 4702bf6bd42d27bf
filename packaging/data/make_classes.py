"""Make app/tabs/poetry/data/classes*.txt.xz anew: classes of characters, and words of two.

    pip download --no-deps --no-binary :all: jieba==0.42.1
    npm pack chinese-poetry@2.0.1

Unpack both (the npm package as `package`) into one folder and give its name:

    PYTHONPATH=. python packaging/data/make_classes.py FOLDER

The classes come from every other poem; how they do on the rest of them is printed.
"""

from __future__ import annotations

import json
import lzma
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.tabs.poetry.task.chinese import parallel, rhymes
from app.tabs.poetry.task.chinese.check import check, form_of, split_lines
from app.tabs.poetry.task.chinese.readings import simplified
from app.tabs.poetry.task.chinese.tones import sounds

DATA = Path(__file__).parents[2] / "app" / "tabs" / "poetry" / "data"
# What must match: a noun may stand against any noun, but a number only against a number.
KINDS = ("名词", "动词", "形容词", "虚字", "数目", "颜色", "方位")
NOUN = 0
TAGS = {
    "n": 0, "g": 0, "t": 0, "j": 0, "v": 1, "a": 2, "b": 2, "d": 3, "p": 3, "c": 3, "u": 3, "r": 3,
    "m": 4, "f": 6, "s": 6,
}  # fmt: skip
# The classes of the old handbooks of parallelism (《笠翁对韵》, 王力《诗词格律》): facts.
TRADITIONAL = {
    "天文": "天日月星辰云雨风霜雪露雷电霞虹雾烟霰霄汉霓曦晖阳岚霭冰雹飙",
    "时令": "春夏秋冬年岁月朝暮夕夜晨昏晓昼宵晚旦时节候腊寒暑午更古今昔旬",
    "地理": (
        "地山水江河湖海川溪泉涧潭池塘沼峰岭岩崖壑谷洞岳峦原野田畴陌路径蹊石沙洲渚汀岸浦津渡波浪涛"
        "潮流瀑泥尘土林郊国州郡县乡村京洛都邑关塞郭城郢蜀秦楚吴越燕赵湘岛浒堤峡屿坡陵丘坂碛漠井园"
        "圃"
    ),
    "宫室": (
        "宫室殿堂楼台阁亭榭轩斋馆舍屋宅家门户窗牖帘栏槛阶庭院墙壁垣寺庙观庵塔桥梁廊厨檐瓦扉扃阙坛"
        "营篱帷幕巷店驿"
    ),
    "器物": (
        "舟船舸艇帆樯楫棹车马鞍辔弓剑刀戈矛枪甲旗旌鼓角钟磬琴瑟箫笛笙琵弦灯烛炉镜枕席床帐扇杯樽壶"
        "盘盏瓶钩针线网竿绳杖金银玉珠珪璧钗簪笼箭笳笠铎漏鼎釜篙"
    ),
    "衣饰": "衣裳冠巾袍裙袖带履屐襟佩绶锦罗绮纨纱绫缎绢绣帽裘袂衫裾麻布钿珮",
    "饮食": "酒茶饭羹粥蔬食酱盐醪浆脍饼稻粱粟麦黍醴肴",
    "文具": "书诗文字笔墨纸砚简册卷章赋词句篇图画棋印信札史经帖檄诏谱",
    "草木": (
        "草木花树竹松柏梅兰菊桃李杏柳杨桑麻荷莲菱芦荻蒲萍苔藓蕉桂枫梧桐槐榆枝叶根蕊芽藤葛芝蓬蒿莎"
        "葵瓜果橘柚梨枣荔蔓萝薜蘅杜芳禾苗笋茅藜芙蓉薇"
    ),
    "鸟兽": (
        "鸟兽禽鱼虫龙凤鹤鹭鸥雁燕莺鹊乌鸦鸡犬牛羊虎豹猿鹿狐兔鼠蝶蝉蛩蜂蛾萤蛇龟鸳鸯鹏鹰雕鸿雀鸠鹃"
        "麟鲸鲈蛟蛛鹦鹉骥驹驴猴雉鸾"
    ),
    "形体": "身心头首面眼目眉鬓发须口唇齿舌手足肩腰肠胸腹骨血肌肤颜泪魂魄容影背膝臂髭指腕",
    "人事": (
        "功名事业情意恩怨愁恨志道德才学梦歌舞笑语言声利禄命运礼乐兵战政权理法忧仇香色气味趣兴机"
    ),
    "人伦": (
        "人君臣父母子女儿孙兄弟姊妹夫妻妇友朋客宾主师生僧士农商工将相王侯公卿帝皇后妃翁叟童仙佛神"
        "鬼圣贤奴婢渔樵吏官胡虏民郎娘妾姑"
    ),
    "方位": "东西南北上下左右前后中内外里间边旁",
    "数目": "一二三四五六七八九十百千万亿两双半数几独孤",
    "颜色": "红黄青绿碧蓝紫白黑苍翠丹朱赤素玄皓皎绛缃粉黛银金",
    "干支": "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥",
    "虚字": (
        "不未莫勿无非岂宁何曾已既将欲且又亦也皆尽俱惟唯只但犹尚还更最甚殊太极方正才渐忽乍频屡每常"
        "恒永终竟遂即便就而与及以于因为若如虽然则乃其之此彼谁孰焉乎哉矣者所自相从由"
    ),
}
LEAST = 10  # times that a character must stand in a couplet
LEAST_WORD = 2
ROUNDS = 40
PRIOR = 6.0  # how many couplets the handbooks and the dictionary weigh as much as

Poem = tuple[str, ...]
Couplet = tuple[str, str]
Array = npt.NDArray[np.float64]


def poems(source: Path) -> list[Poem]:
    """Return the poems of eight lines of five or seven, in simplified characters, each once."""
    found: dict[Poem, None] = {}
    for path in sorted((source / "package" / "dist").rglob("poet.tang.*.json")):
        for poem in json.loads(path.read_text(encoding="utf-8")):
            lines = split_lines("".join(poem["paragraphs"]))
            if len(lines) == 8 and {len(line) for line in lines} in ({5}, {7}):
                plain = tuple("".join(simplified().get(c, c) for c in line) for line in lines)
                found[plain] = None
    return list(found)


def middle(texts: Iterable[Poem]) -> list[Couplet]:
    return [(lines[at], lines[at + 1]) for lines in texts for at in parallel.middle(len(lines))]


def dictionary(source: Path) -> dict[str, str]:
    """Return the words of one or two characters with their tags."""
    [path] = source.glob("jieba-*/jieba/dict.txt")
    rows = (row.split() for row in path.read_text(encoding="utf-8").splitlines())
    return {row[0]: row[2] for row in rows if len(row[0]) <= 2}


def seed(character: str, tags: dict[str, str]) -> Array:
    """Return what the handbooks and the dictionary say: the share of each kind."""
    weights = np.full(len(KINDS), 0.02)
    listed = [name for name, members in TRADITIONAL.items() if character in members]
    for name in listed:
        weights[KINDS.index(name) if name in KINDS else NOUN] += 1
    tag = tags.get(character, "-")
    kind = NOUN if tag in ("nr", "ns") else TAGS.get(tag[0])
    if kind is None:
        weights += 0.05
    else:
        weights[kind] += 0.3 if listed else 0.6
    return np.asarray(weights / weights.sum())


def learn(couplets: Sequence[Couplet], tags: dict[str, str]) -> tuple[dict[str, Array], Array]:
    """Return how often a character stands as each kind, and how often all do.

    Characters that stand against each other are taken to be of one kind, or to stand so by
    chance; which, is found by expectation and maximization.
    """
    pairs = Counter(
        tuple(sorted(pair)) for upper, lower in couplets for pair in zip(upper, lower, strict=True)
    )
    characters = sorted({character for pair in pairs for character in pair})
    number = {character: at for at, character in enumerate(characters)}
    left = np.array([number[pair[0]] for pair in pairs])
    right = np.array([number[pair[1]] for pair in pairs])
    times = np.array(list(pairs.values()), dtype=np.float64)
    counts = np.zeros(len(characters))
    np.add.at(counts, left, times)
    np.add.at(counts, right, times)
    alone = counts / counts.sum()
    prior = np.array([seed(character, tags) for character in characters])
    weighed = prior * (counts + 1)[:, None]
    within = weighed / weighed.sum(0)
    kinds, chance = weighed.sum(0) / weighed.sum() * 0.85, 0.15
    for _ in range(ROUNDS):
        joint = kinds * within[left] * within[right]
        random_ = chance * alone[left] * alone[right]
        total = joint.sum(1) + random_
        parts = joint / total[:, None] * times[:, None]
        chance = float((random_ / total * times).sum() / times.sum())
        weighed = PRIOR * prior
        np.add.at(weighed, left, parts)
        np.add.at(weighed, right, parts)
        kinds, within = parts.sum(0) / times.sum(), weighed / weighed.sum(0)
    shares = weighed / weighed.sum(1, keepdims=True)
    base = (shares * counts[:, None]).sum(0) / counts.sum()
    return {c: shares[number[c]] for c in characters if counts[number[c]] >= LEAST}, base


def name(character: str, shares: Array) -> str:
    """Return the traditional class of a character, or what it mostly is."""
    mostly = KINDS[int(shares.argmax())]
    listed = [each for each, members in TRADITIONAL.items() if character in members]
    fitting = [each for each in listed if (each if each in KINDS else KINDS[NOUN]) == mostly]
    return (fitting or listed or [mostly])[0]


def words(texts: Iterable[Poem], tags: dict[str, str]) -> list[str]:
    """Return the words of two characters that poems use."""
    counts = Counter(
        line[at : at + 2] for lines in texts for line in lines for at in range(len(line) - 1)
    )
    return sorted(word for word, count in counts.items() if word in tags and count >= LEAST_WORD)


def write(file: str, lines: list[str]) -> None:
    text = "\n".join(lines).encode() + b"\n"
    (DATA / file).write_bytes(lzma.compress(text, preset=9))


def quiet(couplets: Sequence[Couplet]) -> str:
    """Return the share of couplets without a hint."""
    return f"{sum(not parallel.hints(*each) for each in couplets) / len(couplets):.1%}"


def measure(texts: Sequence[Poem]) -> None:
    """Print the shares of couplets without a hint in regulated poems."""
    book, chance = rhymes.pingshui(), random.Random(1)
    kept = [poem for poem in texts if (form := form_of(poem)) and check(poem, form, book).passed]
    inside = middle(kept)
    outside = [(poem[at], poem[at + 1]) for poem in kept for at in (0, 6)]
    by_tones: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for _, lower in inside:
        by_tones[tuple(each.tone for each in sounds(lower, book))].append(lower)
    others = [
        (upper, chance.choice(by_tones[tuple(each.tone for each in sounds(lower, book))]))
        for upper, lower in inside
    ]
    print(f"{len(kept)} poems. Without a hint: middle couplets {quiet(inside)},", end=" ")
    print(f"first and last {quiet(outside)}, by chance {quiet(others)}")


def main(source: Path) -> None:
    texts, tags = poems(source), dictionary(source)
    learned, base = learn(middle(texts[::2]), tags)
    rows = ["\t".join(f"{share:.4f}" for share in base)]
    for character, shares in learned.items():
        percent = "\t".join(str(round(share * 100)) for share in shares)
        rows.append(f"{character}\t{name(character, shares)}\t{percent}")
    write("classes.txt.xz", rows)
    write("classes_words.txt.xz", words(texts[::2], tags))
    measure(texts[1::2])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
