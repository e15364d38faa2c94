"""Ratios such as 三次产业比为3.9:59.5:36.6 with the figure of each member and of the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.judging import meets
from duxue.proofing.relations.proportions import FAR, is_level
from duxue.proofing.relations.subjects import before, names, naming, normal
from duxue.values import Interval

WHOLES_TRIED = 6
_RATIO = re.compile(
    "(?:之比|比重|比例|构成|结构|占比|比)(?:调整|优化|演进|变化)?(?:也|已|约|分别)?(?:为|是|达到?|到|成)?$"
)
_STRUCTURE = re.compile("结构|构成|比例|比重|占比|所占|之")
_JOINTS = re.compile("与|和|、|跟|同|及")


@dataclass(frozen=True, slots=True)
class Ratio:
    """The numbers of a ratio that makes a hundred, each with its figure, and the whole where the text gives it."""

    stated: tuple[Quantity, ...]
    parts: tuple[Quantity, ...]
    whole: Quantity | None

    @property
    def total(self) -> Interval:
        return (
            self.whole.interval
            if self.whole is not None
            else reduce(add, (part.interval for part in self.parts))
        )

    @property
    def shares(self) -> list[Interval]:
        """What each member's share of the whole can be, in per cent."""
        return [part.interval.divide(self.total).scale(100) for part in self.parts]

    @property
    def holding(self) -> list[bool]:
        pairs = zip(self.stated, self.shares, strict=True)
        return [meets(stated.interval, share) for stated, share in pairs]


def ratios(claims: Claims) -> Iterator[Ratio]:
    """Every ratio whose members are all found before it; with the whole under which most of them hold."""
    levels = [quantity for quantity in claims.facts if is_level(quantity)]
    for stated in _groups(claims):
        members = _members(before(stated[0]))
        if len(members) != len(stated) or not 50 <= sum(one.value for one in stated) <= 200:
            continue
        parts = _parts(claims, levels, stated[0], members)
        if parts:
            yield _best(levels, stated, parts)


def _groups(claims: Claims) -> Iterator[tuple[Quantity, ...]]:
    groups: dict[tuple[int, int], list[Quantity]] = {}
    for quantity in claims.facts:
        if quantity.role == "ratio" and quantity.group >= 0:
            groups.setdefault((quantity.passage, quantity.group), []).append(quantity)
    return (tuple(group) for group in groups.values() if len(group) > 1)


def _members(lead: str) -> list[str]:
    """The names of a ratio's members, in order: 中直, 地方经济."""
    found = _RATIO.search(lead)
    if found is None:
        return []
    stem = lead[: found.start()]
    for entry in naming()["ratios"]:
        for word in entry["words"]:
            if word in stem:
                measure = _STRUCTURE.sub("", stem.partition(word)[2])
                return [name + normal(measure) for name in entry["members"]]
    return [normal(name) for name in _JOINTS.split(stem) if name]


def _parts(
    claims: Claims, levels: Sequence[Quantity], ratio: Quantity, members: Sequence[str]
) -> tuple[Quantity, ...]:
    """For each member the nearest figure before the ratio that is called so; all of one unit, or none."""
    earlier = [one for one in levels if one.index < ratio.index and ratio.passage - one.passage <= FAR]
    found: list[Quantity] = []
    for member in members:
        named = [
            one
            for one in earlier
            if one not in found
            and any(name.startswith(member) for name in names(claims, one))
            and _alike(one, found)
        ]
        if not named:
            return ()
        found.append(named[-1])
    return tuple(found)


def _alike(one: Quantity, found: Sequence[Quantity]) -> bool:
    return not found or (one.unit == found[0].unit and abs(one.passage - found[0].passage) <= 1)


def _best(levels: Sequence[Quantity], stated: tuple[Quantity, ...], parts: tuple[Quantity, ...]) -> Ratio:
    first = min(parts, key=lambda part: part.index)
    most = max(part.value for part in parts)
    wholes = [
        one for one in levels if one.index < first.index and one.unit == first.unit and one.value > most
    ]
    tried = [Ratio(stated, parts, whole) for whole in wholes[-WHOLES_TRIED:][::-1]]
    return max([*tried, Ratio(stated, parts, None)], key=lambda ratio: sum(ratio.holding))
