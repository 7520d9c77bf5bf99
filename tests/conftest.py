"""What the tests share: where the real reports are, and how their gold is read."""

import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from flows.settings import configure

configure()
# CI draws the same examples every time, so that a red run is about the change.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("NIANBAO_SHARED", ROOT.parent / "shared"))
REPORTS = SHARED / "reports"
NAMES = (
    "hongze-2023",
    "shanghai-office-2019",
    "shuyang-fgj-2023",
    "suqian-2023",
    "suqian-2024",
    "xigong-2020",
)

CLI = [sys.executable, "-W", "ignore", "-m", "flows.cli"]
DEMO = [*CLI, "demo", "--quiet", "--folder"]


def run_demo(folder: Path) -> None:
    """Two nights into a folder, as a person would run them."""
    done = subprocess.run([*DEMO, str(folder)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demo that ran to its end; to be read, not changed."""
    folder = tmp_path_factory.mktemp("demo")
    run_demo(folder)
    return folder


def gold(name: str) -> dict[str, Any]:
    """The hand-checked gold of a real report; skips where the reports are not at hand."""
    path = REPORTS / f"{name}.gold.json"
    if not path.exists():
        pytest.skip(f"the real reports are not at hand ({REPORTS} is missing)")
    result: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return result


def real(name: str) -> bytes:
    """The bytes of a real report."""
    return (REPORTS / gold(name)["file"]).read_bytes()


def gold_figures(name: str) -> dict[str, Decimal | None]:
    """The gold's figures, in the codebook's units."""
    return {
        column: None if value is None else Decimal(str(value))
        for column, value in gold(name)["cells"].items()
    }
