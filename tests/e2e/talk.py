"""What a person does in every one of these tests."""

from __future__ import annotations

from tests.e2e.desktop import App, until


def ready(app: App) -> None:
    """Wait until the starter model is loaded."""
    app.wait("status", "SmolLM2")
    until(lambda: "1,024" in app.text("chat.meter"), "the context meter")


def idle(app: App) -> None:
    """Wait until no reply is on its way."""
    until(lambda: app.exists("chat.send") and not app.exists("chat.stop"), "the end of the reply")


def send(app: App, text: str) -> None:
    """Type a message and send it."""
    app.write("chat.composer", text)
    app.click("chat.send")
