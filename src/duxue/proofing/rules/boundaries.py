"""A wording that stands on the line itself: 「班额均未超过56人」, where 56 already counts as oversized."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from duxue.messages import Text
from duxue.proofing.checks import Check
from duxue.proofing.claims import Claims
from duxue.proofing.claims.vocabulary import data
from duxue.proofing.judging import said, span, written

RULE = "boundaries"


def checks(claims: Claims) -> Iterator[Check]:
    """A question for each "not above" whose value is the first that counts as beyond."""
    lines = data("boundaries").values()
    for quantity in claims.facts:
        for line in lines:
            named = any(word in quantity.lead for word in line["words"])
            if named and quantity.hedge == "most" and quantity.unit == line["unit"]:
                if quantity.value != Fraction(line["at"]):
                    continue
                about = Text(line["about"]["zh"], line["about"]["en"])
                stated = written(claims, quantity)
                yield Check(
                    rule=RULE,
                    kind="floor",
                    verdict="fails",
                    spans=(span(claims, "stated", quantity),),
                    stated=stated,
                    computed=f"< {line['at']}{line['unit']}",
                    arithmetic=f"{stated} ≥ {line['at']}{line['unit']}",
                    message=said("proof-boundaries-on-the-line", stated=stated, about=about),
                    level="question",
                )
