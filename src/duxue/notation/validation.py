from __future__ import annotations

from pathlib import Path as FilePath
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from duxue.messages import Fault, InputError, listed
from duxue.notation.alignment import Aligned, align
from duxue.notation.composing import Path
from duxue.notation.documents import Document, read
from duxue.notation.explaining import Explainer
from duxue.notation.unions import settle

M = TypeVar("M", bound=BaseModel)


def load(path: FilePath, model: type[M], shown: str | None = None) -> tuple[M, Document]:
    """Reads a strict YAML file into its model. InputError with all faults of the file at once."""
    document = read(path, shown)
    return validate(document, model), document


def validate(document: Document, model: type[M], at: Path = ()) -> M:
    """The model of the document's value at that path; InputError with every fault, each with its line."""
    value = document.at(at)
    if value is None and not at:
        raise InputError.one("yaml-empty", document.place(), allowed=listed(model.model_fields))
    try:
        return model.model_validate(value)
    except ValidationError as error:
        errors = error.errors(include_url=False)
    aligned = [align(one, value) for one in errors if not _is_an_echo(one)]
    raise InputError(_faults(Explainer(document, model, at), settle(aligned)))


def _faults(explainer: Explainer, groups: list[list[Aligned]]) -> list[Fault]:
    """In the order of the lines, each once, without the missing keys that are only misspelt."""
    explained = [(group[0].path, fault) for group in groups for fault in explainer.faults(group)]
    meant = {
        (*path[:-1], fault.facts["likely"]) for path, fault in explained if fault.code == "yaml-unknown-key"
    }
    faults = [fault for path, fault in explained if not (fault.code == "yaml-key-missing" and path in meant)]
    return sorted(dict.fromkeys(faults), key=_line_order)


def _is_an_echo(error: ErrorDetails) -> bool:
    """Whether a list is called too short only because its faulty items were not counted."""
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def _line_order(fault: Fault) -> tuple[int, int]:
    place = fault.place
    return (place.line or 0, place.column or 0) if place else (0, 0)
