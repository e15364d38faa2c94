from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from duxue.library import ROOT
from duxue.messages.texts import Fact, Text, shown_fact

FOLDER = ROOT / "messages"
LABELS = "labels"


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence with its {placeholders}, and why it appears and what to do about it."""

    sentence: Text
    about: Text


def sentence(code: str, lang: str, /, **facts: Fact) -> str:
    """The sentence of that code with the facts in it. An unknown code or a fact not given is a defect (KeyError)."""
    template = entry(code).sentence.in_(lang)
    return template.format_map({name: shown_fact(fact, lang) for name, fact in facts.items()})


def label(code: str, lang: str) -> str:
    """The few words that a screen uses for something. An unknown label is a defect (KeyError)."""
    return labels()[code].in_(lang)


def entry(code: str) -> Entry:
    """The catalogue's entry of that code; KeyError where there is none."""
    family = code.partition("-")[0]
    try:
        return _family(family)[code]
    except FileNotFoundError:
        raise KeyError(code) from None


def codes() -> list[str]:
    """Every code of the catalogue, sorted."""
    return sorted(code for family in families() for code in _family(family))


def families() -> list[str]:
    """The names of the catalogue's files, one for each package that says something, sorted."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml") if path.stem != LABELS)


@cache
def labels() -> dict[str, Text]:
    """Every label by its code."""
    return {code: Text(words["zh"], words["en"]) for code, words in _read(FOLDER / f"{LABELS}.yaml").items()}


@cache
def _family(family: str) -> dict[str, Entry]:
    raw = _read(FOLDER / f"{family}.yaml")
    return {code: Entry(_text(words), _text(words["about"])) for code, words in raw.items()}


def _text(words: dict[str, str]) -> Text:
    return Text(words["zh"].strip(), words["en"].strip())


def _read(path: Path) -> dict[str, Any]:
    # Our own files, so the plain loader will do; the strict one of `notation` stands above this package.
    with path.open("rb") as opened:
        loaded: dict[str, Any] = yaml.load(opened, Loader=yaml.CSafeLoader)
    return loaded
