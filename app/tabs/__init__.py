"""The tabs: one folder each, with task.py (pure) and tab.py (a widget named Tab)."""

TABS = ("chat", "write", "poetry", "translate", "code")
