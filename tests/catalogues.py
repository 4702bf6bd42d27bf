"""Entries for a models.toml of one's own."""

from __future__ import annotations


def entry(
    name: str,
    file: str,
    *,
    size: int = 1,
    sha256: str = "",
    repo: str = "",
    job: str = "chat",
    more: str = "",
) -> str:
    """Return the TOML of one model; `more` is lines of it."""
    return f"""
[[model]]
id = "{name}"
name = "{name.title()}"
file = "{file}"
repo = "{repo}"
sha256 = "{sha256}"
quantization = "F32"
parameters = 327
size_bytes = {size}
context = 2048
licence = "MIT"
languages = ["zh"]
jobs = ["{job}"]
notes = "x"
{more}
"""
