"""Time that runs backwards or is counted wrongly: 从2022年到2020年; 2018—2022年五年间; 自2010年以来连续5年; 2月30日."""

from __future__ import annotations

from collections.abc import Iterator

from duxue.messages import Fact
from duxue.proofing.checks import Check
from duxue.proofing.claims import Claims
from duxue.proofing.judging import piece, said
from duxue.proofing.relations.dates import Dated, dated

RULE = "chronology"


def checks(claims: Claims) -> Iterator[Check]:
    """One check for each range, count or date that can be held against the calendar or the report's own years."""
    for found in dated(claims):
        if found.kind in ("count", "since", "plan", "order") or not found.holds:
            yield _check(claims, found)


def _check(claims: Claims, found: Dated) -> Check:
    text = claims.document.passages[found.passage].text
    place, base = _with_year(text, found.stated), _with_year(text, found.other) if found.other else None
    words = text[slice(*place)]
    other = text[slice(*base)] if base else str(found.expected[0]) if found.kind == "until" else ""
    stated = piece(claims, "stated", found.passage, *place)
    others = [piece(claims, "base", found.passage, *base)] if base else []
    computed = _expected(found)
    facts: dict[str, Fact] = {"stated": words, "other": other, "computed": computed}
    outcome = "holds" if found.holds else "differs"
    return Check(
        rule=RULE,
        kind="item-count" if found.kind in ("count", "since") else "chronology",
        verdict="holds" if found.holds else "fails",
        spans=(stated, *others),
        stated=words,
        computed=computed,
        arithmetic=_line(found, words, other),
        message=said(f"proof-chronology-{found.kind}-{outcome}", **facts),
        level=None if found.holds else "impossible" if found.sure else "question",
        cause="off-by-one" if found.kind in ("count", "since") and not found.holds and _near(found) else "",
    )


def _with_year(text: str, place: tuple[int, int]) -> tuple[int, int]:
    """The place with the 年 or the closing quotation mark behind it."""
    start, end = place
    return (start, end + 1) if text[end : end + 1] in ("年", "”") else place


def _near(found: Dated) -> bool:
    return any(abs(found.found[0] - one) == 1 for one in found.expected)


def _expected(found: Dated) -> str:
    if found.kind in ("count", "since"):
        holding = [one for one in found.expected if one in found.found]
        return f"{(holding or list(found.expected))[0]}年"
    return f"{found.expected[0]}—{found.expected[1]}年" if found.kind == "plan" else ""


def _line(found: Dated, words: str, other: str) -> str:
    sign = "=" if found.holds else "≠"
    if found.kind in ("count", "since"):
        return f"{other} → {_expected(found)} {sign} {words}"
    if found.kind == "plan":
        return f"{other}: {_expected(found)} {sign} {words}"
    if found.kind in ("backwards", "order"):
        return f"{other} {'≤' if found.holds else '>'} {words}"
    return words
