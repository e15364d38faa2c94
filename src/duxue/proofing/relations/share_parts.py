"""The part and the whole of a share whose change is told: 其中, …4218.20万人, 占全国在园幼儿的比例87.78%."""

from __future__ import annotations

from collections.abc import Sequence

from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.judging import meets
from duxue.proofing.relations.bounds import narrow
from duxue.proofing.relations.leads import same_basis
from duxue.proofing.relations.movement import Movement

ENDING = 3
"""How many last characters of two names must be alike."""
NEAR = 4
"""How many movements back the whole is looked for."""


def parts_of(
    claims: Claims, movement: Movement, before: Sequence[Movement], share: Quantity
) -> tuple[Movement, Movement] | None:
    """The movement just before is the part; the whole is the one of which it makes the share that is stated."""
    moved = [one for one in before if one.level is not None and one.change is not None and one.base is None]
    if not moved or moved[-1].level is None or moved[-1].level.sentence != share.sentence:
        return None
    part = moved[-1]
    alike = [one for one in moved[:-1] if same_basis(one.basis, movement.basis, None)]
    named = [one for one in alike if _is_named(one, part, share)]
    wholes = named or [one for one in alike if _is_whole(one, part, share)]
    fits = len(wholes) == 1 and same_basis(part.basis, movement.basis, claims.year)
    return (part, wholes[0]) if fits else None


def _is_named(whole: Movement, part: Movement, share: Quantity) -> bool:
    """占全国在园幼儿的比例: the whole's name ends as the words after 占 do."""
    assert whole.level is not None
    assert part.level is not None
    end = share.of.rstrip("的总数")[-ENDING:]
    return len(end) == ENDING and whole.subject.endswith(end) and whole.level.unit == part.level.unit


def _is_whole(whole: Movement, part: Movement, share: Quantity) -> bool:
    assert whole.level is not None
    assert part.level is not None
    same = whole.level.unit == part.level.unit and whole.level.passage == share.passage
    return same and meets(narrow(part.level).divide(narrow(whole.level)).scale(100), narrow(share))
