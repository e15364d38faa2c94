"""Scoring objects: every leaf, node, total and level of each layer, in the order the graph gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from duxue.schemes import Leaf, Node, Scheme
from duxue.scoring.case import LeafCase
from duxue.scoring.entries import Judgement, Problem, StatedTotal
from duxue.scoring.leaf import findings_of, score_leaf
from duxue.scoring.levels import level_of, verdict_of
from duxue.scoring.order import Step, in_order, needs
from duxue.scoring.results import LayerResult, Score
from duxue.scoring.sources import FigureSource
from duxue.scoring.stated import check_stated
from duxue.scoring.sums import score_node, span_of

Entries = Mapping[Step, Sequence[Judgement]]


def score_id(scheme: str, item: str, area: str, window: str, layer: str) -> str:
    """`scheme/item@area@window#layer`, the permanent name of a score."""
    return f"{scheme}/{item}@{area}@{window}#{layer}"


def score_object(
    scheme: Scheme,
    area: str,
    window: str,
    layer: str,
    figures: FigureSource,
    judgements: Iterable[Judgement],
    problems: Iterable[Problem],
    stated: Iterable[StatedTotal],
) -> LayerResult:
    """One object in one layer. Entries of other objects, layers and schemes are left aside."""
    results = score_objects(scheme, [area], window, [layer], figures, judgements, problems, stated)
    return results[area, layer]


def score_objects(
    scheme: Scheme,
    areas: Sequence[str],
    window: str,
    layers: Sequence[str],
    figures: FigureSource,
    judgements: Iterable[Judgement],
    problems: Iterable[Problem],
    stated: Iterable[StatedTotal],
) -> dict[tuple[str, str], LayerResult]:
    """Several objects and layers together, by (area, layer). Never raises for missing facts: they cannot tell."""
    entries = _by_step(scheme, judgements)
    problems, totals = tuple(problems), tuple(stated)
    items = {item.id: item for item in scheme.walk()}
    table: dict[Step, Score] = {}
    for step in in_order(needs(scheme, areas, layers)):
        name = score_id(scheme.id, step.item, step.area, window, step.layer)
        item = items[step.item]
        if isinstance(item, Node):
            parts = [table[Step(step.area, step.layer, part.id)] for part in item.items]
            table[step] = score_node(item, parts, step.layer, scheme.decimals, name)
        else:
            case = _case(scheme, item, step, figures, entries, problems)
            table[step] = score_leaf(scheme, case, name)
    return {
        (area, layer): _result(scheme, area, window, layer, table, totals)
        for area in areas
        for layer in layers
    }


def layers_in_use(
    scheme: Scheme, area: str, judgements: Iterable[Judgement], stated: Iterable[StatedTotal]
) -> tuple[str, ...]:
    """The layers that hold something for the object, in the scheme's order; the first one always.

    A layer that nobody filled has nothing to say, and would only repeat what the rules give.
    """
    used = {entry.layer for entry in judgements if entry.area == area and entry.scheme in (None, scheme.id)}
    used |= {entry.layer for entry in stated if entry.area == area and entry.scheme == scheme.id}
    return tuple(layer for index, layer in enumerate(scheme.layers) if index == 0 or layer in used)


def _by_step(scheme: Scheme, judgements: Iterable[Judgement]) -> Entries:
    found: dict[Step, list[Judgement]] = defaultdict(list)
    for entry in judgements:
        if entry.scheme in (None, scheme.id):
            found[Step(entry.area, entry.layer, entry.item)].append(entry)
    # Several people's entries combine alike in whatever order they came.
    return {step: sorted(given, key=_who) for step, given in found.items()}


def _who(entry: Judgement) -> tuple[str, str, str]:
    return (entry.by or "", entry.on.isoformat() if entry.on else "", str(entry.points))


def _case(
    scheme: Scheme,
    leaf: Leaf,
    step: Step,
    figures: FigureSource,
    entries: Entries,
    problems: Sequence[Problem],
) -> LeafCase:
    own = tuple(problem for problem in problems if problem.area in (None, step.area))
    given = tuple(entries.get(step, ()))
    return LeafCase(leaf, step.area, step.layer, scheme.decimals, figures, given, own)


def _result(
    scheme: Scheme,
    area: str,
    window: str,
    layer: str,
    table: Mapping[Step, Score],
    stated: Sequence[StatedTotal],
) -> LayerResult:
    scores = tuple(table[Step(area, layer, item.id)] for item in scheme.walk())
    total = span_of([table[Step(area, layer, item.id)].span for item in scheme.indicators])
    level, missing = level_of(scheme, total)
    leaves = [table[Step(area, layer, leaf.id)] for leaf in scheme.leaves()]
    findings = findings_of(scores)
    own = [entry for entry in stated if (entry.scheme, entry.area, entry.layer) == (scheme.id, area, layer)]

    def named(what: str) -> str:
        return score_id(scheme.id, what, area, window, layer)

    for entry in own:
        findings.extend(check_stated(entry, leaves, level, missing, named))
    return LayerResult(
        scheme=scheme.id,
        area=area,
        window=window,
        layer=layer,
        scores=scores,
        total=total,
        level=level.id if level is not None else None,
        level_missing=missing,
        stated_total=next((entry.total for entry in own if entry.total is not None), None),
        stated_level=next((entry.level for entry in own if entry.level is not None), None),
        verdict=verdict_of(scheme, total),
        findings=tuple(sorted(findings, key=lambda finding: finding.sort_key)),
    )
