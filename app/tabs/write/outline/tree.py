"""The outline as a tree: shown, chosen in, moved in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QTreeWidgetItem

from app.tabs.write.library.tree import CalmTree, Where, items
from app.tabs.write.outline.rows import SectionDelegate, SectionItem
from app.tabs.write.outline.states import SectionState
from app.tabs.write.task import outline as outlines
from app.tabs.write.task.outline import Outline, Path
from app.ui.theme import Theme


class OutlineTree(CalmTree):
    """Shows an outline; all of it is open."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("write.outline.sections", theme)
        self.setItemDelegate(SectionDelegate(theme, self))
        self.setItemsExpandable(False)
        self.setExpandsOnDoubleClick(False)
        self.setRootIsDecorated(False)
        self.setEditTriggers(CalmTree.EditTrigger.DoubleClicked)
        self._size = 0
        self._states: tuple[SectionState, ...] = ()

    def show_outline(self, outline: Outline, language: str, path: Path | None) -> None:
        """Show an outline with a section chosen."""
        self._size = len(outline)
        place = self.verticalScrollBar().value()
        self.blockSignals(True)
        self.clear()
        root = self.invisibleRootItem()
        for number in range(len(outline)):
            self._add(root, (number,), outline, language)
        self.expandAll()
        self.show_states(self._states)
        self.blockSignals(False)
        self.verticalScrollBar().setValue(place)
        if path is not None:
            self.choose(path)

    def show_states(self, states: Sequence[SectionState]) -> None:
        """Show how far the sections that have text are; none where they are others."""
        stages = [state.stage for state in self._states]
        self._states = tuple(states)
        found = self.sections()
        leaves = [item for item in found if not item.section.children]
        known = list(states) if len(states) == len(leaves) else [None] * len(leaves)
        left = iter(known)
        self.blockSignals(True)
        for item in found:
            item.show_state(None if item.section.children else next(left))
        self.blockSignals(False)
        if stages != [state.stage for state in states]:  # on which heights depend
            self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def sections(self) -> list[SectionItem]:
        rows = items(self.invisibleRootItem())
        return [item for item in rows if isinstance(item, SectionItem)]

    def choose(self, path: Path) -> None:
        """Choose the section at a path and scroll to it."""
        for item in self.sections():
            if item.path == path:
                self.setCurrentItem(item)
                self.scrollToItem(item)

    def chosen(self) -> SectionItem | None:
        item = self.currentItem()
        return item if isinstance(item, SectionItem) else None

    def edit_chosen(self) -> None:
        """Edit the title of the chosen section in place."""
        if item := self.chosen():
            self.editItem(item)

    def target(self, item: QTreeWidgetItem | None, where: Where) -> Path:
        """Return the path that something dropped there is to go before."""
        if not isinstance(item, SectionItem) or where == Where.OnViewport:
            return (self._size,)
        if where == Where.OnItem:
            return (*item.path, item.childCount())
        return (*item.path[:-1], item.path[-1] + (where == Where.BelowItem))

    def _add(self, above: QTreeWidgetItem, path: Path, outline: Outline, language: str) -> None:
        section = outlines.at(outline, path)
        item = SectionItem(path, section, language)
        above.addChild(item)
        for number in range(len(section.children)):
            self._add(item, (*path, number), outline, language)
