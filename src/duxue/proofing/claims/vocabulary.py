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


BARE = ReportUnit("", "bare", Fraction(1))


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
        unit = ReportUnit(entry["unit"], entry["kind"], Fraction(entry.get("times", 1)))
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


def words(*names: str) -> list[str]:
    """The words of one or more lists, the longest first."""
    return sorted((word for name in names for word in data("words")[name]), key=len, reverse=True)


def alternatives(found: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(found, key=len, reverse=True))


@cache
def any_of(*names: str) -> re.Pattern[str]:
    return re.compile(alternatives(words(*names)))


@cache
def ending_with(*names: str) -> re.Pattern[str]:
    return re.compile(f"(?:{alternatives(words(*names))})$")
