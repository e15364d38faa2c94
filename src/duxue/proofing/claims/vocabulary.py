"""The words of the genre, from the library: units, hedges, verbs of change."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

import yaml

from duxue.library import ROOT

FOLDER = ROOT / "proofing"


@dataclass(frozen=True, slots=True)
class ReportUnit:
    """A unit as reports write it: what it is compared in, and how many of that one is."""

    name: str
    kind: str
    """count, amount, share, points, times, doublings, score, time, age, temperature, rank; bare without a unit."""
    times: Fraction


ONE = Fraction(1)
BARE = ReportUnit("", "bare", ONE)


@cache
def data(name: str) -> dict[str, Any]:
    """A file of the library's folder `proofing`, as plain values."""
    with (FOLDER / f"{name}.yaml").open("rb") as opened:
        loaded: dict[str, Any] = yaml.load(opened, Loader=yaml.CSafeLoader)
    return loaded


@cache
def units() -> dict[str, ReportUnit]:
    """Every spelling of a unit."""
    found: dict[str, ReportUnit] = {}
    for entry in data("units").values():
        times = Fraction(entry.get("times", 1))
        unit = ReportUnit(entry["unit"], entry["kind"], ONE if times == 1 else times)
        found.update(dict.fromkeys(entry["words"], unit))
    return found


@cache
def unit_pattern() -> re.Pattern[str]:
    """The longest spelling of a unit that stands at a place, where it is not the beginning of another word."""
    other_words = {
        word: entry["not_before"]
        for entry in data("units").values()
        if "not_before" in entry
        for word in entry["words"]
    }
    spelled = [
        re.escape(word) + (f"(?![{other_words[word]}])" if word in other_words else "")
        for word in sorted(units(), key=len, reverse=True)
    ]
    return re.compile("|".join(spelled))


@cache
def unit_starts() -> frozenset[str]:
    """The characters that a unit begins with."""
    return frozenset(word[0] for word in units())


def scaled(value: Fraction, times: Fraction) -> Fraction:
    """The product; most units are of one, and nothing is to be worked out for them."""
    return value if times is ONE else value * times


@cache
def words(*names: str) -> tuple[str, ...]:
    """The words of one or more lists, the longest first."""
    return tuple(sorted((word for name in names for word in data("words")[name]), key=len, reverse=True))


@cache
def first_characters(*names: str) -> frozenset[str]:
    return frozenset(word[0] for word in words(*names))


@cache
def last_characters(*names: str) -> frozenset[str]:
    return frozenset(word[-1] for word in words(*names))


def alternatives(found: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(found, key=len, reverse=True))


@cache
def any_of(*names: str) -> re.Pattern[str]:
    return re.compile(alternatives(words(*names)))
