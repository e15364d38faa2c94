"""Do the parts of an expression fit together, and with the fields that it reads?"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import cast

from duxue.expressions.evaluating import value_of
from duxue.expressions.faults import fault
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
    names_in,
)
from duxue.expressions.ranges import range_of
from duxue.expressions.types import FieldType, decimals_of
from duxue.messages import Fact, Fault, InputError, Place, listed
from duxue.notation import likely
from duxue.values import Unit, unit

FAULTY = FieldType("faulty")
BOOLEAN = FieldType("boolean")


def check(expression: Expression, fields: Mapping[str, FieldType], place: Place | None = None) -> FieldType:
    """The type of the result, with its range and, where it is known, its unit.

    InputError with all faults at once: unknown field or code, types that do not fit, units that cannot be
    added, a quotient that would have to be a result, numbers too wide for 38 digits.
    """
    from duxue.expressions.lowering import too_wide

    checker = _Checker(expression, fields, place or expression.place)
    found = checker.type_of(expression.root)
    if not checker.faults and found.kind == "fraction":
        checker.fault("fraction-left", expression.root)
    if not checker.faults:
        checker.faults.extend(too_wide(expression, fields, checker.place))
    if checker.faults:
        raise InputError(checker.faults)
    if not found.is_number:
        return found
    span = range_of(expression.root, fields)
    return FieldType(found.kind, found.scale, None, found.unit, span.low, span.high)


def number_type(value: Fraction) -> FieldType:
    """The type of a constant."""
    scale = decimals_of(value)
    if scale is None:
        return FieldType("fraction")
    return FieldType("decimal", scale) if scale else FieldType("integer")


class _Checker:
    def __init__(self, expression: Expression, fields: Mapping[str, FieldType], place: Place | None) -> None:
        self.text = expression.text
        self.fields = fields
        self.place = place
        self.faults: list[Fault] = []
        self.known: dict[int, FieldType] = {}

    def fault(self, code: str, node: Node, **facts: Fact) -> FieldType:
        self.faults.append(fault(code, self.text, node.at, self.place, **facts))
        return FAULTY

    def type_of(self, node: Node) -> FieldType:
        """Each node is looked at once, however often it is asked for."""
        if id(node) not in self.known:
            self.known[id(node)] = self.first_look(node)
        return self.known[id(node)]

    def first_look(self, node: Node) -> FieldType:
        match node:
            case Number():
                return number_type(node.value)
            case TextLiteral():
                return FieldType("text")
            case BooleanLiteral():
                return BOOLEAN
            case DateLiteral():
                return FieldType("date")
            case Field():
                return self.field(node)
            case Negate():
                return self.number(node.operand)
            case Sum():
                return self.same([term for _, term in node.terms])
            case Product():
                return self.product(node)
            case Call():
                return self.call(node)
            case Step():
                self.number(node.operand)
                return _widest([number_type(value) for _, value in node.table])
        return self.condition(node)

    def field(self, node: Field) -> FieldType:
        found = self.fields.get(node.name)
        if found is not None:
            return found
        close = likely(node.name, self.fields)
        code = "field-unknown-likely" if close else "field-unknown"
        return self.fault(code, node, name=node.name, likely=close or "", allowed=listed(self.fields))

    def number(self, node: Node) -> FieldType:
        found = self.type_of(node)
        if found.is_number or found.kind == "faulty":
            return found
        return self.fault("not-a-number", node, found=found.words)

    def same(self, nodes: list[Node]) -> FieldType:
        """Numbers that are added or compared: one unit for all."""
        found = [self.number(node) for node in nodes]
        first: Unit | None = None
        for node, part in zip(nodes, found, strict=True):
            if part.unit is None:
                continue
            first = first or part.unit
            if not _one_unit(first, part.unit):
                return self.fault("units-differ", node, first=first.title, second=part.unit.title)
        widest = _widest(found)
        return FieldType(widest.kind, widest.scale, unit=first)

    def product(self, node: Product) -> FieldType:
        scale: int | None = 0
        for sign, factor in node.factors:
            found = self.number(factor)
            if found.kind == "faulty":
                return FAULTY
            part: int | None = found.scale if found.kind != "fraction" else None
            if sign == "/":
                divisor = constant(factor)
                if divisor == 0:
                    return self.fault("divides-by-zero", factor)
                part = decimals_of(1 / divisor) if divisor is not None else None
            scale = None if scale is None or part is None else scale + part
        whole = constant(node)
        if whole is not None:
            return number_type(whole)
        if scale is None:
            return FieldType("fraction", unit=self.unit_of(node))
        return FieldType("decimal" if scale else "integer", scale, unit=self.unit_of(node))

    def unit_of(self, node: Product) -> Unit | None:
        """Known for one quantity divided by others; a plain number may itself carry a unit (60 per class)."""
        units = [self.type_of(factor).unit for _, factor in node.factors]
        divided = all(sign == "/" for sign, _ in node.factors[1:])
        if not divided or any(one is None or (index and "/" in one.id) for index, one in enumerate(units)):
            return None
        return unit("/".join(one.id for one in units if one is not None))

    def call(self, node: Call) -> FieldType:
        found = self.same(list(node.arguments))
        if node.function in ("ceil", "floor") and found.is_number:
            return FieldType("integer", unit=found.unit)
        return found

    def condition(self, node: Node) -> FieldType:
        match node:
            case Compare():
                self.compare(node.left, node.operator, node.right)
            case Between():
                self.compare(node.operand, ">=", node.low)
                self.compare(node.operand, "<=", node.high)
            case In():
                self.choices(node)
            case IsMissing():
                self.type_of(node.operand)
            case Not():
                self.truth(node.operand)
            case And() | Or():
                for item in node.items:
                    self.truth(item)
        return BOOLEAN

    def truth(self, node: Node) -> None:
        found = self.type_of(node)
        if found.kind not in ("boolean", "faulty"):
            self.fault("not-a-condition", node, found=found.words)

    def compare(self, left: Node, operator: str, right: Node) -> None:
        one = self.type_of(left)
        other = self.type_of(right)
        if "faulty" in (one.kind, other.kind):
            return
        if one.is_number and other.is_number:
            if one.unit and other.unit and not _one_unit(one.unit, other.unit):
                self.fault("units-differ", right, first=one.unit.title, second=other.unit.title)
            return
        if _family(one) != _family(other):
            self.fault("types-differ", right, left=one.words, right=other.words)
        elif operator not in ("==", "!=") and one.kind != "date":
            self.fault("no-order", left, found=one.words, operator=operator)
        else:
            self.codes_fit(left, one, right, other)

    def codes_fit(self, left: Node, one: FieldType, right: Node, other: FieldType) -> None:
        for field_type, literal in ((one, right), (other, left)):
            if isinstance(literal, TextLiteral):
                self.code(field_type, literal)

    def code(self, of: FieldType, literal: TextLiteral) -> None:
        if of.codes is None or literal.value in of.codes:
            return
        close = likely(literal.value, sorted(of.codes))
        fault_code = "code-unknown-likely" if close else "code-unknown"
        shown = literal.value[:40]
        self.fault(fault_code, literal, found=shown, likely=close or "", allowed=listed(sorted(of.codes)))

    def choices(self, node: In) -> None:
        operand = self.type_of(node.operand)
        if operand.kind == "faulty":
            return
        for choice in node.choices:
            found = self.type_of(choice)
            if _family(found) != _family(operand):
                self.fault("types-differ", choice, left=operand.words, right=found.words)
            elif isinstance(choice, TextLiteral):
                self.code(operand, choice)


def constant(node: Node) -> Fraction | None:
    """The value of a number in which no field occurs; None where one does, or where it has no value."""
    if names_in(node):
        return None
    return cast("Fraction | None", value_of(node, {}))


def _family(found: FieldType) -> str:
    if found.is_number:
        return "number"
    return "text" if found.kind == "code" else found.kind


def _one_unit(first: Unit, second: Unit) -> bool:
    return (first.dimension, first.factor) == (second.dimension, second.factor)


def _widest(found: list[FieldType]) -> FieldType:
    kinds = {part.kind for part in found}
    for kind in ("faulty", "fraction"):
        if kind in kinds:
            return FieldType("faulty" if kind == "faulty" else "fraction")
    scale = max(part.scale for part in found)
    return FieldType("decimal" if scale else "integer", scale)
