"""The column in which a person says what the poem is to be."""

from __future__ import annotations

from msgspec import structs
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.tabs.poetry.task.brief import Brief
from app.tabs.poetry.task.shapes import Family, books, shape
from app.tabs.poetry.task.tunes import Variant, find
from app.tabs.poetry.wishes import groups, uses, words
from app.tabs.poetry.wishes.choices import ChoiceField, MannerField, RhymeField, WheelGuard
from app.tabs.poetry.wishes.fields import (
    Field,
    HeadsField,
    NumberField,
    TextField,
    WordsField,
)
from app.tabs.poetry.wishes.foot import Foot
from app.tabs.poetry.wishes.forms import FormBox
from app.ui.icons import icon
from app.ui.theme import Theme

FIRST_FORM = "七绝"
LINES, SIDE, SIDES = 8, 7, (4, 13)
USUAL = ("variant", "theme", "mood", "images", "lines", "length")
# A rhyme is a group of a book, or an English word; a brief has one place for both.
ATTRIBUTES = {"rhyme_word": "rhyme"}


class Wishes(QWidget):
    """Edits a brief; what a form does not use is hidden, and kept for one that does."""

    changed = Signal()
    asked = Signal()
    stopped = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("poetry.wishes")
        self._theme = theme
        self._shape = shape(FIRST_FORM)
        self._variants: tuple[Variant, ...] = ()
        self._used: frozenset[str] = frozenset()
        self.form = FormBox(theme)
        self.form.chosen.connect(self._on_form)
        self._form_label, self._info = QLabel(), QLabel(wordWrap=True)
        self.theme, self.heads = TextField("theme"), HeadsField("heads")
        self.variant, self.book, self.rhyme = (
            ChoiceField("variant"),
            ChoiceField("book"),
            RhymeField("rhyme"),
        )
        self.lines, self.length = NumberField("lines", LINES), NumberField("length", SIDE)
        self.manner, self.traditional = MannerField("manner"), ChoiceField("traditional")
        self.start, self.first_rhymes = ChoiceField("start"), ChoiceField("first_rhymes")
        self.fields: dict[str, Field] = {
            "variant": self.variant,
            "theme": self.theme,
            "mood": TextField("mood"),
            "images": WordsField("images"),
            "lines": self.lines,
            "length": self.length,
            "opening": TextField("opening"),
            "heads": self.heads,
            "use": WordsField("use"),
            "avoid": WordsField("avoid"),
            "manner": self.manner,
            "book": self.book,
            "rhyme": self.rhyme,
            "rhyme_word": TextField("rhyme_word"),
            "start": self.start,
            "first_rhymes": self.first_rhymes,
            "traditional": self.traditional,
        }
        self.more = QPushButton()
        self.more.setCheckable(True)
        self._rest = QWidget()
        self.foot = Foot(theme)
        self._build()
        self._connect()
        self.retranslate()
        self._take_form(FIRST_FORM)

    @property
    def brief(self) -> Brief:
        """What is wished, as far as the form can be asked it."""
        wished = {ATTRIBUTES.get(key, key): self.fields[key].value for key in self._used}
        return structs.replace(Brief(self._shape.name), **wished)

    @property
    def count(self) -> int:
        """How many candidates are wanted."""
        return self.foot.count.value()

    def set_brief(self, brief: Brief) -> None:
        """Show a brief; what its form cannot be asked stays as it is."""
        form = shape(brief.form)
        tune = find(form.name) if form.family is Family.TUNE else None
        self.variant.show_value(brief.variant)
        for key in uses.used(form, len(tune.variants) if tune else 0):
            value = getattr(brief, ATTRIBUTES.get(key, key))
            if key != "lines" or value:
                self.fields[key].show_value(value)
        self._take_form(form.name)

    def set_busy(self, busy: bool) -> None:
        """Offer to stop instead of to compose."""
        self.foot.set_busy(busy)

    def retranslate(self) -> None:
        names = {
            "variant": self.tr("Variant"),
            "theme": self.tr("Theme"),
            "mood": self.tr("Mood"),
            "images": self.tr("Images"),
            "lines": self.tr("Lines"),
            "length": self.tr("Characters a side"),
            "opening": self.tr("Opening words"),
            "heads": self.tr("First characters of the lines"),
            "use": self.tr("Words to use"),
            "avoid": self.tr("Words to avoid"),
            "manner": self.tr("In the manner of"),
            "book": self.tr("Rhyme book"),
            "rhyme": self.tr("Rhyme"),
            "rhyme_word": self.tr("Rhyme with"),
            "start": self.tr("Tone pattern"),
            "first_rhymes": self.tr("First line"),
            "traditional": self.tr("Characters"),
        }
        for key, field in self.fields.items():
            field.call(names[key])
        self._form_label.setText(self.tr("Form"))
        self.form.setAccessibleName(self.tr("Form"))
        self._offer_patterns()
        self.rhyme.retranslate()
        self._show_form()
        self._adapt()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    # Inside -------------------------------------------------------------------------------

    def _on_form(self, name: str) -> None:
        self.variant.show_value(0)
        self._take_form(name)
        self.changed.emit()

    def _on_changed(self) -> None:
        self._adapt()
        self.changed.emit()

    def _take_form(self, name: str) -> None:
        """Show the fields of a form, and what they can choose."""
        self._shape = shape(name)
        tune = find(self._shape.name) if self._shape.family is Family.TUNE else None
        self._variants = tune.variants if tune else ()
        self._used = uses.used(self._shape, len(self._variants))
        self._show_form()
        self._adapt()

    def _show_form(self) -> None:
        form = self._shape
        self.form.show_form(form.name)
        self._info.setText(words.info(form))
        self.variant.offer([(n, words.variant(each)) for n, each in enumerate(self._variants)])
        self.book.offer([(name, name) for name in books(form)])
        if "manner" in self._used:
            self.manner.suggest(uses.manners(form))
        if "lines" in self._used:
            self.lines.show_range(*uses.lines(form))
        for key, field in self.fields.items():
            field.setVisible(key in self._used)
        example = self.tr("e.g. 秋江") if form.chinese else self.tr("e.g. an old lighthouse")
        self.theme.line.setPlaceholderText(example)
        for key in ("images", "use", "avoid"):
            field = self.fields[key]
            assert isinstance(field, WordsField)
            field.line.setPlaceholderText(self.tr("with spaces between"))

    def _adapt(self) -> None:
        """Follow what one wish means for others."""
        variant = self._variants[self.variant.value] if self._variants else None
        tone = groups.first_tone(variant) if variant else groups.LEVEL
        if "rhyme" in self._used:
            self.rhyme.show_rhymes(self.book.value, tone, self.traditional.value)
        self.variant.hint(words.lengths(variant) if variant else "")
        fixed = len(variant.lines) if variant else self._shape.lines
        self.heads.show_lines(fixed or self.lines.value)
        self._show_more()

    def _show_more(self) -> None:
        """Tell how many wishes are folded away."""
        usual = structs.asdict(Brief("")) | {"book": next(iter(books(self._shape)), "")}
        folded = self._used.difference(USUAL)
        count = sum(self.fields[key].value != usual[ATTRIBUTES.get(key, key)] for key in folded)
        opened = self.more.isChecked()
        self._rest.setVisible(opened)
        self.more.setIcon(
            icon("ph.caret-down" if opened else "ph.caret-right", self._theme.tokens.muted)
        )
        text = self.tr("More wishes")
        self.more.setText(text if opened or not count else f"{text} · {count}")

    def _offer_patterns(self) -> None:
        self.start.offer(
            [
                ("", self.tr("Any")),
                ("平起", self.tr("平起, second character level")),
                ("仄起", self.tr("仄起, second character oblique")),
            ]
        )
        self.first_rhymes.offer(
            [
                (None, self.tr("Rhymes or not")),
                (True, self.tr("Rhymes")),
                (False, self.tr("Does not rhyme")),
            ]
        )
        self.traditional.offer([(False, self.tr("Simplified")), (True, self.tr("Traditional"))])

    def _connect(self) -> None:
        for field in self.fields.values():
            field.changed.connect(self._on_changed)
        self.theme.line.returnPressed.connect(self.foot.ask)
        self.foot.asked.connect(self.asked)
        self.foot.stopped.connect(self.stopped)
        self.setFocusProxy(self.theme.line)
        self.more.toggled.connect(self._show_more)
        self._theme.changed.connect(self._show_more)

    def _build(self) -> None:
        self._form_label.setBuddy(self.form)
        self._info.setObjectName("poetry.form.info")
        for label in (self._form_label, self._info):
            label.setProperty("kind", "small")
        self.more.setObjectName("poetry.more")
        self.more.setProperty("kind", "thinking")
        page = QFrame()
        column, rest = QVBoxLayout(page), QVBoxLayout(self._rest)
        column.setContentsMargins(14, 14, 14, 14)
        rest.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        rest.setSpacing(10)
        head = QVBoxLayout()
        head.setSpacing(3)
        for widget in (self._form_label, self.form, self._info):
            head.addWidget(widget)
        column.addLayout(head)
        for key, field in self.fields.items():
            (column if key in USUAL else rest).addWidget(field)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._rest)
        for part in (rest, column):
            part.addStretch(1)
        self._guard = WheelGuard(self)
        self._guard.guard(page)
        area = QScrollArea(widgetResizable=True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(area, 1)
        layout.addWidget(self.foot)
