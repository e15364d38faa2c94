"""Sums, shares and growth in tables, by row and by column."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from duxue.proofing.causes import NOTHING, likely_cause
from duxue.proofing.checks import Check, Span
from duxue.proofing.claims import Claims
from duxue.proofing.judging import check, said, span, written
from duxue.proofing.relations.grids import grids
from duxue.proofing.relations.sums import bare
from duxue.proofing.relations.table_rates import Reckoned, reckoned
from duxue.proofing.relations.table_totals import Line, table_totals
from duxue.proofing.relations.wholes import equation
from duxue.values import Interval

RULE = "table-sums"
_ONE = Fraction(1)
_INPUTS = {"share": ("part", "whole"), "growth": ("level", "base"), "change": ("level", "base")}


def checks(claims: Claims) -> Iterator[Check]:
    """One check for each total, share and growth in a table."""
    for grid in grids(claims):
        for line in table_totals(grid):
            yield _sum(claims, line)
        for cell in reckoned(grid):
            yield _rate(claims, cell)


def _sum(claims: Claims, line: Line) -> Check:
    total, parts = line.total, line.parts
    cause, because = "", NOTHING
    if not line.agrees:
        wanted = [(part, line.stated - line.sum + Interval.exact(part.value)) for part in parts]
        cause, because = likely_cause(total, line.sum, parts, wanted=wanted, missing=total.value - line.value)
    sign = "=" if line.value == total.value else "≈" if line.agrees else "≠"
    words = [bare(part.value, _ONE) for part in parts]
    computed = bare(line.value, _ONE)
    return check(
        RULE,
        "sum",
        "holds" if line.agrees else "fails" if line.sure else "doubtful",
        "impossible",
        [
            span(claims, "stated", total),
            *(span(claims, "part", part) for part in parts),
            *_also(claims, line),
        ],
        stated=written(claims, total),
        computed=computed,
        arithmetic=equation(words, computed, bare(total.value, _ONE), sign),
        message=said(
            f"proof-table-sums-{'agrees' if line.agrees else 'differs'}",
            stated=written(claims, total),
            count=len(parts),
            computed=computed,
            difference=bare(abs(line.value - total.value), _ONE),
            cause=because,
        ),
        cause=cause,
    )


def _also(claims: Claims, line: Line) -> Iterator[Span]:
    """The figures of the other columns, where one finding is about a whole row."""
    return (span(claims, "other", one) for other in line.also for one in (other.total, *other.parts))


def _rate(claims: Claims, cell: Reckoned) -> Check:
    one, other = cell.inputs
    cause, because = "", NOTHING
    if not cell.agrees:
        cause, because = likely_cause(cell.stated, cell.computed, cell.inputs)
    computed = bare(Fraction(round(cell.value * 100), 100), _ONE)
    return check(
        RULE,
        cell.kind if cell.kind != "change" else "difference",
        "holds" if cell.agrees else "fails",
        "impossible",
        [
            span(claims, role, figure)
            for role, figure in zip(("stated", *_INPUTS[cell.kind]), (cell.stated, one, other), strict=True)
        ],
        stated=written(claims, cell.stated),
        computed=computed,
        arithmetic=f"{cell.reckoning} = {computed} {'≈' if cell.agrees else '≠'} {bare(cell.stated.value, _ONE)}",
        message=said(
            f"proof-table-sums-{cell.kind}-{'agrees' if cell.agrees else 'differs'}",
            stated=written(claims, cell.stated),
            computed=computed,
            first=written(claims, one),
            second=written(claims, other),
            cause=because,
        ),
        cause=cause,
    )
