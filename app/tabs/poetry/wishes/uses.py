"""Which wishes belong to which form."""

from __future__ import annotations

from app.tabs.poetry.task.chinese.forms import SHORTEST_LONG_FORM
from app.tabs.poetry.task.english import forms as english
from app.tabs.poetry.task.shapes import Family, Shape

MOST_LINES = 40
CI_MANNERS = (
    "花间", "北宋婉约", "豪放", "南宋", "清词",
    "李煜", "柳永", "苏轼", "秦观", "李清照", "辛弃疾", "姜夔", "纳兰性德",
)  # fmt: skip
SHI_MANNERS = (
    "盛唐", "中唐", "晚唐", "北宋", "南宋", "边塞", "山水田园",
    "王维", "李白", "杜甫", "白居易", "李商隐", "杜牧", "苏轼", "陆游",
)  # fmt: skip
OLD_MANNERS = ("汉魏", "魏晋", "盛唐", "乐府", "陶渊明", "李白", "杜甫", "白居易", "李贺")
COUPLET_MANNERS = ("春联", "书斋", "山水名胜", "寺院", "贺寿", "新婚")


def used(form: Shape, variants: int) -> frozenset[str]:
    """Return the names of the wishes that a form with so many variants can be asked."""
    found = {"theme", "mood", "opening", "use", "avoid"}
    if form.chinese:
        found |= {"images", "heads", "manner", "book", "traditional"}
    elif any(line.rhyme for line in _english(form).lines()):
        found.add("rhyme_word")
    if form.chinese and form.family is not Family.COUPLET:
        found.add("rhyme")
    if form.family in (Family.REGULATED, Family.LONG):
        found |= {"start", "first_rhymes"}
    if form.family is Family.COUPLET:
        found.add("length")
    if not form.lines:
        found.add("lines")
    if variants > 1:
        found.add("variant")
    return frozenset(found)


def lines(form: Shape) -> tuple[int, int, int]:
    """Return the fewest and the most lines of an open form, and the steps between."""
    if form.family is Family.LONG:
        return SHORTEST_LONG_FORM, MOST_LINES, 2
    if form.chinese:
        return 4, MOST_LINES, 2
    stanza = len(_english(form).lines())
    return max(2, stanza), MOST_LINES, stanza


def manners(form: Shape) -> tuple[str, ...]:
    """Return periods, schools and poets whose manner suits a form."""
    if form.family is Family.TUNE:
        return CI_MANNERS
    if form.family is Family.OLD:
        return OLD_MANNERS
    return COUPLET_MANNERS if form.family is Family.COUPLET else SHI_MANNERS


def _english(form: Shape) -> english.Form:
    return next(each for name, each in english.FORMS.items() if name == form.name)
