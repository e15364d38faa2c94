"""A scheme by its id or its folder, with the definitions that it may refer to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from duxue.evaluation.definitions import Definitions, find_scheme, read_definitions
from duxue.schemes import LoadedScheme, load_scheme

FILE = "scheme.yaml"


@dataclass(frozen=True)
class SchemeThere:
    """A scheme, not yet checked, beside the measures and standards around it."""

    loaded: LoadedScheme
    definitions: Definitions
    folder: Path | None


def scheme_there(name: str) -> SchemeThere:
    """The product's scheme of that id, or the one in that folder or file; `workspace-scheme-unknown` else."""
    path = Path(name)
    if not looks_like_a_path(name):
        return SchemeThere(find_scheme(name, None), read_definitions(None, None), None)
    loaded = load_scheme(path)
    folder = path if path.is_dir() else path.parent
    return SchemeThere(loaded, read_definitions(_workspace_around(folder), None), folder)


def looks_like_a_path(name: str) -> bool:
    """An id has no slash and no ending; anything else, or a folder that is there, is a path."""
    return "/" in name or name.endswith(".yaml") or name in (".", "..") or (Path(name) / FILE).is_file()


def _workspace_around(folder: Path) -> Path | None:
    """The workspace whose `library/schemes/` holds the folder: its own measures and standards count too."""
    parents = folder.resolve().parents
    if len(parents) > 2 and (parents[0].name, parents[1].name) == ("schemes", "library"):
        return parents[2]
    return None
