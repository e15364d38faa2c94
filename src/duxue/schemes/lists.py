"""Lists that must hold something, and sums as they are written out."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

from duxue.messages import InputError
from duxue.values import plain

T = TypeVar("T")


def filled(entries: tuple[T, ...]) -> tuple[T, ...]:
    """The entries; InputError where there are none. For a field of a model, behind the checks of each entry."""
    if not entries:
        raise InputError.one("schemes-empty-list")
    return entries


def added_up(terms: Sequence[Decimal]) -> str:
    """The sum as a person checks it: "10 + 5 = 15"; a single term as it is."""
    total = plain(sum(terms, Decimal(0)))
    return total if len(terms) == 1 else f"{' + '.join(map(plain, terms))} = {total}"
