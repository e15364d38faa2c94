"""What `library/proofing/reading.yaml` says of files and lines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from duxue.library import ROOT

FOLDER = ROOT / "proofing"


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that a file may hold; sizes in megabytes (2²⁰ bytes)."""

    file_megabytes: int
    characters: int
    members: int
    member_megabytes: int
    unpacked_megabytes: int
    ratio: int
    depth: int
    pages: int
    rules: int
    control_characters: int


@dataclass(frozen=True, slots=True)
class LineSettings:
    """The lengths and shares by which lines become paragraphs, headings and tables."""

    wrapped_share: int
    wrapped_columns: tuple[int, int]
    wrapped_near: int
    wrapped_slack: int
    wrapped_least: int
    heading: int
    numbered_heading: int
    stopped_heading: int
    title_lines: int
    tail: int
    header_times: int
    header_share: int
    header_length: int
    cell: int
    cells_mean: int


@cache
def loaded(name: str) -> Any:
    """The content of a file of the folder `library/proofing/`."""
    with (FOLDER / f"{name}.yaml").open("rb") as opened:
        return yaml.load(opened, Loader=yaml.CSafeLoader)


@cache
def limits() -> Limits:
    return Limits(**loaded("reading")["limits"])


@cache
def line_settings() -> LineSettings:
    raw = dict(loaded("reading")["lines"])
    return LineSettings(**raw | {"wrapped_columns": tuple(raw["wrapped_columns"])})
