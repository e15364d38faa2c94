"""From text to tree: precedence climbing with a limit on nesting instead of a RecursionError.

Weakest to strongest: or, and, not, comparisons (also in, between, is missing; they do not chain),
+ and -, * and /, the sign of a number. Terms, factors and conditions of one rank stand in one node, so that
a tree is never deeper than the nesting of its text.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from duxue.expressions.faults import refused
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
    Literal,
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
from duxue.expressions.tokens import FUNCTIONS, Token, tokenize
from duxue.messages import InputError, Place
from duxue.notation import likely

NESTING_LIMIT = 100
OR, AND, NOT, COMPARISON, SUM, PRODUCT, SIGN = range(1, 8)
COMPARISONS = ("==", "!=", "<=", ">=", "<", ">")
RANKS = {"or": OR, "and": AND, "in": COMPARISON, "between": COMPARISON, "is": COMPARISON, "not": COMPARISON}
RANKS |= dict.fromkeys(COMPARISONS, COMPARISON) | {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT}


def parse(text: str, place: Place | None = None) -> Expression:
    """The tree of an expression; InputError `expressions-…` with the column of the first fault.

    `place` is where the text stands in its file; it is kept for later faults.
    """
    return _known(text) if place is None else _read(text, place)


def _read(text: str, place: Place | None) -> Expression:
    parser = _Parser(text, place)
    root = parser.expression(OR)
    if parser.now.kind != "end":
        raise parser.unexpected("+ - * / == != < <= > >= and or in between is")
    return Expression(root, text, place)


@lru_cache(maxsize=4096)
def _known(text: str) -> Expression:
    """A plan holds the same few texts thousands of times."""
    return _read(text, None)


class _Parser:
    def __init__(self, text: str, place: Place | None) -> None:
        self.text = text
        self.place = place
        self.tokens = tokenize(text, place)
        self.position = 0
        self.nesting = 0

    @property
    def now(self) -> Token:
        return self.tokens[self.position]

    def take(self) -> Token:
        token = self.now
        self.position += 1
        return token

    def sees(self, *values: str) -> bool:
        return self.now.kind in ("sign", "keyword") and self.now.value in values

    def expect(self, value: str, allowed: str | None = None) -> Token:
        if not self.sees(value):
            raise self.unexpected(allowed or value)
        return self.take()

    def unexpected(self, allowed: str) -> InputError:
        token = self.now
        if token.kind == "end":
            return self.refused("ends-early", token.at, allowed=allowed)
        return self.refused("unexpected", token.at, found=token.value[:40], allowed=allowed)

    def refused(self, code: str, at: int, **facts: str) -> InputError:
        return refused(code, self.text, at, self.place, **facts)

    def expression(self, rank: int) -> Node:
        self.nesting += 1
        if self.nesting > NESTING_LIMIT:
            raise self.refused("too-deep", self.now.at, allowed=str(NESTING_LIMIT))
        left = self.prefix(rank)
        while (found := self.rank_of_operator()) >= rank:
            left = self.infix(left, found)
        self.nesting -= 1
        return left

    def rank_of_operator(self) -> int:
        token = self.now
        return RANKS.get(token.value, 0) if token.kind in ("sign", "keyword") else 0

    def prefix(self, rank: int) -> Node:
        token = self.take()
        match token.kind:
            case "number":
                return Number(Fraction(token.value), at=token.at)
            case "text":
                return TextLiteral(token.value, at=token.at)
            case "date":
                return DateLiteral(date.fromisoformat(token.value), at=token.at)
            case "name":
                return self.call(token) if self.sees("(") else Field(token.value, at=token.at)
            case "keyword" if token.value in ("true", "false"):
                return BooleanLiteral(token.value == "true", at=token.at)
            case "keyword" if token.value == "not" and rank <= NOT:
                return Not(self.expression(NOT), at=token.at)
            case "sign" if token.value == "-":
                return self.negative(token)
            case "sign" if token.value == "(":
                inner = self.expression(OR)
                self.expect(")")
                return inner
        self.position -= 1
        raise self.unexpected('number "text" true false YYYY-MM-DD field ( - not')

    def negative(self, token: Token) -> Node:
        operand = self.expression(SIGN)
        if isinstance(operand, Number):
            return Number(-operand.value, at=token.at)
        return Negate(operand, at=token.at)

    def infix(self, left: Node, rank: int) -> Node:
        if rank == OR:
            return Or(self.conditions(left, "or", AND), at=left.at)
        if rank == AND:
            return And(self.conditions(left, "and", NOT), at=left.at)
        if rank == COMPARISON:
            return self.comparison(left)
        if rank == SUM:
            return Sum(self.chain(left, "+", ("+", "-"), PRODUCT), at=left.at)
        return Product(self.chain(left, "*", ("*", "/"), SIGN), at=left.at)

    def conditions(self, left: Node, word: str, rank: int) -> tuple[Node, ...]:
        items = [left]
        while self.sees(word):
            self.take()
            items.append(self.expression(rank))
        return tuple(items)

    def chain(
        self, left: Node, first: str, signs: tuple[str, ...], rank: int
    ) -> tuple[tuple[str, Node], ...]:
        parts = [(first, left)]
        while self.sees(*signs):
            sign = self.take().value
            parts.append((sign, self.expression(rank)))
        return tuple(parts)

    def comparison(self, left: Node) -> Node:
        token = self.take()
        node = self.one_comparison(left, token)
        if self.rank_of_operator() == COMPARISON:
            raise self.refused("chained", self.now.at, found=self.now.value)
        return node

    def one_comparison(self, left: Node, token: Token) -> Node:
        match token.value:
            case "in":
                return In(left, self.choices(), at=left.at)
            case "between":
                low = self.expression(SUM)
                self.expect("and")
                return Between(left, low, self.expression(SUM), at=left.at)
            case "is":
                negated = self.sees("not") and bool(self.take())
                self.expect("missing", "missing, not missing")
                return IsMissing(left, negated, at=left.at)
            case "not":
                raise self.refused("not-before", token.at)
        return Compare(left, token.value, self.expression(SUM), at=left.at)

    def choices(self) -> tuple[Literal, ...]:
        opening = self.expect("[")
        if self.sees("]"):
            raise self.refused("list-empty", opening.at)
        found = [self.literal()]
        while self.sees(","):
            self.take()
            found.append(self.literal())
        self.expect("]", ", ]")
        return tuple(found)

    def literal(self) -> Literal:
        if self.sees("-") or self.now.kind in ("number", "text", "date") or self.sees("true", "false"):
            node = self.prefix(SIGN)
            if isinstance(node, Number | TextLiteral | DateLiteral | BooleanLiteral):
                return node
            self.position -= 1
        raise self.unexpected('number "text" true false YYYY-MM-DD')

    def number(self) -> Fraction:
        node = self.literal()
        if not isinstance(node, Number):
            raise self.refused("step-table", node.at)
        return node.value

    def call(self, name: Token) -> Node:
        if name.value not in FUNCTIONS:
            close = likely(name.value, FUNCTIONS)
            code = "function-unknown-likely" if close else "function-unknown"
            allowed = ", ".join(FUNCTIONS)
            raise self.refused(code, name.at, found=name.value, likely=close or "", allowed=allowed)
        self.expect("(")
        if name.value == "step":
            return self.step(name)
        arguments = [self.expression(OR)]
        while self.sees(","):
            self.take()
            arguments.append(self.expression(OR))
        self.expect(")", ", )")
        self.count_arguments(name, len(arguments))
        return Call(name.value, tuple(arguments), at=name.at)

    def count_arguments(self, name: Token, count: int) -> None:
        single = name.value in ("ceil", "floor")
        if (count == 1) != single:
            code = "takes-one" if single else "takes-several"
            raise self.refused(code, name.at, name=name.value, found=str(count))

    def step(self, name: Token) -> Node:
        operand = self.expression(OR)
        self.expect(",")
        opening = self.expect("[")
        table = [self.pair()]
        while self.sees(","):
            self.take()
            table.append(self.pair())
        self.expect("]", ", ]")
        self.expect(")")
        if any(low[0] >= high[0] for low, high in pairwise(table)):
            raise self.refused("step-order", opening.at)
        return Step(operand, tuple(table), at=name.at)

    def pair(self) -> tuple[Fraction, Fraction]:
        if not self.sees("["):
            raise self.refused("step-table", self.now.at)
        self.take()
        first = self.number()
        self.expect(",")
        second = self.number()
        self.expect("]")
        return first, second
