"""One sentence's translation, asked of scripted drafts: what comes out whatever a model does."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from app.protocol import Alternative, Choice, Sampling
from app.tabs.translate.task import markup, placeholders, prompts, terms, variants
from app.tabs.translate.task.detection import detect
from app.tabs.translate.task.procedure import translate
from app.tabs.translate.task.request import Ask, Draft, Family, Request, Style, Translation
from app.tabs.translate.task.sentences import join, split
from app.tabs.translate.task.terms import Term

STRINGS = Path(__file__).parent.parent / "bench" / "data" / "placeholders.tsv"
Model = Callable[[Ask], Draft]


def run(request: Request, model: Model) -> Translation:
    """Answer what the procedure asks, at most 60 times."""
    steps = translate(request)
    try:
        ask = next(steps)
        for _ in range(60):
            ask = steps.send(model(ask))
    except StopIteration as end:
        result: Translation = end.value
        return result
    raise AssertionError("it goes on asking")


def saying(*texts: str) -> Model:
    """Answer with these texts, the last one again and again."""
    left = list(texts)
    return lambda _ask: Draft(left.pop(0) if len(left) > 1 else left[0])


def request(text: str, source: str = "en", target: str = "zh", **more: object) -> Request:
    return Request(text, source, target, **more)  # type: ignore[arg-type]


def test_what_has_no_letters_is_not_asked() -> None:
    result = run(request("12:30 – 14:00"), saying("never"))
    assert (result.text, result.asks) == ("12:30 – 14:00", 0)


def test_what_models_put_around_a_translation_is_taken_away() -> None:
    for text in ("“早上好。”", "译文：早上好。", "<think>hm</think>\n早上好。", " 早上好。\n"):
        assert run(request("Good morning."), saying(text)).text == "早上好。"


@pytest.mark.parametrize("nonsense", ["", "Good morning to you all.", "好" * 60, "long long " * 20])
def test_nonsense_is_tried_again(nonsense: str) -> None:
    result = run(request("Good morning to you all."), saying(nonsense, "大家早上好。"))
    assert result.text == "大家早上好。"
    assert result.asks >= 2


def strings() -> list[tuple[str, str]]:
    lines = STRINGS.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(language, text) for language, text in rows]


def damaged(text: str, chance: random.Random) -> str:
    """Return a text with its placeholders lost, doubled, changed or moved."""
    found = placeholders.find(text)
    for one in reversed(found):
        start, end = one.span
        put = chance.choice(["", one.text * 2, one.text[:-1], one.text.upper() + "x", "{oops}"])
        text = text[:start] + put + text[end:]
    return text


def test_two_hundred_strings_keep_their_placeholders_whatever_the_model_does() -> None:
    chance = random.Random(3)
    rows = strings()
    assert len(rows) >= 200
    for language, text in rows:
        target = "zh" if language == "en" else "en"

        def model(ask: Ask) -> Draft:
            return Draft(damaged(ask.turns[-1].text, chance))

        result = run(request(text, language, target), model)
        assert placeholders.same(text, result.text), (text, result.text)
        whole = run(request(text, language, target), lambda ask: Draft(ask.turns[-1].text))
        assert placeholders.same(text, whole.text)


def test_formatting_comes_back_around_its_words() -> None:
    answers = {"Press the red button now.": "现在按下红色按钮。", "red button": "红色按钮"}
    result = run(
        request("Press the ⟦1⟧red button⟦/1⟧ now.⟦2/⟧"),
        lambda ask: Draft(
            answers[ask.turns[-1].text.replace("⟦2/⟧", "")]
            + ("⟦2/⟧" if "⟦2/⟧" in ask.turns[-1].text else "")
        ),
    )
    assert result.text == "现在按下⟦1⟧红色按钮⟦/1⟧。⟦2/⟧"


def test_formatting_is_kept_where_its_words_are_not_found() -> None:
    text = "⟦1⟧All⟦/1⟧ of it is ⟦2⟧quite⟦/2⟧ good."
    result = run(request(text), saying("都挺好的。"))
    tags = re.findall(r"⟦[^⟧]*⟧", result.text)
    assert sorted(tags) == sorted(["⟦1⟧", "⟦/1⟧", "⟦2⟧", "⟦/2⟧"])
    assert re.sub(r"⟦[^⟧]*⟧", "", result.text) == "都挺好的。"


def test_markup_is_taken_out_and_put_back() -> None:
    text = "a ⟦1⟧b ⟦2⟧c⟦/2⟧⟦/1⟧ ⟦3/⟧d"
    bare, pairs = markup.strip(text)
    assert bare == "a b c ⟦3/⟧d"
    assert markup.insert(bare, pairs) == text


def choice(text: str, *others: str) -> Choice:
    alternatives = tuple(Alternative(1, other, -1.0 - n) for n, other in enumerate(others))
    return Choice(0, text, -0.1, (Alternative(0, text, -0.1), *alternatives))


def test_a_term_stands_where_the_model_nearly_wrote_it() -> None:
    term = Term("committee", "理事会")
    first = Draft("委员会开会。", (choice("委员会", "理事"), choice("开会"), choice("。")))

    def model(ask: Ask) -> Draft:
        if ask.resume:
            assert ask.turns[-1].text == "理事会"
            return Draft("开会。", (choice("开会"), choice("。")))
        return first if "committee met" in ask.turns[-1].text else Draft("委员会")

    result = run(request("The committee met.", terms=(term,)), model)
    assert "理事会" in result.text
    assert "委员会" not in result.text


def test_a_term_is_there_even_if_the_model_never_thinks_of_it() -> None:
    term = Term("模型", "network")

    def model(_ask: Ask) -> Draft:
        return Draft("All is well.", (choice("All"), choice(" is"), choice(" well"), choice(".")))

    result = run(request("这个模型很好。", "zh", "en", terms=(term,)), model)
    assert terms.kept(term, result.text)
    assert result.asks <= 6


def test_terms_are_whole_words_and_the_longest_counts() -> None:
    learning, machine = Term("machine learning", "机器学习"), Term("machine", "机器")
    assert terms.within((machine, learning), "Machine learning is fun.") == (learning,)
    assert terms.within((machine,), "Machinery is not a term.") == ()
    assert terms.within((machine,), "Two machines.") == (machine,)
    (issue,) = terms.violations((machine,), "A machine.", "一台设备。")
    assert (issue.expected, issue.source) == ("机器", (2, 9))
    keep = Term("Inkstone", "", keep=True)
    assert terms.violations((keep,), "Inkstone is here.", "砚台在这里。")
    assert not terms.violations((keep,), "Inkstone is here.", "Inkstone 在这里。")


def test_translation_models_get_the_prompts_of_their_cards() -> None:
    assert prompts.family("Hy-MT2 1.8B Hy-MT2-1.8B-Q4_K_M.gguf") is Family.HY_MT
    assert prompts.family("Qwen3 4B") is Family.GENERAL
    (turn,) = prompts.turns(request("It's on the house.", family=Family.HY_MT))
    assert turn.text == (
        "将以下文本翻译为中文，注意只需要输出翻译后的结果，不要额外解释：\n\nIt's on the house."
    )
    given = Term("house", "店")
    (turn,) = prompts.turns(request("It's on the house.", family=Family.HY_MT, terms=(given,)))
    assert turn.text.startswith("参考下面的翻译：\nhouse 翻译成 店\n")
    (turn,) = prompts.turns(request("Hi.", "en", "fr", family=Family.HY_MT))
    assert turn.text.startswith("Translate the following text into French.")
    card = Sampling(temperature=0.7, top_p=0.6, top_k=20, repeat_penalty=1.05)
    assert prompts.sampling(Family.HY_MT, card).top_p == 0.6
    assert prompts.sampling(Family.GENERAL, card).temperature == 0


def test_what_the_person_wishes_is_in_the_prompt() -> None:
    wishes = request(
        "Hello.",
        style=Style("formal", "warm", "children"),
        instruction="Make it short.",
        before=("Before.", "之前。"),
        after="After.",
    )
    system, *middle, last = prompts.turns(wishes)
    assert all(word in system.text for word in ("正式", "warm", "children", "short", "After."))
    assert [turn.text for turn in middle][-2:] == ["Before.", "之前。"]
    assert last.text == "Hello."


def test_sentences_cover_the_text() -> None:
    text = "  Dr. Smith went. He paid!\n\n第二段。好的？ \n"
    sentences = split(text, "en")
    assert [one.text for one in sentences] == ["Dr. Smith went.", "He paid!", "第二段。", "好的？"]
    tail = text[sentences[-1].end :]
    assert join(sentences, ["一。", "二！", "三。", "四？"], "zh", tail) == (
        "  一。二！\n\n三。四？ \n"
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("你好，世界", "zh"),
        ("繁體中文字", "zh-Hant"),
        ("今日は良い天気です", "ja"),
        ("안녕하세요", "ko"),
        ("Привет, как дела?", "ru"),
        ("hi", "en"),
        ("Guten Morgen, wie geht es dir?", "de"),
        ("Merci beaucoup pour votre aide", "fr"),
    ],
)
def test_languages_are_told(text: str, code: str) -> None:
    found = detect(text)
    assert found and found.code == code


def test_a_mixed_text_says_so_and_numbers_have_no_language() -> None:
    found = detect("We use 机器学习 every day in our work.")
    assert found and found.code == "en" and found.mixed
    assert detect("12:30") is None


def test_other_words_come_from_the_model_s_own_probabilities() -> None:
    result = Translation("猫睡觉。", 0.9, (choice("猫", "狗", "\ufffd", "，"), choice("睡觉。")))
    (beginning,) = variants.beginnings(result, 0)
    assert beginning.text == "狗"
    steps = variants.finish(request("The cat sleeps."), beginning, 4)
    ask = next(steps)
    assert ask.resume and ask.turns[-1].text == "狗"
    with pytest.raises(StopIteration) as end:
        steps.send(Draft("睡觉。", (choice("睡觉。"),)))
    assert end.value.value.text == "狗睡觉。"
