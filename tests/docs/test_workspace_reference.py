"""The page on the workspace: every file and key of the forms, and one workspace that runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel
from tests.conftest import ROOT
from tests.docs.console import answer_of, blocks, files_of
from tests.docs.sections import first_column, keys_of, section

from duxue.areas import loading, successions
from duxue.areas.kinds import KINDS
from duxue.evaluation import forms
from duxue.evaluation.workspace import load_workspace
from duxue.notation import StrictModel
from duxue.registers import filing, manifest
from duxue.schemes import Reference

PAGE = ROOT / "docs/reference/workspace.md"
FORMS: dict[str, type[BaseModel]] = {
    "`evaluation.yaml`": forms.WorkspaceForm,
    "An evaluation": forms.EvaluationForm,
    "An object": forms.ObjectForm,
    "A window": forms.WindowForm,
    "A figure to show": Reference,
    "`registers/manifest.yaml`": manifest._Manifest,
    "A file of a register": manifest._Entry,
    "`stated.yaml`": forms.StatedFile,
    "A source": forms.SourceForm,
    "A stated figure": forms.StatedForm,
    "What it cannot be held against": forms.IncomparableForm,
    "`judgements.yaml`": forms.JudgementsFile,
    "A person": forms.PersonForm,
    "Points and answers": forms.JudgementForm,
    "A stated total": forms.StatedTotalForm,
    "`problems.yaml`": forms.ProblemsFile,
    "A problem of last year": forms.ProblemForm,
    "An admitted weakness": forms.AdmittedForm,
    "`evidence.yaml`": forms.EvidenceFile,
    "A piece of evidence": forms.EvidenceForm,
}
WITHOUT_NEEDED = ("An object", "A window", "A figure to show")
"""Where one of several is needed, which their sentences say."""


@pytest.mark.parametrize("heading", FORMS)
def test_a_section_lists_each_key_of_its_form_and_no_other(heading: str):
    listed = first_column(section(PAGE, heading))
    assert sorted(listed) == sorted(keys_of(FORMS[heading]))


@pytest.mark.parametrize("heading", [heading for heading in FORMS if heading not in WITHOUT_NEEDED])
def test_a_key_is_called_needed_just_where_the_form_demands_it(heading: str):
    text, model = section(PAGE, heading), FORMS[heading]
    for name, field in model.model_fields.items():
        answer = "yes" if field.is_required() else "no"
        assert f"| `{field.alias or name}` | {answer} |" in text, name


def test_no_form_of_a_workspace_is_left_out():
    every = {
        form for form in vars(forms).values() if isinstance(form, type) and issubclass(form, StrictModel)
    }
    assert every - set(FORMS.values()) - {StrictModel, Reference} == set()


@pytest.mark.parametrize(
    ("heading", "form"), [("`areas.csv`", loading.FORM), ("`successions.csv`", successions.FORM)]
)
def test_the_columns_of_areas_and_successions_are_those_that_are_read(heading: str, form):
    text = section(PAGE, heading)
    for name in form.required:
        assert f"| `{name}` | yes |" in text
    for name in form.optional:
        assert f"| `{name}` | no |" in text
    assert set(first_column(text, "column")) == {*form.required, *form.optional}


@pytest.mark.parametrize("name", ["obligations", "filings"])
def test_the_columns_of_obligations_and_filings_are_those_that_are_read(name: str):
    text = section(PAGE, f"`{name}.csv`")
    fields = filing.form(name).fields
    assert first_column(text, "column") == list(fields)
    for field, declared in fields.items():
        assert f"| `{field}` | {'yes' if declared.required else 'no'} |" in text


def test_every_kind_of_area_is_named():
    text = section(PAGE, "`areas.csv`")
    assert {kind for kind in KINDS if f"`{kind}`" not in text} == set()


def test_the_files_of_the_page_make_a_workspace_that_runs(tmp_path: Path):
    files_of(PAGE, tmp_path, 0)
    written = {block.settings["file"] for block in blocks(PAGE) if "file" in block.settings}
    assert {f"city/{heading.strip('`')}" for heading in FORMS if heading.endswith(".yaml`")} <= written
    loaded = load_workspace(tmp_path / "city", tmp_path / "staging")
    assert loaded.notes == ()
    status, answer = answer_of(["evaluate", "city", "--lang", "en"], tmp_path)
    assert status == 0, answer
    assert "90.5" in answer
