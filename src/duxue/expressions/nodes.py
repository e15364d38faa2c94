"""The tree of an expression: immutable nodes that know the column where they begin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from duxue.messages import Place


@dataclass(frozen=True, slots=True)
class Node:
    """Any part of an expression; `at` is its first character, counted from 1."""

    at: int = field(default=0, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Number(Node):
    value: Fraction


@dataclass(frozen=True, slots=True)
class TextLiteral(Node):
    value: str


@dataclass(frozen=True, slots=True)
class BooleanLiteral(Node):
    value: bool


@dataclass(frozen=True, slots=True)
class DateLiteral(Node):
    value: date


Literal = Number | TextLiteral | BooleanLiteral | DateLiteral


@dataclass(frozen=True, slots=True)
class Field(Node):
    name: str


@dataclass(frozen=True, slots=True)
class Negate(Node):
    operand: Node


@dataclass(frozen=True, slots=True)
class Sum(Node):
    """Terms with their signs: `a + b - c`."""

    terms: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Product(Node):
    """Factors with `*` or `/` before each (the first has `*`): `a * b / c`."""

    factors: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Compare(Node):
    left: Node
    operator: str
    right: Node


@dataclass(frozen=True, slots=True)
class Between(Node):
    """Both ends belong to it."""

    operand: Node
    low: Node
    high: Node


@dataclass(frozen=True, slots=True)
class In(Node):
    operand: Node
    choices: tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class IsMissing(Node):
    operand: Node
    negated: bool


@dataclass(frozen=True, slots=True)
class Not(Node):
    operand: Node


@dataclass(frozen=True, slots=True)
class And(Node):
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or(Node):
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Call(Node):
    """`min`, `max`, `ceil` or `floor` of its arguments."""

    function: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Step(Node):
    """The value of the last pair whose first number is not above the operand."""

    operand: Node
    table: tuple[tuple[Fraction, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression; two are equal when their trees are."""

    root: Node
    text: str = field(compare=False)
    place: Place | None = field(default=None, compare=False)


def children(node: Node) -> tuple[Node, ...]:
    """The parts directly below a node, in the order of the text."""
    match node:
        case Negate() | Not() | IsMissing() | In() | Step():
            return (node.operand,)
        case Sum():
            return tuple(term for _, term in node.terms)
        case Product():
            return tuple(factor for _, factor in node.factors)
        case Compare():
            return (node.left, node.right)
        case Between():
            return (node.operand, node.low, node.high)
        case And() | Or():
            return node.items
        case Call():
            return node.arguments
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """Every node of a tree, without recursion."""
    waiting = [node]
    while waiting:
        found = waiting.pop()
        yield found
        waiting.extend(reversed(children(found)))


def names_in(node: Node) -> frozenset[str]:
    """The field names below a node."""
    return frozenset(part.name for part in walk(node) if isinstance(part, Field))


def fields_of(expression: Expression) -> frozenset[str]:
    """The names of the fields that an expression reads."""
    return names_in(expression.root)
