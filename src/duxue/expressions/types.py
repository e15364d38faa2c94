"""What a field, and with it an expression, can hold."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from duxue.messages import Text
from duxue.values import Unit

Kind = Literal["integer", "decimal", "fraction", "text", "code", "date", "boolean", "faulty"]
NUMBERS = ("integer", "decimal", "fraction")

WORDS = {
    "integer": Text("整数", "a whole number"),
    "decimal": Text("小数", "a decimal number"),
    "fraction": Text("商（除法的结果）", "a quotient"),
    "text": Text("文字", "text"),
    "code": Text("代码", "a code"),
    "date": Text("日期", "a date"),
    "boolean": Text("是非（条件）", "a condition (true or false)"),
}


@dataclass(frozen=True, slots=True)
class FieldType:
    """The type of a field or of a result.

    `scale` is the number of decimals of a `decimal`; `codes` the list of a `code` (None: any); `minimum` and
    `maximum` are included, None is "not said". The kind `fraction` is a quotient inside an expression, never a
    field and never a result; `faulty` is a part whose fault has been told already.
    """

    kind: Kind
    scale: int = 0
    codes: frozenset[str] | None = None
    unit: Unit | None = None
    minimum: Fraction | None = None
    maximum: Fraction | None = None

    @property
    def is_number(self) -> bool:
        return self.kind in NUMBERS

    @property
    def words(self) -> Text:
        """The type in words, for messages."""
        return WORDS[self.kind]


def decimals_of(value: Fraction) -> int | None:
    """How many decimals write a value exactly; None if no number of decimals does (1/3)."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None
