"""Which standards bind, and what limit they set."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from duxue.standards.limits import Limit
from duxue.standards.standard import Standard


def in_force(standards: Mapping[str, Standard], day: date, area_kind: str) -> list[Standard]:
    """The standards that bind that kind of area on that day, sorted by id.

    A target is in force from the day it takes effect, before and after it is due, until its document ends.
    """
    return [
        standard
        for _, standard in sorted(standards.items())
        if area_kind in standard.applies_to.kinds and _binds(standard, day)
    ]


def _binds(standard: Standard, day: date) -> bool:
    document = standard.document
    return document.effective <= day and (document.until is None or day <= document.until)


def limit_for(standard: Standard, slice_: Mapping[str, str], attributes: Mapping[str, str]) -> Limit | None:
    """The first limit whose `for` fits the slice (which goes before) and the area's attributes.

    None where the standard sets no limit there: no `for` fits, or the slice is not the one it speaks of.
    """
    if any(slice_.get(key) != value for key, value in standard.with_.items()):
        return None
    known = {**attributes, **slice_}
    return next((row.limit for row in standard.limits if row.fits(known)), None)


def slices(standard: Standard, by: Collection[str]) -> tuple[dict[str, str], ...]:
    """The slices of its measure on which a standard can be judged; `by` are the measure's own keys.

    `with` alone if a limit holds for every slice, else one slice for each `for` that names one (primary, junior).
    """
    found: list[dict[str, str]] = []
    for row in standard.limits:
        named = {key: value for key, value in row.for_.items() if key in by}
        one = {**named, **standard.with_}
        if one not in found:
            found.append(one)
    return (dict(standard.with_),) if dict(standard.with_) in found else tuple(found)
