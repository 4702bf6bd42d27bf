"""A verse in each form, which a small model reads before it writes one."""

from __future__ import annotations

from app.tabs.poetry.task.english.forms import FormId

LEAR = (  # Edward Lear, A Book of Nonsense, 1846
    "There was an Old Man with a beard,",
    'Who said, "It is just as I feared!',
    "Two Owls and a Hen,",
    "Four Larks and a Wren,",
    'Have all built their nests in my beard!"',
)
ROSSETTI = (  # Christina Rossetti, Remember, 1862
    "Remember me when I am gone away,",
    "Gone far away into the silent land;",
    "When you can no more hold me by the hand,",
    "Nor I half turn to go yet turning stay.",
)
WORDSWORTH = (  # William Wordsworth, A slumber did my spirit seal, 1800
    "A slumber did my spirit seal;",
    "I had no human fears:",
    "She seemed a thing that could not feel",
    "The touch of earthly years.",
)
WHITMAN = (  # Walt Whitman, A Clear Midnight, 1881
    "This is thy hour O Soul,",
    "thy free flight into the wordless,",
    "Away from books, away from art,",
    "the day erased, the lesson done.",
)
HAIKU = (
    "A frog on the stone",
    "listens to the morning rain,",
    "then is gone again.",
)
EXAMPLES: dict[FormId, tuple[str, ...]] = {
    "shakespearean": ROSSETTI,
    "petrarchan": ROSSETTI,
    "haiku": HAIKU,
    "limerick": LEAR,
    "ballad": WORDSWORTH,
    "villanelle": ROSSETTI,
    "couplets": ROSSETTI,
    "blank": ROSSETTI,
    "free": WHITMAN,
}
NAMES: dict[FormId, str] = {
    "shakespearean": "sonnet",
    "petrarchan": "sonnet",
    "haiku": "haiku",
    "limerick": "limerick",
    "ballad": "ballad",
    "villanelle": "villanelle",
    "couplets": "poem",
    "blank": "poem",
    "free": "poem",
}
