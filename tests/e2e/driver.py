"""Drives an app through AT-SPI. Runs under the system's Python, which has the bindings.

Reads one JSON request a line, answers with one JSON line: {"ok": ...} or {"error": "..."}.
"""

import json
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402


def application(pid):
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(index)
        if child is not None and child.get_process_id() == pid:
            return child
    return None


def walk(node, prune=False, depth=0):
    """Yield a node and all in it; with `prune` nothing that is in what is not shown."""
    if node is None or depth > 40:
        return
    yield node
    try:
        if prune and depth > 1 and not visible(node):
            return
        children = [node.get_child_at_index(i) for i in range(node.get_child_count())]
    except Exception:  # a widget that has gone meanwhile
        return
    for child in children:
        yield from walk(child, prune, depth + 1)


def matches(node, wanted):
    try:
        identity = node.get_accessible_id() or ""
        return identity == wanted or identity.endswith("." + wanted) or node.get_name() == wanted
    except Exception:
        return False


def visible(node):
    states = node.get_state_set()
    return states.contains(Atspi.StateType.SHOWING)


def find_shown(pid, wanted):
    found = [node for node in walk(application(pid), prune=True) if matches(node, wanted)]
    shown = [node for node in found if visible(node)]
    shown.sort(key=lambda node: node.get_role_name() != "page tab")  # as a list may have its name
    return (shown or [None])[0]


def find(pid, wanted):
    hidden = (node for node in walk(application(pid)) if matches(node, wanted))
    return find_shown(pid, wanted) or next(hidden, None)


def content(node):
    try:
        text = node.get_text_iface()
        if text is not None:
            return Atspi.Text.get_text(text, 0, -1)
    except Exception:
        pass
    return node.get_name() or ""


def answer(request):
    pid, action = request["pid"], request["action"]
    if action == "texts":
        return [content(node) for node in walk(find(pid, request["id"]))]
    if action == "tree":
        return [
            f"{node.get_role_name()} id={node.get_accessible_id()} name={node.get_name()!r}"
            for node in walk(application(pid))
        ]
    if action == "ready":
        return application(pid) is not None
    if action == "exists":
        return find_shown(pid, request["id"]) is not None
    node = find(pid, request["id"])
    if node is None:
        raise LookupError(request["id"])
    if action == "text":
        return content(node)
    if action == "extents":
        where = Atspi.Text.get_character_extents(
            node.get_text_iface(), int(request["value"]), Atspi.CoordType.SCREEN
        )
        return [where.x, where.y, where.width, where.height]
    if action == "insert":
        return Atspi.EditableText.set_text_contents(
            node.get_editable_text_iface(), request["value"]
        )
    if action == "focus":
        return node.get_component_iface().grab_focus()
    if action == "focused":
        node.clear_cache()
        return node.get_state_set().contains(Atspi.StateType.FOCUSED)
    if action == "click":
        actions = node.get_action_iface()
        names = [actions.get_action_name(i) for i in range(actions.get_n_actions())]
        for name in ("Press", "Toggle", "ShowMenu"):
            if name in names:
                return actions.do_action(names.index(name))
        raise LookupError(f"{request['id']} has only {names}")
    raise ValueError(action)


for line in sys.stdin:
    try:
        reply = {"ok": answer(json.loads(line))}
    except Exception as error:
        reply = {"error": f"{type(error).__name__}: {error}"}
        time.sleep(0.05)
    print(json.dumps(reply), flush=True)
