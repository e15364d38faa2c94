"""Small expressions over the fields of a register: parsed, type-checked, exact, never `eval`.

`parse` reads the text, `check` fits it to the fields, `evaluate` gives the value for a row, `to_sql` the same
meaning for the engine, `bounds` the range of the value. Unknown (a missing field) is a third value throughout.
"""

from __future__ import annotations

from duxue.expressions.canonical import canonical
from duxue.expressions.checking import check
from duxue.expressions.evaluating import evaluate
from duxue.expressions.lowering import to_sql
from duxue.expressions.nodes import Expression, fields_of
from duxue.expressions.parsing import parse
from duxue.expressions.ranges import bounds
from duxue.expressions.tokens import FUNCTIONS, RESERVED
from duxue.expressions.types import FieldType

__all__ = [
    "FUNCTIONS",
    "RESERVED",
    "Expression",
    "FieldType",
    "bounds",
    "canonical",
    "check",
    "evaluate",
    "fields_of",
    "parse",
    "to_sql",
]
