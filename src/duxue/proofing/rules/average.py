"""An average against its total and its number: 资助学生1200人, 发放150万元, 人均1250元; 五年合计3.1亿, 平均每年6200万."""

from __future__ import annotations

from collections.abc import Iterator

from duxue.proofing.checks import Check
from duxue.proofing.claims import Claims
from duxue.proofing.judging import meets
from duxue.proofing.relations.averages import Average, averages, rounded
from duxue.proofing.relations.bounds import narrow, wide
from duxue.proofing.relations.outcomes import Found, amount, number, outcomes

RULE = "average"


def checks(claims: Claims) -> Iterator[Check]:
    """One check for each average: by the pair with which it holds, else by the only pair there is."""
    for pairs in averages(claims):
        holding = [pair for pair in pairs if meets(rounded(pair.stated), pair.quotient(narrow))]
        if holding or pairs[0].sure:
            yield from outcomes(claims, _found((holding or pairs)[0]))


def _found(pair: Average) -> Found:
    stated, total, count = pair.stated, pair.total, pair.count
    value = pair.exactly
    divisor = number(count.value) if count is not None else str(pair.years)
    others = [("whole", total)] if count is None else [("whole", total), ("count", count)]
    close = pair.quotient(narrow)
    way = "years" if count is None else "count"
    size = stated.written.times or 1
    return Found(
        rule=RULE,
        kind="average",
        codes=(f"proof-average-{way}-holds", f"proof-average-{way}-differs"),
        stated=stated,
        narrow=(rounded(stated), close),
        wide=(rounded(stated).union(wide(stated)), pair.quotient(wide)),
        shown=amount(value, stated),
        arithmetic=f"{number(total.value / size)} ÷ {divisor}",
        others=others,
        sure=pair.sure,
        wanted=[(total, rounded(pair.stated).times(pair.divisor(narrow)))],
        years=pair.years,
    )
