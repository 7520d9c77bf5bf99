"""Imports run one way, and the heavy frameworks stay in their rooms."""

import ast
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

MAY_IMPORT = {
    "forms": set(),
    "archive": set(),
    "extractors": {"forms"},
    "normalizers": {"archive", "extractors", "forms"},
    "scrapers": {"archive", "extractors", "forms"},
    "release": {"archive", "extractors", "forms", "normalizers"},
    "flows": {"archive", "extractors", "forms", "normalizers", "release", "scrapers"},
}
# The rooms within extractors/, each with those before it that it may use. `document`, `reading`,
# `spans` and the files on bytes (`charset`, `sniff`, `containers`) stand beside them for all.
MAY_USE = {
    "words": set(),
    "tables": {"words"},
    "layout": {"words", "tables"},
    "html": {"words", "layout"},
    "word": {"words", "layout", "html"},
    "pdf": {"words", "layout"},
    "cells": {"words", "tables"},
    "identity": {"words"},
    "sections": {"words"},
}
ONLY_IN = {"prefect": "flows", "scrapy": "scrapers", "twisted": "scrapers", "warcio": "archive"}


def imports(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_what_lies_before_it(room: str) -> None:
    files = sorted((ROOT / room).rglob("*.py"))
    assert files
    for path in files:
        used = imports(path) & set(MAY_IMPORT) - {room}
        assert used <= MAY_IMPORT[room], path


@pytest.mark.parametrize("room", MAY_USE)
def test_a_room_of_the_extractors_uses_only_what_lies_before_it(room: str) -> None:
    assert {path.parent.name for path in (ROOT / "extractors").glob("*/__init__.py")} == {*MAY_USE}
    for path in (ROOT / "extractors" / room).rglob("*.py"):
        named = re.findall(r"^from extractors\.(\w+)", path.read_text(encoding="utf-8"), re.M)
        assert {*named} & {*MAY_USE} - {room} <= MAY_USE[room], path


@pytest.mark.parametrize(("package", "room"), ONLY_IN.items())
def test_a_framework_stays_in_its_room(package: str, room: str) -> None:
    users = {
        name
        for name in MAY_IMPORT
        for path in (ROOT / name).rglob("*.py")
        if package in imports(path)
    }
    assert users == {room}


def test_no_file_of_the_lock_names_a_registry() -> None:
    for lock in (ROOT / "requirements").glob("*.lock"):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        assert "--hash=sha256:" in text
