"""Fcitx is reached where Qt has no plugin for it, and nothing else is changed."""

from __future__ import annotations

import os
import subprocess

import pytest

from app.ui.inputmethod import in_reach, substitutes

OURS = (
    "libcomposeplatforminputcontextplugin.so",
    "libibusplatforminputcontextplugin.so",
)
PORTAL = {"IBUS_USE_PORTAL": "1"}


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"QT_IM_MODULE": "fcitx"}, {"QT_IM_MODULE": "ibus", **PORTAL}),
        ({"QT_IM_MODULE": "Fcitx5"}, {"QT_IM_MODULE": "ibus", **PORTAL}),
        (
            {"QT_IM_MODULES": "wayland;fcitx;ibus", "QT_IM_MODULE": "fcitx"},
            {"QT_IM_MODULES": "wayland;ibus", **PORTAL},
        ),
        ({"QT_IM_MODULES": "", "QT_IM_MODULE": "fcitx"}, {"QT_IM_MODULE": "ibus", **PORTAL}),
        ({"QT_IM_MODULES": "wayland", "QT_IM_MODULE": "fcitx"}, {}),
        ({"QT_IM_MODULE": "ibus"}, {}),
        ({"QT_IM_MODULE": "none"}, {}),
        ({"QT_IM_MODULE": ""}, {}),
        ({}, {}),
    ],
)
def test_fcitx_is_reached_as_ibus(environment: dict[str, str], expected: dict[str, str]) -> None:
    assert substitutes(environment, OURS) == expected


def test_a_plugin_for_fcitx_is_used() -> None:
    plugins = [*OURS, "libfcitx5platforminputcontextplugin.so"]
    assert substitutes({"QT_IM_MODULE": "fcitx"}, plugins) == {}


def test_the_environment_is_changed_for_qt_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_IM_MODULE", "fcitx")
    monkeypatch.delenv("QT_IM_MODULES", raising=False)
    monkeypatch.delenv("IBUS_USE_PORTAL", raising=False)
    with in_reach():
        assert (os.environ["QT_IM_MODULE"], os.environ["IBUS_USE_PORTAL"]) == ("ibus", "1")
    started = subprocess.check_output(["env"], text=True).splitlines()
    assert "QT_IM_MODULE=fcitx" in started
    assert not [line for line in started if line.startswith("IBUS_USE_PORTAL")]
