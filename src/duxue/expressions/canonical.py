"""The normal text of an expression: the same meaning gives the same text, whatever spaces were typed."""

from __future__ import annotations

from duxue.expressions.nodes import (
    And,
    Between,
    BooleanLiteral,
    Call,
    Compare,
    DateLiteral,
    Expression,
    Field,
    In,
    IsMissing,
    Negate,
    Node,
    Not,
    Number,
    Or,
    Product,
    Step,
    Sum,
    TextLiteral,
)
from duxue.expressions.parsing import AND, COMPARISON, NOT, OR, PRODUCT, SIGN, SUM
from duxue.values import plain

TIGHT = SIGN + 1


def canonical(expression: Expression) -> str:
    """One space between words, no needless parentheses, numbers without trailing zeros; used in hashes."""
    return _written(expression.root, OR)


def _written(node: Node, rank: int) -> str:
    text, own = _parts(node)
    return f"({text})" if own < rank else text


def _parts(node: Node) -> tuple[str, int]:
    match node:
        case Number():
            return plain(node.value), TIGHT if node.value >= 0 else SIGN
        case TextLiteral():
            return '"' + node.value.replace("\\", "\\\\").replace('"', '\\"') + '"', TIGHT
        case BooleanLiteral():
            return ("true" if node.value else "false"), TIGHT
        case DateLiteral():
            return node.value.isoformat(), TIGHT
        case Field():
            return node.name, TIGHT
        case Negate():
            return f"-{_written(node.operand, TIGHT)}", SIGN
        case Sum():
            return _chain(node.terms, PRODUCT), SUM
        case Product():
            return _chain(node.factors, SIGN), PRODUCT
        case Call():
            return f"{node.function}({', '.join(_written(part, OR) for part in node.arguments)})", TIGHT
        case Step():
            pairs = ", ".join(f"[{plain(low)}, {plain(value)}]" for low, value in node.table)
            return f"step({_written(node.operand, OR)}, [{pairs}])", TIGHT
    return _condition(node)


def _chain(parts: tuple[tuple[str, Node], ...], rank: int) -> str:
    first, *others = parts
    return _written(first[1], rank) + "".join(f" {sign} {_written(part, rank)}" for sign, part in others)


def _condition(node: Node) -> tuple[str, int]:
    match node:
        case Compare():
            return f"{_written(node.left, SUM)} {node.operator} {_written(node.right, SUM)}", COMPARISON
        case Between():
            low, high = _written(node.low, SUM), _written(node.high, SUM)
            return f"{_written(node.operand, SUM)} between {low} and {high}", COMPARISON
        case In():
            choices = ", ".join(_written(choice, OR) for choice in node.choices)
            return f"{_written(node.operand, SUM)} in [{choices}]", COMPARISON
        case IsMissing():
            return f"{_written(node.operand, SUM)} is {'not ' if node.negated else ''}missing", COMPARISON
        case Not():
            return f"not {_written(node.operand, NOT)}", NOT
        case And():
            return " and ".join(_written(item, NOT) for item in node.items), AND
        case Or():
            return " or ".join(_written(item, AND) for item in node.items), OR
    raise TypeError(f"no such node: {type(node).__name__}")
