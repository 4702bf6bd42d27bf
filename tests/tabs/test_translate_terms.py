"""Terms put into drafts, words mended, messages taken apart: what the text looks like after it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.protocol import Alternative, Choice
from app.tabs.translate.task import drafts, messages, musts, prompts, terms
from app.tabs.translate.task.musts import Must, same_placeholders
from app.tabs.translate.task.procedure import translate
from app.tabs.translate.task.renaming import own_words, renamed, splice
from app.tabs.translate.task.request import Ask, Draft, Request, Translation
from app.tabs.translate.task.terms import Term
from tests.bench import translation

Model = Callable[[Ask], Draft]


def run(request: Request, model: Model) -> Translation:
    steps = translate(request)
    try:
        ask = next(steps)
        for _ in range(40):
            ask = steps.send(model(ask))
    except StopIteration as end:
        result: Translation = end.value
        return result
    raise AssertionError("it goes on asking")


def written(*tokens: str | Choice) -> Draft:
    """Return a draft of these tokens, each nearly certain."""
    choices = tuple(t if isinstance(t, Choice) else Choice(0, t, -0.1, ()) for t in tokens)
    return Draft("".join(choice.text for choice in choices), choices)


def unsure(text: str, *others: str) -> Choice:
    alternatives = tuple(Alternative(1, other, -1.0 - n) for n, other in enumerate(others))
    return Choice(0, text, -0.5, alternatives)


@pytest.mark.parametrize(
    ("text", "words", "wanted", "target", "result"),
    [
        ("This model is a model.", "model", "network", "en", "This network is a network."),
        ("A model and models.", "model", "arm", "en", "An arm and arms."),
        ("Boxes are an option.", "option", "choice", "en", "Boxes are a choice."),
        ("The model's arms.", "model", "box", "en", "The box's arms."),
        ("Models are here.", "model", "box", "en", "Boxes are here."),
        ("After updating, it rests.", "update", "upgrade", "en", "After upgrade, it rests."),
        ("It is in the师父 house.", "师父", "shifu", "en", "It is in the shifu house."),
        ("将 dressing和水", "dressing", "敷料", "zh", "将敷料和水"),
        ("免费试用期很长。", "免费试用", "免费体验期", "zh", "免费体验期很长。"),
        (
            "The arbitration panel met.",
            "arbitration",
            "arbitration panel",
            "en",
            "The arbitration panel met.",
        ),
        ("Nothing to see.", "model", "network", "en", "Nothing to see."),
    ],
)
def test_a_term_takes_the_place_of_words(
    text: str, words: str, wanted: str, target: str, result: str
) -> None:
    must = Must(wanted, is_term=True, source="x")
    assert renamed(Draft(text), (words,), must, (), target).text == result


def test_words_of_another_term_are_left_alone() -> None:
    other = Must("model train", is_term=True, source="y")
    must = Must("network", is_term=True, source="x")
    draft = Draft("The model train saw the model.")
    assert renamed(draft, ("model",), must, (other,), "en").text == (
        "The model train saw the network."
    )


def test_the_choices_of_a_draft_still_spell_it() -> None:
    draft = splice(written("The", " old", " model", " ran", "."), (5, 13), "x net")
    assert draft.text == "The ox netl ran."[:5] + draft.text[5:]
    assert "".join(choice.text for choice in draft.choices) == draft.text
    whole = renamed(
        written("The", " model", " ran", "."), ("model",), Must("net", 1, True), (), "en"
    )
    assert [choice.text for choice in whole.choices] == ["The", " net", " ran", "."]


def test_a_word_of_one_token_comes_with_the_others_it_could_have_been() -> None:
    assert own_words(written(unsure("患者", "病人", "的", "patient"))) == (
        "患者",
        "病人",
        "patient",
    )
    assert own_words(written("The", unsure(" doctor", " nurse"), ".")) == ("doctor",)


def test_parts_of_a_character_become_one_choice() -> None:
    draft = Draft(
        " 😀好。",
        (
            Choice(1, "\ufffd", -1.0, ()),
            Choice(2, "\ufffd", -3.0, ()),
            *written("好", "。").choices,
        ),
    )
    clean = drafts.cleaned(draft, "x")
    assert clean.text == "😀好。"
    assert [(c.text, c.logprob) for c in clean.choices][:2] == [("😀", -2.0), ("好", -0.1)]


def test_terms_inside_others_are_not_replaced_twice() -> None:
    listed = (Term("模型", "model base"), Term("base", "x"), Term("大模型", "large one"))
    assert terms.substituted(listed, "大模型和模型") == "large one和model base"
    assert terms.substituted((Term("数据库", "data store"),), "PostgreSQL数据库") == (
        "PostgreSQL data store"
    )
    assert terms.substituted((Term("tenant", "承租方"),), "the tenant's and tenants") == (
        "the 承租方's and 承租方"
    )


def test_plurals_of_terms_are_found() -> None:
    assert terms.find("policy", "two policies") and not terms.find("policy", "policing")
    assert terms.find("OpenAI 平台", "用OpenAI平台做")


def test_a_term_left_in_the_source_s_language_is_replaced_without_asking() -> None:
    request = Request("The witness left.", "en", "zh", terms=(Term("witness", "目击人"),))
    result = run(request, lambda _ask: Draft("witness离开了。"))
    assert (result.text, result.asks) == ("目击人离开了。", 1)


def test_a_sentence_with_the_wanted_words_is_asked_for_where_nothing_fits() -> None:
    request = Request("这个模型很好。", "zh", "en", terms=(Term("模型", "network"),))
    answers = {"模型": "pattern", "这个network很好。": "This network is good."}
    result = run(request, lambda ask: Draft(answers.get(ask.turns[-1].text, "It is good.")))
    assert (result.text, result.asks) == ("This network is good.", 3)


def test_a_reply_that_repeats_the_prompt_is_no_translation() -> None:
    request = Request("Knead the dough.", "en", "zh", terms=(Term("dough", "面坯"),))
    for leak in ("必须使用这些术语：“dough”译为“面坯”。", "你是一名专业翻译，面坯。"):
        assert not drafts.sensible(request, Draft(leak))
    system = prompts.turns(request)[0].text
    assert any(line.startswith(prompts.REPEATED) for line in system.split("\n"))


def test_an_explanation_or_an_endless_text_is_no_translation() -> None:
    request = Request("at", "en", "zh")
    assert drafts.sensible(request, Draft("在"))
    assert not drafts.sensible(request, Draft("在中文中，“at”是一个常用的介词，表示位置或者时间。"))
    assert not drafts.sensible(request, Draft("在", reason="length"))
    assert drafts.sensible(Request("你好", "zh", "ja"), Draft("こんにちは"))


def test_a_word_left_in_the_source_s_language_is_mended() -> None:
    request = Request("Neither side is liable.", "en", "zh")
    first = written("在条款下，", unsure(" neither", " nor", "双方"), "一方", "负责。")

    def model(ask: Ask) -> Draft:
        if not ask.resume:
            return first
        assert ask.turns[-1].text == "在条款下，双方"
        return written("均不", "负责。")

    result = run(request, model)
    assert (result.text, result.asks) == ("在条款下，双方均不负责。", 2)
    assert "".join(choice.text for choice in result.choices) == result.text


def test_names_code_and_addresses_are_not_mended() -> None:
    for text in ("请访问 example.com。", "运行 /usr/bin/python。", "用GitHub。", "a@mail.org"):
        request = Request(text, "en", "zh")
        others = written(*(unsure(character, "好") for character in text))
        assert run(request, lambda _ask, draft=others: draft).text == text


def test_branches_of_messages_are_translated_and_nothing_else_of_them() -> None:
    text = "{n, plural, one {# file} other {# files}}"
    assert [part for part, fixed in messages.parts(text) if not fixed] == ["# file", "# files"]
    assert messages.parts("{when, date, long}") == [("{when, date, long}", True)]
    nested = "{g, select, male {He has {n, plural, other {# of {all}}}} other {x}}"
    assert "".join(piece for piece, _ in musts.pieces(nested)) == nested
    assert [piece for piece, fixed in musts.pieces(nested) if not fixed] == [
        "He has ",
        " of ",
        "x",
    ]
    answers = {"file": "文件", "files": "文件", "selected": "已选择"}
    result = run(
        Request(f"{text} selected", "en", "zh"),
        lambda ask: Draft(answers.get(ask.turns[-1].text, "{数, plural, 一 {# 文件}} 已选择")),
    )
    assert result.text == "{n, plural, one {# 文件} other {# 文件}} 已选择"


@pytest.mark.parametrize(
    ("target", "same"),
    [
        ("{n, plural, one {# 个} other {# 个}}", True),
        ("{n, plural, one {# 个} 其他 {# 个}}", False),
        ("{n, plural, one {个} other {# 个}}", False),
        ("{n, plural, one {n, plural, one {# 个} other {# 个}}", False),
        ("{n, plural, one {# 个} other {# 个}}}", False),
    ],
)
def test_a_message_is_the_same_but_for_its_words(target: str, same: bool) -> None:
    assert same_placeholders("{n, plural, one {# file} other {# files}}", target) is same


def test_an_echo_with_placeholders_is_translated_in_pieces() -> None:
    text = "%d%% of the disk is full."
    answers = {"of the disk is full.": "的磁盘已满。"}
    result = run(
        Request(text, "en", "zh"), lambda ask: Draft(answers.get(ask.turns[-1].text, text))
    )
    assert result.text == "%d%% 的磁盘已满。"


def test_capitals_are_those_of_the_glossary() -> None:
    buyer = Request("甲方付款。", "zh", "en", terms=(Term("甲方", "Buyer"),))
    assert run(buyer, lambda _ask: Draft("The buyer's and all buyers pay.")).text == (
        "The Buyer's and all Buyers pay."
    )
    network = Request("模型很好。", "zh", "en", terms=(Term("模型", "network"),))
    assert run(network, lambda _ask: Draft("Network is good.")).text == "Network is good."


def test_a_term_put_first_begins_the_sentence() -> None:
    request = Request("孕妇应咨询。", "zh", "en", terms=(Term("孕妇", "expectant mother"),))
    first = written(unsure("Women", "expect"), " consult", ".")

    def model(ask: Ask) -> Draft:
        if ask.resume:
            return written(" should", " consult", ".")
        return first if "咨询" in ask.turns[-1].text else Draft("lady")

    assert run(request, model).text == "Expectant mother should consult."


def test_the_references_of_the_benchmark_keep_their_terms() -> None:
    examples = translation.examples()
    assert len(examples) == 100
    for example in examples:
        assert len(terms.within(example.terms, example.source)) == len(example.terms)
        assert not terms.violations(example.terms, example.source, example.reference)
