"""The fields that the tests of this folder read."""

from __future__ import annotations

from fractions import Fraction

from duxue.expressions import FieldType

FIELDS = {
    "change": FieldType("integer", minimum=Fraction(-50), maximum=Fraction(50)),
    "pupils": FieldType("integer", minimum=Fraction(0), maximum=Fraction(20_000)),
    "classes": FieldType("integer", minimum=Fraction(1), maximum=Fraction(60)),
    "balance": FieldType("decimal", 2, minimum=Fraction("-99.99"), maximum=Fraction("99.99")),
    "share": FieldType("decimal", 4, minimum=Fraction(0), maximum=Fraction("9.9999")),
    "stage": FieldType("code", codes=frozenset({"primary", "junior", "it's"})),
    "name": FieldType("text"),
    "opened": FieldType("date"),
    "public": FieldType("boolean"),
}
COLUMNS = {
    "change": "BIGINT",
    "pupils": "BIGINT",
    "classes": "BIGINT",
    "balance": "DECIMAL(18,2)",
    "share": "DECIMAL(18,4)",
    "stage": "VARCHAR",
    "name": "VARCHAR",
    "opened": "DATE",
    "public": "BOOLEAN",
}
