"""A rate of growth against its figures: 29.48万所, 比上年增加3117所, 增长1.07%; 由28万人增加到40万人, 增长42.2%."""

from __future__ import annotations

from collections.abc import Iterator

from duxue.proofing.checks import Check
from duxue.proofing.claims import Claims
from duxue.proofing.relations.growths import growth
from duxue.proofing.relations.movements import movements
from duxue.proofing.relations.outcomes import is_real, outcomes
from duxue.proofing.relations.rates import others_of

RULE = "growth"


def checks(claims: Claims) -> Iterator[Check]:
    """One check for each rate whose figures stand beside it."""
    for movement in movements(claims):
        for stated in (movement.rate, movement.factor):
            others = {} if stated is None else others_of(movement, stated)
            if stated is not None and others:
                real = is_real(claims, movement)
                yield from outcomes(claims, growth(RULE, movement, stated, others, real))
