"""Kinds of writing: whom a piece is for, how it sounds, how long it is and how it is built.

A person edits a kind and keeps it as one of their own; these are what there is at first.
"""

from __future__ import annotations

from msgspec import Struct

from app.tabs.write.task.counts import is_chinese


class Kind(Struct, frozen=True, omit_defaults=True):
    """A template. `length` is the usual one in the language's unit; `id` is "" for one's own.

    `structure` names the parts that such a piece has, in their order.
    """

    id: str
    language: str
    name: str
    audience: str = ""
    tone: str = ""
    length: int = 800
    structure: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    is_story: bool = False  # has scenes and characters in place of statements


_EN = (
    Kind(
        "news",
        "en",
        "News report",
        "readers who want to know what happened and may stop after any paragraph",
        "factual, neutral, short sentences, active voice",
        500,
        ("What happened, who, where, when", "Details and figures", "What people say", "Background"),
        ("opinions of your own", "guesses presented as facts", "adjectives that judge"),
    ),
    Kind(
        "blog",
        "en",
        "Blog post",
        "curious people who found it by a search",
        "personal, lively, clear, speaks to the reader as you",
        900,
        ("A hook from daily life", "The problem", "What helps, with examples", "What to do now"),
        ("empty introductions", "buzzwords", "exaggerated promises"),
    ),
    Kind(
        "essay",
        "en",
        "Essay",
        "educated readers who like to follow a thought",
        "thoughtful, precise, with a voice of its own",
        1500,
        ("The question", "The claim", "Reasons and examples", "The strongest objection", "Answer"),
        ("lists", "claims without reasons", "quotations in place of thoughts"),
    ),
    Kind(
        "story",
        "en",
        "Short story",
        "readers of fiction",
        "vivid, concrete; shows rather than tells",
        2500,
        ("A person wants something", "It goes wrong", "It gets worse", "The turn", "What is left"),
        ("explaining the moral", "summaries in place of scenes", "clichés"),
        is_story=True,
    ),
    Kind(
        "chapter",
        "en",
        "Novel chapter",
        "readers who know the chapters before",
        "in the voice of the novel, scenes with dialogue and senses",
        3000,
        ("Where we are", "What the character wants here", "Conflict", "Turn", "A pull to read on"),
        ("retelling former chapters", "solving everything", "characters who all talk alike"),
        is_story=True,
    ),
    Kind(
        "letter",
        "en",
        "Business letter",
        "a busy partner, customer or authority",
        "polite, clear, to the point",
        250,
        ("Why I write", "The matter in detail", "What is asked for, until when", "Closing"),
        ("more than one matter", "stiff phrases", "reproaches"),
    ),
    Kind(
        "report",
        "en",
        "Report",
        "people who decide and read the beginning only",
        "objective, well ordered, numbers with their sources",
        1800,
        ("Summary", "Task and method", "Findings", "Assessment", "Recommendations"),
        ("first person", "findings mixed with opinions", "figures without a source"),
    ),
    Kind(
        "speech",
        "en",
        "Speech",
        "listeners who hear it once",
        "spoken language, warm, short sentences, repeated key words",
        800,
        ("Greeting and occasion", "A story", "The message", "What we can do", "Ending to remember"),
        ("long sentences", "numbers that nobody can keep", "apologies"),
    ),
    Kind(
        "product",
        "en",
        "Product text",
        "people who compare before they buy",
        "concrete, friendly, honest",
        250,
        ("The benefit", "What it does", "Details", "For whom", "What to do next"),
        ("superlatives", "technical terms without their use", "promises that cannot be kept"),
    ),
    Kind(
        "post",
        "en",
        "Social post",
        "people who scroll past",
        "direct, human, one idea",
        80,
        ("First line that stops", "The idea", "A question or a call"),
        ("more than two hashtags", "several topics", "advertising tone"),
    ),
)

