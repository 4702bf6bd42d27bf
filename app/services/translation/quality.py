"""How near a text is to another."""

from __future__ import annotations


def chrf(text: str, reference: str) -> float:
    """Return the chrF2 of a text, 0 to 100 (Popović 2015, as sacreBLEU computes it)."""
    from sacrebleu.metrics.chrf import CHRF

    return float(CHRF().sentence_score(text, [reference]).score)
