"""A model that writes as small ones do: it rambles, repeats, remarks; and how it is asked."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from app.tabs.write.task import kinds
from app.tabs.write.task.ask import Ask, Draft, Steps
from app.tabs.write.task.counts import length, tokens
from app.tabs.write.task.outline import Outline, Section
from app.tabs.write.task.state import Brief, Progress
from app.tabs.write.task.window import TURN, Window

Answer = Callable[[Ask], Draft]
WINDOW = Window(4096)
TITLES = {
    "en": ["Tides", "Walls", "Ropes", "Gulls", "Ferries", "Lights"],
    "zh": ["潮水", "堤岸", "缆绳", "海鸥", "渡船", "灯塔"],
}


def words(text: str) -> list[str]:
    return text.split()


EN_NOUNS = words(
    """harbour kettle merchant window engine lantern garden railway teacher winter market
letter island orchard compass baker valley signal bridge captain notebook violin storm miller
ladder pigeon curtain station tailor mirror planet doctor forest anchor blanket river"""
)
EN_VERBS = words(
    """carries repairs remembers follows measures paints ignores borrows discovers crosses
studies polishes defends counts trades records admires lifts questions protects"""
)
EN_MORE = words(
    """slowly again before dawn near the old wall without a word in the rain after lunch with
great care every second week behind the church under a grey sky since last autumn"""
)
EN_KINDS = words(
    """grey small broken patient silent crooked golden hollow narrow early foreign honest
loose muddy nervous painted quiet rusty salty tired velvet wooden yellow ancient bitter clumsy
distant empty famous gentle hidden icy jolly lonely modest noisy odd plain rough slim"""
)
ZH = """山水风月花鸟船灯书信街市桥路茶酒琴棋田园春秋雨雪星云木石火土人心手眼门窗城村老少新旧远近高低
来去走看听说想写读买卖种收开关上下左右东南西北学问事理金银铁布衣食住行早晚明暗""".replace("\n", "")


class Model:
    """Answers by what it is asked and a number: the same question has the same answer."""

    def __init__(self, language: str = "en", wild: float = 0.3) -> None:
        self.language, self.wild = language, wild

    def __call__(self, ask: Ask) -> Draft:
        text = "".join(segment.text for segment in ask.segments)
        chance = random.Random(f"{ask.sampling.seed} {text}")
        if ask.label == "digest":
            return Draft(self._digest(chance))
        parts = [self._remark(chance)] if chance.random() < self.wild else []
        size = chance.choice([60, 150, 350, 700, 1500])
        written = 0
        mine = self._earlier(ask)
        while written < size:
            one = self.sentence(chance)
            if mine and chance.random() < self.wild / 3:
                one = chance.choice(mine)
            if not any(phrase.lower() in one.lower() for phrase in ask.banned):
                mine.append(one)
                parts.append(one + ("\n\n" if chance.random() < 0.15 else ""))
                written += len(one) if self.language == "zh" else len(one.split())
            if chance.random() < self.wild / 40:
                parts.append(self._heading(chance))
        if chance.random() < self.wild:
            parts.append(self._ending(chance))
        whole = re.sub(r"[ ]*\n\n[ ]*", "\n\n", ("" if self.language == "zh" else " ").join(parts))
        most = (ask.sampling.max_tokens or 0) * (1 if self.language == "zh" else 4)
        return Draft(whole[:most], reason="length" if len(whole) > most else "end")

    def sentence(self, chance: random.Random) -> str:
        if self.language == "zh":
            clauses = [
                "".join(chance.choices(ZH, k=chance.randint(4, 12)))
                for _ in range(chance.randint(1, 3))
            ]
            return "，".join(clauses) + chance.choice("。。。！？")
        clauses = [
            f"the {chance.choice(EN_KINDS)} {chance.choice(EN_NOUNS)} {chance.choice(EN_VERBS)} a"
            f" {chance.choice(EN_KINDS)} {chance.choice(EN_NOUNS)} {chance.choice(EN_MORE)}"
            for _ in range(chance.randint(1, 4))
        ]
        return ", and ".join(clauses).capitalize() + chance.choice("...!?")

    def _earlier(self, ask: Ask) -> list[str]:
        texts = [one.text for one in ask.segments if one.part in ("recent", "text", "summary")]
        found = re.findall(r"[^.!?。！？\n…]+[.!?。！？]", "\n".join(texts))
        return [one.strip() for one in found if len(one) > 20]

    def _remark(self, chance: random.Random) -> str:
        english = ("Sure! Here is the section:\n\n", "### Section 3: A\n\n", "**Title**\n\n")
        chinese = ("好的，以下是这一节的正文：\n\n", "## 三、港口\n\n", "**标题**\n\n")
        return chance.choice(chinese if self.language == "zh" else english)

    def _heading(self, chance: random.Random) -> str:
        number = chance.randint(1, 12)
        name = f"第{number}部分" if self.language == "zh" else f"Part {number}"
        return f"\n\n## {name}\n\n"

    def _ending(self, chance: random.Random) -> str:
        if self.language == "zh":
            conclusion = "\n\n总之，" + self.sentence(chance)
            return chance.choice((conclusion, "\n\n（字数：500字）", "但是"))
        conclusion = "\n\nIn conclusion, " + self.sentence(chance)
        return chance.choice((conclusion, "\n\n(Word count: 500)", "but then the"))

    def _digest(self, chance: random.Random) -> str:
        short = self.sentence(chance)
        return chance.choice((short, f'Summary: "{short}"', "", short * 30, "Say in one or two"))


def brief(language: str = "en", kind: str = "essay", **more: object) -> Brief:
    topic = "老港口" if language == "zh" else "Old harbours"
    return Brief(kinds.of(kind, language), language, topic, **more)  # type: ignore[arg-type]


def outline(count: int, language: str = "en") -> Outline:
    titles = TITLES[language]
    return tuple(
        Section(f"{titles[number % len(titles)]} {number + 1}", "what is to be said of it")
        for number in range(count)
    )


def run(
    steps: Steps[Progress], model: Answer, seen: Callable[[Ask], None] = lambda _: None
) -> Progress:
    """Answer what is asked, at most 2,000 times."""
    try:
        ask = next(steps)
        for _ in range(2000):
            seen(ask)
            ask = steps.send(model(ask))
    except StopIteration as end:
        result: Progress = end.value
        return result
    raise AssertionError("it goes on asking")


def saying(*texts: str | Draft) -> Answer:
    """Answer with these, the last one again and again; a section in short is always the same."""
    left = list(texts)

    def answer(ask: Ask) -> Draft:
        if ask.label == "digest":
            return Draft("Boats came and went.")
        said = left.pop(0) if len(left) > 1 else left[0]
        return said if isinstance(said, Draft) else Draft(said)

    return answer


def prose(count: int, start: int = 0) -> str:
    """Return sentences of so many words together, no two of which are alike."""
    said = Model()
    sentences = [said.sentence(random.Random(n)) for n in range(start, start + 400)]
    taken, size = [], 0
    for sentence in sentences:
        if size >= count:
            break
        taken.append(sentence)
        size += length(sentence)
    return " ".join(taken)


def used(ask: Ask) -> int:
    turns = ask.turns
    return sum(tokens(turn.text) + TURN for turn in turns) + (ask.sampling.max_tokens or 0)
