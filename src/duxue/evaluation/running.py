"""One function takes one value and gives one record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from duxue.evaluation.inputs import Evaluation, Inputs
from duxue.evaluation.record import EvaluationResult, ObjectResult, Record
from duxue.evaluation.standards_judged import judge_standards, refs_of
from duxue.evaluation.window_figures import WindowFigures
from duxue.evaluation.window_types import judged_in
from duxue.measures import Calculator, MeasureRef, Moment
from duxue.measures.compiling import LimitOf
from duxue.measures.engines.cells import Engine
from duxue.measures.engines.source import Source
from duxue.measures.plan import Operator
from duxue.messages import InputError
from duxue.notation import models_inside
from duxue.schemes import Reference, Scheme
from duxue.scoring import LayerResult, layers_in_use, score_objects
from duxue.standards import limit_for
from duxue.values import convert, unit

ENGINES = ("duckdb", "fractions")
BY_SIZE = "by-size"
FEW_ROWS = 2_000
"""Up to so many rows, fractions in Python are quicker than bringing up a database: measured, see docs/decisions/0005."""


def open_engine(name: str, source: Source, temporary: Path | None = None) -> Engine:
    """An engine by name; `evaluation-engine-unknown` for another word."""
    if name == "duckdb":
        from duxue.measures.engines.duckdb_engine import DuckDBEngine

        return DuckDBEngine(source, temporary)
    if name == "fractions":
        from duxue.measures.engines.fractions_engine import FractionsEngine

        return FractionsEngine(source)
    raise InputError.one("evaluation-engine-unknown", None, engine=name, allowed=", ".join(ENGINES))


def calculator(inputs: Inputs, engine: str, temporary: Path | None = None) -> Calculator:
    """A calculator over the inputs, for a run or for a trace."""
    material = inputs.material()
    return Calculator(
        material, open_engine(engine_for(inputs, engine), material.source(), temporary), limit_of(inputs)
    )


def limit_of(inputs: Inputs) -> LimitOf:
    """The limits of standards as tests on units take them: in the unit of the measure under test."""

    def limit(name: str, ref: MeasureRef) -> tuple[Operator, Fraction]:
        standard = inputs.standards[name]
        found = limit_for(standard, dict(ref.slice), {})
        if found is None:
            raise InputError.one("measures-standard-without-limit", None, standard=name, measure=str(ref))
        own, declared = unit(inputs.catalogue[ref.measure].unit), unit(standard.unit)
        value = Fraction(found.value)
        return found.op, value if own.id == declared.id else convert(value, declared, own)

    return limit


def engine_for(inputs: Inputs, engine: str) -> str:
    """The engine that is asked for; `by-size` takes the one that is quicker. Both give the same record."""
    if engine != BY_SIZE:
        return engine
    rows = sum(register.rows for register in inputs.registers.values())
    return "fractions" if rows <= FEW_ROWS else "duckdb"


def run(inputs: Inputs, engine: str = BY_SIZE, temporary: Path | None = None) -> Record:
    """Scores every object of every evaluation, judges the standards, and gives the record."""
    engine = engine_for(inputs, engine)
    counting = calculator(inputs, engine, temporary)
    for evaluation in inputs.evaluations:
        _expect(inputs, evaluation, counting)
    kept: dict[str, WindowFigures] = {}
    results = []
    for evaluation in inputs.evaluations:
        scheme = inputs.schemes[evaluation.scheme]
        moment = Moment(inputs.windows[evaluation.window])
        figures = WindowFigures(inputs, counting, moment, scheme.sources)
        results.append(_evaluated(inputs, evaluation, scheme, figures))
        kept[f"{evaluation.scheme} {evaluation.window}"] = figures
    given = {name: figure for figures in kept.values() for name, figure in figures.given.items()}
    return Record(inputs, engine, tuple(given[name] for name in sorted(given)), tuple(results))


def _expect(inputs: Inputs, evaluation: Evaluation, counting: Calculator) -> None:
    """Tells the calculator what will be asked, so that registers are read once."""
    moment = Moment(inputs.windows[evaluation.window])
    tree = counting.tree(moment)
    wanted = [ref for standard in judged_in(inputs, moment.window) for ref in refs_of(inputs, standard)]
    wanted += [reference.figure for reference in inputs.show]
    wanted += [r.figure for r in models_inside(inputs.schemes[evaluation.scheme], Reference)]
    for area in evaluation.objects:
        found = tree.get(area)
        for kind in dict.fromkeys([found.kind if found else "", "county"]):
            for ref in wanted:
                counting.expect(ref, kind, moment)


def _evaluated(
    inputs: Inputs, evaluation: Evaluation, scheme: Scheme, figures: WindowFigures
) -> EvaluationResult:
    by_area: dict[str, list[LayerResult]] = {area: [] for area in evaluation.objects}
    for layers, areas in _alike(inputs, evaluation, scheme):
        results = score_objects(
            scheme,
            areas,
            evaluation.window,
            layers,
            figures,
            inputs.judgements,
            inputs.problems,
            inputs.stated_totals,
        )
        for area in areas:
            by_area[area] = [results[area, layer] for layer in layers]
    objects = [_object(inputs, area, by_area[area], figures) for area in evaluation.objects]
    return EvaluationResult(scheme.id, evaluation.window, tuple(objects))


def _alike(
    inputs: Inputs, evaluation: Evaluation, scheme: Scheme
) -> Iterator[tuple[Sequence[str], list[str]]]:
    """Objects with the same layers are scored together, so that peers can be compared."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for area in evaluation.objects:
        layers = layers_in_use(scheme, area, inputs.judgements, inputs.stated_totals)
        groups.setdefault(tuple(layers), []).append(area)
    yield from groups.items()


def _object(inputs: Inputs, area: str, layers: Sequence[LayerResult], figures: WindowFigures) -> ObjectResult:
    below = [code for kind in ("city", "county") for code in figures.areas_under(area, kind) if code != area]
    _show(inputs.show, area, below, figures)
    verdicts, findings = judge_standards(inputs, figures, [area, *below])
    findings += [finding for layer in layers for finding in layer.findings]
    findings += figures.differences()
    unique = {finding.sort_key: finding for finding in findings}
    return ObjectResult(area, tuple(layers), tuple(verdicts), tuple(unique[key] for key in sorted(unique)))


def _show(references: Sequence[Reference], area: str, below: Sequence[str], figures: WindowFigures) -> None:
    """Figures that the workspace wants to see beside those that count, for the object and what lies under it."""
    for reference in references:
        for code in [area, *below]:
            figures.figure(reference.figure, code)
