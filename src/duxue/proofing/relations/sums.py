"""The check of a whole against its parts."""

from __future__ import annotations

from fractions import Fraction

from duxue.messages import Fact, Text
from duxue.proofing.causes import likely_cause
from duxue.proofing.checks import Check
from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.judging import TENTHS_OF_THOUSANDS, check, said, span, written
from duxue.proofing.relations.names import text_of
from duxue.proofing.relations.wholes import Partition, equation
from duxue.values import half_up, plain

_REPEATED = 300


def sum_check(claims: Claims, rule: str, partition: Partition) -> Check | None:
    """The check of a list of parts; None where the text does not say enough to judge it."""
    judged = partition.judged
    if judged is None:
        return None
    whole, total = partition.whole, partition.total
    slip = judged == "holds" and not partition.agrees and _one_slip(partition)
    code = "equal" if partition.agrees else "slip" if slip else "within" if judged == "holds" else "differs"
    cause, because = _cause(claims, partition) if code in ("slip", "differs") else ("", Text("", ""))
    facts: dict[str, Fact] = {
        "whole": named(claims, whole),
        "count": len(partition.parts),
        "total": in_units_of(claims, total, whole),
        "difference": in_units_of(claims, abs(total - whole.value), whole),
        "cause": because,
    }
    return check(
        rule,
        "sum",
        "doubtful" if slip or (judged == "fails" and not partition.sure) else judged,
        "impossible",
        [
            span(claims, "stated", whole),
            *(span(claims, "part", part) for part in partition.parts),
            *(span(claims, "repeated", one) for one in _repeated(claims, partition)),
        ],
        stated=written(claims, whole),
        computed=in_units_of(claims, total, whole),
        arithmetic=arithmetic(claims, partition, code),
        message=said(f"proof-sum-of-parts-{code}", **facts),
        cause=cause,
    )


def arithmetic(claims: Claims, partition: Partition, code: str) -> str:
    """One line in the size of the whole as written: `384.8 + 843.2 = 1228`."""
    whole, total = partition.whole, partition.total
    sign = "=" if total == whole.value else {"equal": "≈", "within": "<"}.get(code, "≠")
    size = size_of(claims, whole)
    return equation(
        [bare(part.value, size) for part in partition.parts], bare(total, size), bare(whole.value, size), sign
    )


def size_of(claims: Claims, quantity: Quantity) -> Fraction:
    """万 or 亿 times the unit, where a figure is written so."""
    word = _word(claims, quantity)
    return quantity.written.times * next((size for one, size in TENTHS_OF_THOUSANDS if one == word), 1)


def _word(claims: Claims, quantity: Quantity) -> str:
    numeral = text_of(claims, quantity)[slice(*quantity.number)]
    return next((word for word, _ in TENTHS_OF_THOUSANDS if numeral.endswith(word)), "")


def in_units_of(claims: Claims, value: Fraction, like: Quantity) -> str:
    """A computed value in the unit and size of the figure beside it, as the report writes that: 250亿斤."""
    unit = text_of(claims, like)[like.number[1] : like.end].lstrip("多余")
    return f"{bare(value, size_of(claims, like))}{_word(claims, like)}{unit}"


def bare(value: Fraction, size: Fraction) -> str:
    return plain(half_up(value / size, 6))


def named(claims: Claims, quantity: Quantity) -> str:
    """A figure with the words before it, as the report writes them."""
    text = text_of(claims, quantity)
    before = text[max(0, quantity.start - len(quantity.lead)) : quantity.start]
    return f"{before.lstrip('，。；：、（）①②③④⑤⑥⑦⑧⑨')[-24:]}{written(claims, quantity)}"


def _one_slip(partition: Partition) -> bool:
    exact = all(figure.exact for figure in (partition.whole, *partition.parts))
    return exact and len(partition.parts) > 2 and partition.alike and partition.slipped()


def _cause(claims: Claims, partition: Partition) -> tuple[str, Text]:
    return likely_cause(
        partition.whole,
        partition.interval,
        partition.parts,
        wanted=partition.wanted(),
        claims=claims,
        missing=partition.missing if partition.closed else None,
    )


def _repeated(claims: Claims, partition: Partition) -> list[Quantity]:
    """The same figures once more close by, with the same words: 其中，预算收入58.2亿元。1、预算收入58.2亿元."""
    figures = (partition.whole, *partition.parts)
    first, last = min(one.index for one in figures), max(one.index for one in figures)
    known = {one.index for one in figures}
    near = claims.quantities[max(0, first - 12) : last + 1] if last - first < _REPEATED else ()
    return [
        one
        for one in near
        if one.fact and one.index not in known and any(_says_the_same(one, figure) for figure in figures)
    ]


def _says_the_same(one: Quantity, other: Quantity) -> bool:
    same = one.value == other.value and one.unit == other.unit
    return same and len(one.noun) > 3 and one.noun[-4:] == other.noun[-4:]
