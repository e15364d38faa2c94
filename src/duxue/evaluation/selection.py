"""What a run really reads: the definitions that its schemes, standards and figures lead to, and no others.

A measure that is added to the library later must not change the digest of an evaluation that never used it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from duxue.areas import Areas, Successions
from duxue.evaluation import forms
from duxue.evaluation.definitions import Definitions
from duxue.evaluation.entries import Entries
from duxue.evaluation.inputs import Evaluation, Inputs
from duxue.measures import Catalogue
from duxue.measures.definitions import Reach
from duxue.measures.engines.source import RegisterKey
from duxue.notation import models_inside
from duxue.periods import Window
from duxue.registers import Filing, Obligation, Register
from duxue.schemes import Reference, StandardLimit
from duxue.standards import in_force


def selected(
    *,
    workspace: forms.WorkspaceForm,
    definitions: Definitions,
    areas: Areas,
    successions: Successions,
    obligations: tuple[Obligation, ...],
    filings: tuple[Filing, ...],
    registers: Mapping[RegisterKey, Register],
    entries: Entries,
    windows: Mapping[str, Window],
    evaluations: tuple[Evaluation, ...],
) -> Inputs:
    """The inputs of a run, narrowed to what it uses."""
    schemes = {name: loaded.scheme for name, loaded in definitions.schemes.items()}
    kinds = _kinds(evaluations, windows, areas)
    judged = _judged(workspace, definitions, windows, evaluations, kinds)
    standards = set(judged) | {
        limit.standard for s in schemes.values() for limit in models_inside(s, StandardLimit)
    }
    measures = {reference.measure for s in schemes.values() for reference in models_inside(s, Reference)}
    measures |= {reference.measure for reference in workspace.show}
    measures |= {figure.id.measure for figure in entries.stated}
    catalogue = definitions.catalogue
    while True:
        used = catalogue.closure(measures | {definitions.standards[name].measure for name in standards})
        more = {
            test.standard for name in used for test in _tests(catalogue, name) if test.standard
        } - standards
        if not more:
            break
        standards |= more
    contracts = {register for register, _ in registers} | {
        definition.register_id for name in used if hasattr(definition := catalogue[name], "register_id")
    }
    contracts |= {o.what for o in obligations if o.what in catalogue.contracts}
    contracts |= {
        derived.source for name in contracts if (derived := catalogue.contracts[name].derived) is not None
    }
    return Inputs(
        title=workspace.title,
        codes=workspace.codes,
        made_up=workspace.made_up,
        areas=areas,
        successions=successions,
        obligations=obligations,
        filings=filings,
        registers=registers,
        stated=entries.stated,
        sources=entries.sources,
        judgements=entries.judgements,
        stated_totals=entries.stated_totals,
        problems=entries.problems,
        admitted=entries.admitted,
        evidence=entries.evidence,
        people=entries.people,
        windows={e.window: windows[e.window] for e in evaluations},
        evaluations=evaluations,
        show=workspace.show,
        judged=judged,
        schemes=schemes,
        standards={name: definitions.standards[name] for name in sorted(standards)},
        catalogue=Catalogue(
            {name: catalogue.written[name] for name in sorted(used)},
            {name: catalogue.contracts[name] for name in sorted(contracts)},
        ),
        overridden=tuple(
            o for o in definitions.overridden if o.id in used | standards | contracts | schemes.keys()
        ),
    )


def _tests(catalogue: Catalogue, measure: str) -> Iterable[Any]:
    definition = catalogue[measure]
    return definition.tests if isinstance(definition, Reach) else ()


def _kinds(evaluations: Iterable[Evaluation], windows: Mapping[str, Window], areas: Areas) -> frozenset[str]:
    """The kinds of the objects and of everything counted under them, schools and below left out."""
    found: set[str] = set()
    for evaluation in evaluations:
        tree = areas.at(min(period.end for period in windows[evaluation.window].periods.values()))
        for code in evaluation.objects:
            area = tree.get(code)
            if area is not None:
                found.add(area.kind)
                found |= {kind for kind in ("city", "county") if tree.under(code, kind)}
    return frozenset(found)


def _judged(
    workspace: forms.WorkspaceForm,
    definitions: Definitions,
    windows: Mapping[str, Window],
    evaluations: Iterable[Evaluation],
    kinds: frozenset[str],
) -> tuple[str, ...]:
    """The standards that figures are held against: those the workspace names, or all in force for its areas."""
    if workspace.standards == "none":
        return ()
    if workspace.standards != "all":
        return tuple(sorted(workspace.standards))
    found: set[str] = set()
    for evaluation in evaluations:
        window = windows[evaluation.window]
        day = max(period.end for period in window.periods.values())
        for kind in kinds:
            found |= {standard.id for standard in in_force(definitions.standards, day, kind)}
    return tuple(sorted(found))
