from __future__ import annotations

import ast
import tomllib
from pathlib import Path
from typing import Any

import pytest

# The design's order, with messages, notation, expressions and sampling beside it (decision 0002).
ORDER = [
    "library",
    "messages",
    "notation",
    "values",
    "expressions",
    "periods",
    "areas",
    "standards",
    "registers",
    "measures",
    "schemes",
    "scoring",
    "tracing",
    "evaluation",
    "proofing",
    "sampling",
    "cli",
]


def test_the_import_contract_lists_the_layers_of_the_design(root: Path):
    contracts = _importlinter(root)["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    assert [layer.strip("()").removeprefix("duxue.") for layer in layers] == ORDER[::-1]


def test_every_package_has_its_place_in_the_layers(root: Path):
    packages = {path.parent.name for path in (root / "src/duxue").glob("*/__init__.py")}
    assert packages <= set(ORDER)


def test_imports_of_the_project_go_one_way(root: Path):
    source = root / "src/duxue"
    backwards = [
        f"{path.relative_to(root)} imports duxue.{imported}"
        for package in ORDER
        for path in sorted((source / package).rglob("*.py"))
        for imported in _imported_packages(path)
        if imported in ORDER and ORDER.index(imported) > ORDER.index(package)
    ]
    assert backwards == []


def test_nothing_but_the_office_in_a_browser_imports_django(root: Path):
    source = root / "src/duxue"
    importers = [
        str(path.relative_to(root))
        for path in sorted(source.rglob("*.py"))
        if "web" not in path.relative_to(source).parts and "django" in _imported_roots(path)
    ]
    assert importers == []


@pytest.mark.parametrize("package", ["messages", "notation", "library"])
def test_the_lowest_packages_know_nothing_of_figures(root: Path, package: str):
    heavy = {"duckdb", "pyarrow", "sqlglot", "typer", "rich"}
    for path in (root / "src/duxue" / package).rglob("*.py"):
        assert not heavy & _imported_roots(path), path


def _importlinter(root: Path) -> dict[str, Any]:
    project: dict[str, Any] = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    tool: dict[str, Any] = project["tool"]["importlinter"]
    return tool


def _imported_modules(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def _imported_roots(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in _imported_modules(path)}


def _imported_packages(path: Path) -> set[str]:
    return {name.split(".")[1] for name in _imported_modules(path) if name.startswith("duxue.")}
