"""What is in the pictures, a function for each scene."""

from __future__ import annotations

from collections.abc import Callable

from app.piece import Block, Piece, Run
from app.tabs.chat.tab import Tab as Chat
from app.tabs.code.tab import Tab as Code
from app.tabs.poetry.tab import Tab as Poetry
from app.tabs.poetry.task.brief import Brief as PoemBrief
from app.tabs.translate.tab import Tab as Translate
from app.tabs.translate.task.sheet import State
from app.tabs.translate.task.terms import Term
from app.tabs.write.tab import Tab as Write
from app.tabs.write.task import kinds, outline
from app.tabs.write.task.outline import Section
from app.tabs.write.task.state import Brief
from tests.pictures.stage import Stage

LEDGER = '''\
"""What each of several people owes the others."""

from collections import defaultdict
from dataclasses import dataclass, field


@dataclass
class Entry:
    """One expense that some people share."""

    payer: str
    amount: float
    shared_by: list[str] = field(default_factory=list)


class Ledger:
    """Collects entries and settles them."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def add(self, payer: str, amount: float, *shared_by: str) -> None:
        """Note an expense; without names everybody shares it."""
        self.entries.append(Entry(payer, amount, list(shared_by)))

    def balances(self) -> dict[str, float]:
        """Return what each person is owed, negative for what they owe."""
        result: dict[str, float] = defaultdict(float)
        for entry in self.entries:
            result[entry.payer] += entry.amount
            for person@
        return dict(result)

    def total(self) -> float:
        """Return the sum of all expenses."""
        return sum(entry.amount for entry in self.entries)
'''


def chat(stage: Stage) -> None:
    page = stage.page(Chat)
    store = stage.services.store
    for title, pinned in (
        (stage.say("A letter to the town council", "改写一段关于雨的散文"), True),
        (stage.say("Plan a weekend in Hangzhou", "杭州周末怎么玩"), False),
    ):
        number = store.create_conversation(title).id
        store.pin(number, pinned)
    page.new_conversation()
    asked = page._ensure_conversation()
    store.set_sampling(asked, {"temperature": 0.1, "seed": 1})
    question = stage.say(
        "What is the area of a circle of radius 3? Give the formula, then compute it in Python.",
        "半径为 3 的圆面积是多少？先写出公式，再用 Python 计算。",
    )
    page.composer.set_text(question)
    page.composer.submit()
    stage.until(lambda: stage.services.chats.reply(asked) is None)


def settings(stage: Stage) -> None:
    chat(stage)
    stage.page(Chat)._panel_button.setChecked(True)


def models(stage: Stage) -> None:
    stage.window.show_models()
    shown = stage.window._models
    assert shown
    shown.resize(1120, 720)
    stage.shown = shown


def write(stage: Stage) -> None:
    page = stage.page(Write)
    language = stage.language
    pieces = stage.services.writing.pieces
    own = pieces.folders.create(stage.say("Essays", "散文")).id
    for name, sort, count, goal in (
        (stage.say("Tides, chapter three", "潮汐 第三章"), "chapter", 1480, 3000),
        (stage.say("Letter to the council", "致镇公所的信"), "letter", 180, 300),
    ):
        pieces.create(Piece(name, language), kind=sort, goal=goal, count=count)
    typed = stage.say(
        "The harbour wakes before the town does. Nets are folded, engines cough, and somebody"
        " whistles a song that nobody remembers the name of.",
        "港口比小镇醒得早。有人收网，有人发动马达，有人哼着一支谁也叫不出名字的歌。",
    )
    made = stage.say(
        " The six o'clock ferry is nearly empty: two nurses, a boy with a bicycle, a crate of"
        " apples and a dog that will not go ashore.",
        "六点那班渡船几乎是空的：两位护士，一个推自行车的男孩，一箱苹果，还有一条不肯上岸的狗。",
    )
    second = stage.say(
        "In 1971 there was to be a bridge. The plans hung in the town hall until they were"
        " yellow, and then they were taken down.",
        "一九七一年，这里本来要修一座桥。图纸在镇公所的墙上一直挂到发黄，后来就摘了下来。",
    )
    offered = stage.say(
        "In 1971 a bridge was to be built. The plans hung in the town hall until they were"
        " yellow, and one day nobody could say who had taken them down.",
        "一九七一年，这里本来要架一座桥。图纸在镇公所的墙上一直挂到发黄，后来不知被谁摘了下来。",
    )
    heads = (
        stage.say("The quay at six", "清晨的渡口"),
        stage.say("The bridge that was not built", "没有修成的桥"),
        stage.say("The man who steers", "掌舵的人"),
        stage.say("Why the ferry must go on", "渡船为什么要留下"),
    )
    title = stage.say("Why small towns should keep their ferries", "小镇为什么要留住渡船")
    blocks = (
        Block("heading", (Run(heads[0]),), 2),
        Block(runs=(Run(typed), Run(made, author="model", generation=1))),
        Block("heading", (Run(heads[1]),), 2),
        Block(runs=(Run(second),)),
    )
    kind = kinds.of("essay", language)
    entry = pieces.create(
        Piece(title, language, blocks), kind="essay", folder=own, goal=900, count=76
    )
    page.library.reload()
    page.open(entry.id)
    sections = tuple(Section(head, "", 225) for head in heads)
    page.sections.plan(Brief(kind, language, title), outline.spread(sections, 900))
    page.menus._show("outline")
    number = page.editor.propose((3, 0), (3, len(second)), offered, 1)
    page.editor.go_to_proposal(number)


def poetry(stage: Stage) -> None:
    page = stage.page(Poetry)
    if stage.language == "zh":
        page.wishes.set_brief(PoemBrief("水调歌头", theme="中秋"))
    else:
        page.wishes.set_brief(PoemBrief("七绝", theme="秋江", mood="清冷"))
    page.compose()
    stage.until(lambda: page.opened.poem is not None and not page.composing.busy)
    page.show_page("check")


def translate(stage: Stage) -> None:
    page = stage.page(Translate)
    if stage.language == "en":
        terms = [Term("inkstone", "砚台"), Term("grandfather", "祖父")]
        stage.services.translation.glossary.add(("en", "zh"), terms)
    page.translate_text(
        stage.say(
            "Every morning my grandfather ground his ink in the courtyard, and then he wrote."
            " He was never in a hurry.\n\nThe inkstone stayed with him for fifty years."
            " On 5 March 2024 it came to me.",
            "每天早晨，祖父都在院子里研墨，然后写字。他从来不着急。\n\n"
            "这支毛笔陪了他五十年。2024年3月5日，它到了我手里。",
        )
    )
    sheet = page.live.sheet
    stage.until(lambda: sheet.rows and all(row.state is State.DONE for row in sheet.rows))
    page.panel.setVisible(stage.language == "en")


def code(stage: Stage) -> None:
    page = stage.page(Code)
    path = stage.folders.data / "ledger.py"
    at = LEDGER.index("person@") + len("person")
    path.write_text(LEDGER.replace("person@", "person"), encoding="utf-8")
    page.files.open_files([path])
    editor = page.editor
    assert editor
    cursor = editor.textCursor()
    cursor.setPosition(at)
    editor.setTextCursor(cursor)
    editor.centerCursor()
    editor.setFocus()
    cursor.insertText(" ")
    stage.until(lambda: bool(editor.ghost) and not stage.services.engine.busy)


SCENES: dict[str, Callable[[Stage], None]] = {
    "chat": chat,
    "settings": settings,
    "models": models,
    "write": write,
    "poetry": poetry,
    "translate": translate,
    "code": code,
}
