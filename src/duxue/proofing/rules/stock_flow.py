"""A stock carried on: 年初521家, 新纳入58家, 退出95家, 年末484家 – what was there, what came and went, what is there."""

from __future__ import annotations

from collections.abc import Iterator

from duxue.proofing.checks import Check
from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.relations.bounds import narrow, wide_beside
from duxue.proofing.relations.outcomes import Found, amount, numbers, outcomes
from duxue.proofing.relations.stocks import Stock, stocks

RULE = "stock-flow"


def checks(claims: Claims) -> Iterator[Check]:
    """One check for each stock that is told on both days with what changed it between them."""
    for stock in stocks(claims):
        yield from outcomes(claims, _found(stock))


def _found(stock: Stock) -> Found:
    figures = [stock.opening, *(flow for flow, _ in stock.flows)]
    wide = wide_beside([*figures, stock.closing])
    value = stock.opening.value + sum(flow.value * sign for flow, sign in stock.flows)
    first, *rest = numbers(figures)
    signs = ("+" if sign > 0 else "-" for _, sign in stock.flows)
    return Found(
        rule=RULE,
        kind="stock-flow",
        codes=("proof-stock-flow-holds", "proof-stock-flow-differs"),
        stated=stock.closing,
        narrow=(narrow(stock.closing), stock.expected(narrow)),
        wide=(wide(stock.closing), stock.expected(wide)),
        shown=amount(value, stock.closing),
        arithmetic=" ".join([first, *(f"{sign} {name}" for sign, name in zip(signs, rest, strict=True))]),
        others=[("opening", stock.opening), *(_role(flow, sign) for flow, sign in stock.flows)],
        sure=stock.sure,
        tentative=stock.tentative,
        wanted=stock.wanted(),
    )


def _role(flow: Quantity, sign: int) -> tuple[str, Quantity]:
    return ("gain" if sign > 0 else "loss"), flow
