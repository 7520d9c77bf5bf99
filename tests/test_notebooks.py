"""The notebooks run from first cell to last on the demo's release, and are kept clean."""

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from tests.conftest import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SECONDS_A_CELL = 120


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


@pytest.fixture
def release(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demo's release, named as a reader of the notebooks would name it."""
    release = demo / "warehouse/releases/latest"
    for name, value in {
        "NIANBAO_RELEASE": release,
        "PYTHONPATH": ROOT,
        "IPYTHONDIR": tmp_path,
        "JUPYTER_RUNTIME_DIR": tmp_path,
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYTHONWARNINGS": "",
    }.items():
        monkeypatch.setenv(name, str(value))
    return release


def run(path: Path) -> tuple[str, int, str]:
    """Texts of the outputs, number of pictures, and what went to stderr."""
    book = read(path)
    NotebookClient(
        book, timeout=SECONDS_A_CELL, resources={"metadata": {"path": path.parent}}
    ).execute()
    outputs = [output for cell in book.cells for output in cell.get("outputs", ())]
    texts = [o["text"] if "text" in o else o["data"]["text/plain"] for o in outputs]
    pictures = sum("image/png" in output.get("data", {}) for output in outputs)
    return (
        "\n".join(texts),
        pictures,
        "".join(o["text"] for o in outputs if o.get("name") == "stderr"),
    )


EXPECTED = {
    "01_first_steps": ("6 rows of 5 agencies", 1),
    "02_panel": ("0.003987", 2),
    "03_duckdb": ("Scanning Files: 1/4", 0),
    "04_from_the_bytes": ("186 cells, all the same; reconsideration_upheld = 10", 1),
}


def test_every_notebook_is_run_here() -> None:
    assert [path.stem for path in NOTEBOOKS] == list(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_notebook_runs_and_shows_what_it_is_about(name: str, release: Path) -> None:
    assert release.exists()
    text, pictures, complaints = run(ROOT / "notebooks" / f"{name}.ipynb")
    said, drawn = EXPECTED[name]
    assert said in text
    assert pictures == drawn
    # matplotlib says so where a character would be drawn as a box.
    assert "missing from" not in complaints


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_are_kept_without_outputs(path: Path) -> None:
    book = read(path)
    nbformat.validate(book)
    for cell in book.cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


@pytest.mark.parametrize("path", NOTEBOOKS[:3], ids=lambda path: path.stem)
def test_analysts_need_nothing_of_this_software(path: Path) -> None:
    code = "\n".join(cell.source for cell in read(path).cells if cell.cell_type == "code")
    rooms = ("archive", "extractors", "flows", "forms", "normalizers", "release", "scrapers")
    assert not [room for room in rooms if f"import {room}" in code or f"from {room}" in code]