_ZH = (
    Kind(
        "news",
        "zh",
        "新闻报道",
        "想知道发生了什么、可能读到任何一段就停下的读者",
        "客观、中立，句子简短，多用主动句",
        800,
        ("导语：何时何地何人何事", "细节与数据", "各方说法", "背景"),
        ("作者个人观点", "把推测写成事实", "带有褒贬的形容词"),
    ),
    Kind(
        "blog",
        "zh",
        "博客文章",
        "通过搜索找到文章的好奇读者",
        "亲切、生动、清楚，像和读者面对面说话",
        1500,
        ("从生活场景切入", "问题在哪里", "方法与实例", "读者现在可以怎么做"),
        ("空洞的开场白", "流行套话", "夸大的承诺"),
    ),
    Kind(
        "essay",
        "zh",
        "议论散文",
        "愿意跟随思路的读者",
        "有思考、准确、有自己的声音",
        2000,
        ("提出问题", "表明观点", "理由与例证", "最有力的反驳", "回应与收束"),
        ("罗列条目", "没有理由的论断", "以引文代替思考"),
    ),
    Kind(
        "story",
        "zh",
        "短篇小说",
        "小说读者",
        "具体、生动，用场景展示而不是讲道理",
        4000,
        ("人物想要什么", "事情不顺", "情况更糟", "转折", "留下了什么"),
        ("直接说出寓意", "用概述代替场景", "陈词滥调"),
        is_story=True,
    ),
    Kind(
        "chapter",
        "zh",
        "长篇小说章节",
        "读过前面章节的读者",
        "与全书声音一致，有对话、有感官细节的场景",
        4000,
        ("此刻身在何处", "人物在这一章想要什么", "冲突", "转折", "让人想读下去的结尾"),
        ("复述前面的章节", "一次解决所有问题", "所有人物说话一个样"),
        is_story=True,
    ),
    Kind(
        "letter",
        "zh",
        "商务信函",
        "事务繁忙的合作方、客户或主管部门",
        "礼貌、清楚、直接",
        400,
        ("来信目的", "事情经过与细节", "请求事项与期限", "结语"),
        ("一信多事", "生硬的套语", "指责"),
    ),
    Kind(
        "report",
        "zh",
        "工作报告",
        "只读开头就要做决定的人",
        "客观、条理清楚，数字注明来源",
        3000,
        ("摘要", "任务与方法", "发现", "分析评价", "建议"),
        ("第一人称抒情", "事实与意见混在一起", "没有来源的数字"),
    ),
    Kind(
        "speech",
        "zh",
        "演讲稿",
        "只听一遍的听众",
        "口语、真诚，短句，关键词重复出现",
        1500,
        ("称呼与场合", "一个故事", "核心观点", "我们能做什么", "让人记住的结尾"),
        ("长句", "记不住的数字", "道歉"),
    ),
    Kind(
        "product",
        "zh",
        "产品文案",
        "购买前会比较的人",
        "具体、友好、诚实",
        400,
        ("带来的好处", "它能做什么", "细节", "适合谁", "下一步"),
        ("最高级用语", "不说用处的术语", "做不到的承诺"),
    ),
    Kind(
        "post",
        "zh",
        "社交媒体帖子",
        "随手划过的人",
        "直接、有人味，只讲一个意思",
        150,
        ("让人停下的第一句", "要说的意思", "一个问题或号召"),
        ("三个以上话题标签", "多个主题", "广告腔"),
    ),
)
KINDS: tuple[Kind, ...] = (*_EN, *_ZH)
IDS: tuple[str, ...] = tuple(kind.id for kind in _EN)


def of(id_: str, language: str) -> Kind:
    """Return a kind in a language; raises KeyError."""
    wanted = "zh" if is_chinese(language) else "en"
    for kind in KINDS:
        if (kind.id, kind.language) == (id_, wanted):
            return kind
    raise KeyError(id_)
