from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

LONGEST_MODULE = 600
DRAWERS = {"core", "utils", "util", "helpers", "helper", "common", "services", "service", "manager", "misc"}

# A module may be longer where a line here says why.
LONGER_WITH_A_REASON: dict[str, str] = {}


def test_no_module_is_longer_than_600_lines(root: Path):
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in _modules(root)}
    too_long = {
        str(path.relative_to(root)): length
        for path, length in lengths.items()
        if length > LONGEST_MODULE and path.relative_to(root).as_posix() not in LONGER_WITH_A_REASON
    }
    assert too_long == {}, "make two modules of it, each with one topic"


def test_no_folder_or_module_is_a_drawer_for_everything(root: Path):
    named = [
        str(path.relative_to(root))
        for path in _modules(root)
        if DRAWERS & {*path.relative_to(root).parent.parts, path.stem}
    ]
    assert named == [], "name it by the noun of the domain that it is about"


def test_no_text_is_run_as_code(root: Path):
    calls = [
        f"{path.relative_to(root)}:{node.lineno}"
        for path, node in _nodes(root / "src")
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"eval", "exec", "compile", "__import__"}
    ]
    assert calls == [], "expressions are parsed by duxue.expressions"


@pytest.mark.parametrize("package", ["scoring", "schemes", "standards"])
def test_points_and_limits_are_never_floats(root: Path, package: str):
    floats = [
        f"{path.relative_to(root)}:{node.lineno}"
        for path, node in _nodes(root / "src/duxue" / package)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float")
    ]
    assert floats == [], "an exact number is a Decimal or a Fraction"


def test_no_code_catches_everything_but_the_edge_of_the_process(root: Path):
    broad = [
        f"{path.relative_to(root)}:{node.lineno}"
        for path, node in _nodes(root / "src")
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in _BROAD))
        and "cli" not in path.parts
        and not _raises_again(node)
    ]
    assert broad == [], "catch what is expected, and say what the user can do"


def test_public_classes_and_functions_of_the_lowest_packages_say_what_comes_back(root: Path):
    silent = [
        f"{path.relative_to(root)}:{node.lineno} {node.name}"
        for package in ("messages", "notation")
        for path in sorted((root / "src/duxue" / package).rglob("*.py"))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef | ast.FunctionDef)
        and not node.name.startswith("_")
        and ast.get_docstring(node) is None
    ]
    assert silent == []


_BROAD = {"Exception", "BaseException"}


def _raises_again(handler: ast.ExceptHandler) -> bool:
    return any(isinstance(node, ast.Raise) and node.exc is None for node in ast.walk(handler))


def _modules(root: Path) -> list[Path]:
    return sorted(path for folder in ("src", "tests", "bench") for path in (root / folder).rglob("*.py"))


def _nodes(folder: Path) -> Iterator[tuple[Path, ast.AST]]:
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            yield path, node
