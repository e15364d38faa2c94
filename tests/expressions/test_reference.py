"""The reference names every function, keyword and limit of the language."""

from __future__ import annotations

import re

from tests.expressions.fields import FIELDS

from duxue.expressions import FUNCTIONS, RESERVED, check, parse
from duxue.expressions.parsing import NESTING_LIMIT
from duxue.expressions.tokens import DIGITS_LIMIT, LENGTH_LIMIT


def page(root):
    return (root / "docs/reference/expressions.md").read_text(encoding="utf-8")


def test_every_function_and_keyword_is_in_the_reference(root):
    text = page(root)
    for word in (*FUNCTIONS, *RESERVED):
        assert re.search(rf"`[^`]*\b{word}\b[^`]*`", text), word


def test_the_limits_in_the_reference_are_those_of_the_code(root):
    text = " ".join(page(root).split())
    assert f"at most {LENGTH_LIMIT:,} characters and {NESTING_LIMIT} levels of nesting" in text
    assert f"at most {DIGITS_LIMIT} digits" in text


def test_what_the_reference_says_of_quotients_holds():
    assert check(parse("pupils / 4"), FIELDS).kind == "decimal"
    assert check(parse("pupils / classes > 55"), FIELDS).kind == "boolean"
