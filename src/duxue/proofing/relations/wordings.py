"""How a sentence words figures that rose or fell: lists, two years at once, multiples, the 100 of an index."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duxue.proofing.claims import Quantity
from duxue.proofing.claims.context import years

_JOINTS = frozenset({"、", "和", "与", "及", "以及"})
_YEAR = "(?:(?:18|19|20)[0-9]{2}|[一二][〇○零一二三四五六七八九]{3})"
_TWO_YEARS = re.compile(
    rf"({_YEAR}年(?:末|底|度)?[和与及、]{_YEAR}年)(?:末|底|度)?[^。；：0-9]{{0,30}}分别(?:为|是|有|达到?)?$"
)
_TIMES = re.compile(
    rf"，(?:从|自)?{_YEAR}年?(?:到|至|—|-){_YEAR}年(?:间|期间)?(?=，)|，即以[^，。；]{{2,8}}为(?=，)"
)
_BRACKET = re.compile("（[^）]*）")
_MULTIPLE = re.compile(
    "(?:是|为|相当于|达到|等于|(?:扩大|增加|增长|提高|发展|上升|扩展)(?:到|至|为|成)|[增升]至)(?P<basis>[^是为，。；]{0,30})$"
)
_HUNDRED = re.compile("(?:年|期|月)(?:同期)?(?:价格|水平|平均)?(?:为|=)$")


def runs(text: str, quantities: Sequence[Quantity]) -> Iterator[list[Quantity]]:
    """Figures that stand in one list, `0.3万人、0.1万人`; others alone."""
    run: list[Quantity] = []
    for quantity in quantities:
        joined = run and text[run[-1].end : quantity.start] in _JOINTS
        alike = run and (
            run[-1].unit == quantity.unit or quantity.role == "change" or run[-1].role == "change"
        )
        if joined and alike and (run[-1].role == quantity.role or run[-1].role == "change"):
            run.append(quantity)
            continue
        if run:
            yield run
        run = [quantity]
    if run:
        yield run


def two_years(text: str, start: int, run: Sequence[Quantity]) -> tuple[int, int] | None:
    """2019年和2018年，社会组织分别为2631家和2375家: the years of two figures, in their order."""
    if len(run) != 2 or run[0].unit != run[1].unit:
        return None
    found = _TWO_YEARS.search(text[max(start, run[0].number[0] - 60) : run[0].number[0]].rstrip())
    named = [year for _, year in years(found[1])] if found else []
    return (named[0], named[1]) if len(set(named)) == 2 else None


def multiple_of(words: str) -> str | None:
    """What a figure is a multiple of, as the words before it say, empty where they do not; None of other words."""
    found = _MULTIPLE.search(words)
    return None if found is None else found["basis"].rstrip("的约近")


def is_hundred(text: str, start: int, quantity: Quantity) -> bool:
    """（以上年价格为100）: what an index starts from"""
    before = text[max(start, quantity.start - 10) : quantity.start]
    return quantity.value == 100 and quantity.kind == "bare" and _HUNDRED.search(before) is not None


def without_times(between: str) -> str:
    """The words between two figures without brackets and the clauses that only name years."""
    return _TIMES.sub("", _BRACKET.sub("", between))
