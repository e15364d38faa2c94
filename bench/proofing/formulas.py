"""Whether a relation is true, reckoned anew from its formula and the values at its spots."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, DecimalException

from bench.proofing.annotations import Relation
from bench.proofing.numerals import DIGITS

WORDED = {
    "sum of pulls = GDP growth": "sum",
    "growth = positive pull - negative pull": "in1-in2",
    "stated = sum(in)": "sum",
    "stated = sum(item scores)": "sum",
}
"""Formulas in words, and what they mean."""

_REMARK = re.compile(r"\s\([a-z][a-z /]{3,60}\)$")
_HEAD = re.compile(r"^(?:stated|value)(?: \(at least\))? (<=|>=|=) ")
_SENTENCE_ENDS = re.compile(r"[。\n]")
_GROUPS = re.compile(rf"([{DIGITS}两])(?=[^{DIGITS}两])")
_MOST_CORNERS = 8


@dataclass(frozen=True, slots=True)
class Truth:
    recomputed: Decimal
    tolerance: Decimal
    holds: bool


@dataclass(frozen=True, slots=True)
class Formula:
    sign: str
    body: str
    """An expression over in1, in2, …; `sum` for all inputs together; `items` for their number."""


def parse(relation: Relation) -> Formula:
    """The formula of a relation.

    Raises ValueError for one that nobody has explained here.
    """
    text = relation.formula.partition(";")[0].strip()
    if text in WORDED:
        return Formula("=", WORDED[text])
    if text.endswith("= stated"):
        return Formula("=", text.rpartition(":")[2].removesuffix("= stated").strip())
    text = _REMARK.sub("", text)
    head = _HEAD.match(text)
    if head is None:
        raise ValueError(f"a formula without explanation: {relation.formula}")
    body = text[head.end() :].strip()
    if body.startswith("number of"):
        return Formula("=", "items")
    return Formula(head[1], "sum" if body == "sum(in)" else body.replace("^", "**"))


def judge(
    relation: Relation, text: str, values: Mapping[str, Decimal], steps: Mapping[str, Decimal]
) -> Truth:
    """Whether the relation is true of these values, by role; `steps` are units in the last place, 0 for a count.

    Raises ArithmeticError where the formula has no value there.
    """
    formula = parse(relation)
    stated = values[relation.stated.role]
    if formula.body == "items":
        count = counted_items(relation, text)
        at_least = _is_open_list(relation, text)
        return Truth(Decimal(count), Decimal(0), stated >= count if at_least else stated == count)
    work = _expression(formula.body, relation)
    recomputed = work(values)
    if relation.kind == "threshold":
        return Truth(recomputed, Decimal(0), stated >= recomputed or relation.mentioned)
    tolerance = relation.tolerance
    if any(spot.value != values.get(spot.role) for spot in relation.inputs) and not relation.exact:
        own = steps.get(relation.stated.role, Decimal(0)) / 2 + effect(work, values, steps)
        tolerance = max(tolerance, own)
    difference = stated - recomputed
    tests = {"=": abs(difference) <= tolerance, "<=": difference <= tolerance, ">=": -difference <= tolerance}
    return Truth(recomputed, tolerance, tests[formula.sign])


def effect(
    work: Callable[[Mapping[str, Decimal]], Decimal],
    values: Mapping[str, Decimal],
    steps: Mapping[str, Decimal],
) -> Decimal:
    """By how much the rounding of the inputs can move the result."""
    centre = work(values)
    moved = {role: step / 2 for role, step in steps.items() if step and role.startswith(("in", "item"))}
    alone = [
        max(abs(work({**values, role: values[role] + sign * half}) - centre) for sign in (-1, 1))
        for role, half in moved.items()
    ]
    together = Decimal(0)
    if 1 < len(moved) <= _MOST_CORNERS:
        for signs in itertools.product((-1, 1), repeat=len(moved)):
            pairs = zip(moved.items(), signs, strict=True)
            corner = {**values, **{role: values[role] + sign * half for (role, half), sign in pairs}}
            together = max(together, abs(work(corner) - centre))
    return max(sum(alone, Decimal(0)), together)


def own_tolerance(relation: Relation, text: str) -> Relation:
    """The relation with its result and tolerance as reckoned from the numerals that the text shows."""
    from bench.proofing.figures import values_of

    values, steps = values_of(relation, text)
    formula = parse(relation)
    if relation.kind == "threshold" or formula.body == "items":
        truth = judge(relation, text, values, steps)
        return replace(relation, recomputed=truth.recomputed)
    work = _expression(formula.body, relation)
    half = steps.get(relation.stated.role, Decimal(0)) / 2
    tolerance = half + effect(work, values, steps)
    if relation.topic == "span":
        tolerance = Decimal(1)
    return replace(relation, recomputed=work(values), tolerance=tolerance)


def counted_items(relation: Relation, text: str) -> int:
    """How many items are listed: names in a row within one sentence, else the spots themselves."""
    items = relation.inputs
    if relation.topic:
        return len(items)
    row = text[items[0].start : items[-1].end]
    if any(item.value is not None for item in items) or _SENTENCE_ENDS.search(row):
        return len(items)
    if "、" not in row and len(items) == 1:
        return sum((DIGITS + "两").index(sign) % 8 for sign in _GROUPS.findall(row))
    return len(re.split(r"[、和；]", row))


def _is_open_list(relation: Relation, text: str) -> bool:
    """A、B等6个: 等 may stand for more than what is named, never for less."""
    last = relation.inputs[-1].end
    return not relation.topic and text.startswith("等", last)


def _expression(body: str, relation: Relation) -> Callable[[Mapping[str, Decimal]], Decimal]:
    roles = [spot.role for spot in relation.inputs if spot.value is not None]
    if body == "sum":
        return lambda values: sum((values[role] for role in roles), Decimal(0))
    tree = ast.parse(body, mode="eval").body
    literals = {spot.value: spot.role for spot in relation.inputs if spot.value is not None}
    named = any(isinstance(node, ast.Name) for node in ast.walk(tree))

    def value(node: ast.expr, values: Mapping[str, Decimal]) -> Decimal:
        match node:
            case ast.Constant(value=int() | float() as number):
                known = (
                    literals.get(Decimal(str(number))) if not named and relation.kind != "threshold" else None
                )
                return values[known] if known else Decimal(str(number))
            case ast.Name(id=role):
                return sum((values[r] for r in roles), Decimal(0)) if role == "sum" else values[role]
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return -value(operand, values)
            case ast.BinOp(left=left, op=operator, right=right):
                return _OPERATORS[type(operator)](value(left, values), value(right, values))
        raise ValueError(f"not arithmetic: {body}")

    return lambda values: value(tree, values)


_OPERATORS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: lambda left, right: left + right,
    ast.Sub: lambda left, right: left - right,
    ast.Mult: lambda left, right: left * right,
    ast.Div: lambda left, right: left / right,
    ast.Pow: lambda left, right: left**right,
}

UNDEFINED = (DecimalException, ArithmeticError)
