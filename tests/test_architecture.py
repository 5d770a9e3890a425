"""Rules about the code itself: imports go one way, and each module says what it does."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import govreport

ROOT = Path(govreport.__file__).parent
MODULES = {
    ".".join(["govreport", *path.relative_to(ROOT).with_suffix("").parts]).removesuffix(
        ".__init__"
    ): path
    for path in sorted(ROOT.rglob("*.py"))
}

# A layer may import those before it and its own parts; those of one row know nothing of each other.
LAYERS = (
    ("models", "text", "lexicon", "extras", "remote", "segment"),
    ("read",),
    ("clean",),
    ("outline",),
    ("identify", "extract"),
    ("pipeline",),
    ("compare",),
    ("export",),
    ("batch",),
    ("cli",),
    ("__main__",),
)
RANK = {name: rank for rank, row in enumerate(LAYERS) for name in row}
SMALL = {"govreport.models": set(), "govreport.text": {"govreport.models"}}


def imported(path: Path) -> set[str]:
    """The modules that a file imports, at its top or inside a function."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            assert node.module is not None
            found.add(node.module)
            found |= {f"{node.module}.{name.name}" for name in node.names} & set(MODULES)
    return found


def layer(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if parts[0] == "govreport" and len(parts) > 1 else None


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_one_way(module: str) -> None:
    own = layer(module)
    if own is None:
        return
    for name in imported(MODULES[module]):
        other = layer(name)
        if other is None or other == own:
            continue
        assert RANK[other] < RANK[own] or {own, other} <= set(LAYERS[0]), (
            f"{module} imports {name}, which comes after it"
        )


@pytest.mark.parametrize("module", SMALL)
def test_what_every_stage_knows_knows_no_stage(module: str) -> None:
    ours = {name for name in imported(MODULES[module]) if name.startswith("govreport")}
    assert {name for name in ours if name in MODULES} <= SMALL[module]


def test_one_module_knows_each_heavy_library() -> None:
    for library, most in {"jieba": 1, "rjieba": 1, "pydantic": 1}.items():
        users = [
            module
            for module, path in MODULES.items()
            if any(name.split(".")[0] == library for name in imported(path))
        ]
        assert len(users) <= most, f"{library} is imported by {users}"


def test_no_jieba_before_it_is_needed() -> None:
    """Loading it costs over a second, so it is imported inside a function."""
    for module, path in MODULES.items():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            names = (
                {name.name for name in node.names}
                if isinstance(node, ast.Import)
                else {node.module}
                if isinstance(node, ast.ImportFrom)
                else set()
            )
            assert "jieba" not in names, f"{module} imports jieba at its top"


@pytest.mark.parametrize("module", MODULES)
def test_every_module_says_what_it_does(module: str) -> None:
    doc = ast.get_docstring(ast.parse(MODULES[module].read_text(encoding="utf-8")))
    assert doc and len(doc.splitlines()[0]) >= 10


@pytest.mark.parametrize("module", MODULES)
def test_no_module_grows_out_of_hand(module: str) -> None:
    length = len(MODULES[module].read_text(encoding="utf-8").splitlines())
    assert length <= 400, f"{module} has {length} lines: split it by what it is about"


def test_there_is_no_drawer_for_odds_and_ends() -> None:
    odd = {"utils", "util", "helpers", "helper", "common", "misc", "tools"}
    assert not {name.rsplit(".", 1)[-1] for name in MODULES} & odd
