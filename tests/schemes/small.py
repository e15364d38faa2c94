"""A small valid scheme, and what is said when one line of it is changed."""

from __future__ import annotations

from dataclasses import dataclass

from duxue.messages import InputError
from duxue.notation import read_text, validate
from duxue.schemes import LoadedScheme, Scheme, scheme_faults

TEXT = """\
id: city-2021
edition: 1
title: {zh: 样例, en: sample}
authority: {zh: 样例机关, en: sample authority}
document: {number: 示教督〔2021〕1号, title: {zh: 评价方案, en: evaluation scheme}, issued: 2021-03-01}
year: 2021
object: city
standing: official
total: 20
decimals: 2
layers: [self, final]
sources: [computed, "stated:yearbook"]
levels:
  - {id: good, title: {zh: 良好, en: good}, at_least: 16}
  - {id: poor, title: {zh: 不合格, en: poor}}
pass: {level: good}
indicators:
  - id: A
    title: {zh: 保障, en: provision}
    points: 15
    items:
      - id: A1
        title: {zh: 公办, en: public}
        points: 10
        by: rule
        rule: {kind: all-or-nothing, when: {figure: {measure: public-share, with: {stage: preschool}}, at_least: 50}}
      - id: A2
        title: {zh: 经费, en: money}
        points: 5
        by: rule
        rule: {kind: deduct-each, figure: spending, each: 1, below: {value: 2, unit: 亿元}}
  - id: B
    title: {zh: 评判, en: judged}
    points: 5
    by: judgement
"""


@dataclass(frozen=True)
class Measure:
    id: str
    unit: str
    by: tuple[str, ...] = ()


MEASURES = {
    measure.id: measure
    for measure in (
        Measure("public-share", "percent", ("stage",)),
        Measure("spending", "yuan"),
        Measure("spread", "ratio", ("stage",)),
    )
}


def loaded(text=TEXT) -> LoadedScheme:
    document = read_text(text, "scheme.yaml")
    return LoadedScheme(validate(document, Scheme), document)


def changed(*changes: tuple[str, str]) -> str:
    """The small scheme with words replaced, each of which must be there."""
    text = TEXT
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def said(text: str, lang: str = "en", standards=None) -> list[str]:
    """Every fault of the text, of form or of meaning, as a person reads it."""
    try:
        found = scheme_faults(loaded(text), MEASURES, standards or {})
    except InputError as error:
        found = list(error.faults)
    return [fault.shown(lang) for fault in found]
