"""A rate against a base that another place states with its year: 2021年60所; 2022年达到66所, 同比增长10%."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from duxue.proofing.checks import Check
from duxue.proofing.claims import Claims
from duxue.proofing.relations.growths import growth
from duxue.proofing.relations.outcomes import is_real, outcomes
from duxue.proofing.relations.yearly_levels import grown_levels, is_near, known_levels, names_its_year

RULE = "growth-earlier"


def checks(claims: Claims) -> Iterator[Check]:
    """One check for each level with a rate whose value of the year before is stated once, or always alike."""
    known = claims.once(known_levels)
    for movement, measure, year in grown_levels(claims):
        level, stated = movement.level, movement.rate
        assert level is not None
        assert stated is not None
        base = known.get((measure, level.unit, year))
        if base is None or base.value == 0 or base is level:
            continue
        if not movement.basis and not 0 <= level.passage - base.passage <= 1:
            # what it is compared with is not said: only the value right before can be meant
            continue
        found = growth(RULE, movement, stated, {"level": level, "base": base}, is_real(claims, movement))
        if found is not None:
            # a year that neither names, or both do: 上年为…, and …比上年增长…
            dated = names_its_year(claims, level) or not names_its_year(claims, base)
            sure = found.sure and dated and is_near(claims, base, level, measure)
            yield from outcomes(claims, replace(found, sure=sure, level="inconsistent"))
