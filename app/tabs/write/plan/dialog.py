"""From a topic and notes to an outline, in one dialog."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.writing.assistant import WritingAssistant
from app.services.writing.kinds import OwnKinds
from app.tabs.write.plan.asking import Answer, Asking
from app.tabs.write.plan.choosing import AnglesPage
from app.tabs.write.plan.idea import IdeaPage
from app.tabs.write.plan.ideas import Idea, Ideas
from app.tabs.write.plan.making import OutlinePage
from app.tabs.write.plan.shell import Shell
from app.tabs.write.task import angles as finding
from app.tabs.write.task import kinds as builtin
from app.tabs.write.task import outline as outlines
from app.tabs.write.task import outlining
from app.tabs.write.task.kinds import Kind
from app.tabs.write.task.outline import Outline
from app.tabs.write.task.state import SAMPLING, Angle, Brief, Fact
from app.ui.theme import Theme


class PlanDialog(Shell):
    """Asks for an idea, finds angles and makes an outline; what is typed stays until it is used.

    `planned` carries the Brief and the Outline with its lengths.
    """

    planned = Signal(object, object)
    asked = Signal(object)  # each Ask

    def __init__(
        self, assistant: WritingAssistant, kinds: OwnKinds, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__("write.plan", parent)
        self._assistant = assistant
        self._brief = Brief(builtin.of("blog", "en"), "en", "")
        self._angles_of: Brief | None = None  # that the angles were found for
        self._ideas = Ideas()
        self._rounds = 0  # of questions: each its own seeds
        self._message = ""  # why there is no angle
        self.idea = IdeaPage(kinds, theme, self.notices)
        self.angles = AnglesPage(theme)
        self.outline = OutlinePage()
        self._asking = Asking(assistant, self)
        for page in (self.idea, self.angles, self.outline):
            self.pages.addWidget(page)
        self._connect()
        self.retranslate()

    def set_brief(
        self,
        topic: str,
        kind: Kind | None,
        language: str,
        notes: str = "",
        style: str = "",
        facts: Sequence[Fact] = (),
        author_note: str = "",
        banned: Sequence[str] = (),
    ) -> None:
        """Begin with what is known of a piece, or go on where the person left when it was so."""
        kind = kind or builtin.of("blog", language)
        self._brief = Brief(
            kind,
            kind.language,
            topic,
            style=style,
            facts=tuple(facts),
            author_note=author_note,
            banned=tuple(banned),
        )
        idea = self._ideas.begin(Idea(topic, kind, notes), self._present())
        if idea is None:
            return
        self._angles_of = None
        self.angles.own.clear()
        self.angles.clear()
        self.idea.show_idea(idea.topic, idea.notes, idea.kind)
        self._turn_to(self.idea)

    def stop(self) -> None:
        """Stop asking, and go back to where something can be done."""
        self._asking.leave()
        self._turn_to(self.angles if self._page is self.angles else self.idea)

    def done(self, result: int) -> None:
        self.stop()
        super().done(result)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("From an idea to an outline"))
        self._show()

    # Steps --------------------------------------------------------------------------------

    @property
    def _page(self) -> QWidget | None:
        return self.pages.currentWidget()

    def _on_go(self) -> None:
        """Do what the step at hand is for."""
        if not self.foot.buttons["go"].isEnabled():
            return
        if self._page is self.idea:
            self._to_angles()
        elif self._page is self.angles:
            self._make(self.angles.chosen)
        else:
            self._make(self._brief.angle)

    def _on_back(self) -> None:
        self._asking.leave()
        angled = self._page is self.outline and self._brief.angle is not None
        self._turn_to(self.angles if angled else self.idea)

    def _to_angles(self) -> None:
        """Show angles; they are found anew where there are none of the idea as it is now."""
        brief = self._told(None)
        if brief != self._angles_of or not self.angles.cards:
            self.angles.clear()
            self._angles_of = brief
            self._find()
        self._turn_to(self.angles)

    def _find(self) -> None:
        """Have angles found, besides those there are."""
        self._message = ""
        self.angles.keep()
        brief = self._seeded(self._told(None), finding.MOST_ASKS)
        self._asking.ask(
            finding.angles(brief, self._assistant.window()), self._on_angles_grew, self._on_angles
        )
        self._show()

    def _make(self, angle: Angle | None) -> None:
        """Have the outline made."""
        self._brief = self._told(angle)
        length = self._brief.kind.length
        brief = self._seeded(self._brief, outlining.MOST_ASKS)
        self.outline.begin(outlining.usual_count(length, brief.language))
        self._turn_to(self.outline)
        self._asking.ask(
            outlining.outline(brief, self._assistant.window(), length),
            lambda answer: self.outline.show_text(answer.texts[-1]),
            self._on_outline,
        )

    def _on_usual(self) -> None:
        usual = outlining.usual(self._brief)
        self._plan(outlines.spread(usual, self._brief.kind.length))

    def _plan(self, outline: Outline) -> None:
        """Hand over what was planned, and forget the idea."""
        self._ideas.use_up()
        self.accept()
        self.planned.emit(self._brief, outline)

    # Answers ------------------------------------------------------------------------------

    def _on_angles_grew(self, answer: Answer) -> None:
        found = [angle for text in answer.texts for angle in finding.parse(text)]
        self.angles.put(found[: finding.COUNT])

    def _on_angles(self, answer: Answer, found: tuple[Angle, ...] | None) -> None:
        new = self.angles.put(found) if found is not None else 0
        if answer.message:
            self._message = answer.message
        elif found is not None and not new:
            self._message = self.tr(
                "The model found no other angle. Try again, or write one of your own."
            )

    def _on_outline(self, answer: Answer, found: Outline | None) -> None:
        if found is not None:
            self._plan(found)
        else:
            self.outline.end(answer.message or self.tr("Stopped. The outline is not complete."))

    # Inside -------------------------------------------------------------------------------

    def _present(self) -> Idea:
        return Idea(self.idea.topic.text(), self.idea.kind(), self.idea.notes.toPlainText())

    def _told(self, angle: Angle | None) -> Brief:
        """Return what the piece is to be, as it was told."""
        idea = self._present()
        return structs.replace(
            self._brief,
            kind=idea.kind,
            language=idea.kind.language,
            topic=idea.topic.strip(),
            notes=idea.notes.strip(),
            angle=angle,
        )

    def _seeded(self, brief: Brief, asks: int) -> Brief:
        """Return a brief with seeds that no question had before."""
        seed = (SAMPLING.seed or 0) + self._rounds
        self._rounds += asks
        return structs.replace(brief, sampling=structs.replace(SAMPLING, seed=seed))

    def _turn_to(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self._show()
        (self.idea.topic if page is self.idea else page).setFocus()

    def _show(self) -> None:
        """Say what the step is for, and offer what can be done in it."""
        self._say()
        self.angles.show_status(self._asking.busy, self._message)
        texts = {
            "cancel": self.tr("Cancel"),
            "back": self.tr("Back"),
            "stop": self.tr("Stop"),
            "others": self.tr("Others"),
            "straight": self.tr("Straight to the outline"),
            "usual": self.tr("Use the usual structure"),
            "go": self.tr("Three angles"),
        }
        offered = self._offered()
        self.foot.offer({**texts, **offered}, {"cancel", *offered})
        told = bool(self.idea.topic.text().strip())
        chosen = self._page is not self.angles or self.angles.chosen is not None
        self.foot.buttons["straight"].setEnabled(told)
        self.foot.buttons["go"].setEnabled(told and chosen)

    def _say(self) -> None:
        topic, angle = self.idea.topic.text(), self._brief.angle
        if self._page is self.idea:
            hint = self.tr("A topic is enough; notes make it yours.")
            self.say(self.tr("What is it about?"), hint)
        elif self._page is self.angles:
            self.say(self.tr("Which angle?"), topic)
        else:
            self.say(self.tr("The outline"), angle.title if angle else topic)

    def _offered(self) -> dict[str, str]:
        """Return the buttons of the step at hand and their texts."""
        if self._page is self.idea:
            return {"straight": self.tr("Straight to the outline"), "go": self.tr("Three angles")}
        texts = {"back": self.tr("Back")}
        if self._asking.busy:
            texts["stop"] = self.tr("Stop")
        if self._page is self.angles:
            texts["go"] = self.tr("Make the outline")
            if not self._asking.busy:
                texts["others"] = self.tr("Try again") if self._message else self.tr("Others")
        elif not self._asking.busy:
            texts["usual"] = self.tr("Use the usual structure")
            texts["go"] = self.tr("Try again")
        return texts

    def _connect(self) -> None:
        self.idea.changed.connect(self._show)
        self.angles.changed.connect(self._show)
        self._asking.changed.connect(self._show)
        self._asking.asked.connect(self.asked)
        actions = {
            "cancel": self.reject,
            "back": self._on_back,
            "stop": self._asking.stop,
            "others": self._find,
            "straight": lambda: self._make(None),
            "usual": self._on_usual,
            "go": self._on_go,
        }
        for name, action in actions.items():
            self.foot.buttons[name].clicked.connect(action)
