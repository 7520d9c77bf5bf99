"""The demo's portal: made the same on every run, and read exactly."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from urllib.parse import unquote

import pytest

from extractors.reading import Severity
from normalizers.judge import judge
from normalizers.model import Report, Status

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "data" / "samples"
PORTAL = SAMPLES / "portal"
MOST_BYTES = 1_500_000

HEALTHY = (
    ("202001/t20200117_1002.htm", "shanghai-office-2019", "html", Status.AS_PRINTED),
    ("202101/t20210120_1003.html", "xigong-2020", "html", Status.CLEAN),
    ("202101/P020210120_1003.docx", "xigong-2020", "docx", Status.CLEAN),
    ("202101/P020210120_1003.pdf", "xigong-2020", "pdf", Status.CLEAN),
    ("202101/P020210120_1003.txt", "xigong-2020", "text", Status.CLEAN),
    ("202401/3f0c7a52d1e94b6f8a2b7c9d0e1f2a3b.shtml", "shuyang-fgj-2023", "html", Status.CLEAN),
    ("202401/P020240122_1007.pdf", "hongze-2023", "pdf", Status.AS_PRINTED),
    ("202401/t20240126_1009.html", "suqian-2023", "html", Status.CLEAN),
    ("202501/P020250124_1012.docx", "suqian-2024", "docx", Status.CLEAN),
)
BROKEN = (
    ("202301/P020230118_1021.docx", "password"),
    ("202301/P020230119_1022.pdf", "picture"),
    ("202401/P020240118_1006.pdf", "broken_file"),
    ("202401/t20240117_1005.html", "empty_file"),
)
MISSING = "zfxxgknb/202301/t20230117_1020.html"
LOOK_ALIKES = (
    "202501/t20250126_1013.html",
    "202412/t20241216_1011.html",
    "202001/t20200110_1001.html",
    "201911/t20191101_1000.html",
)


def judged(path: str) -> Report:
    return judge((PORTAL / "zfxxgknb" / path).read_bytes())


def expected(name: str) -> Mapping[str, object]:
    text = (SAMPLES / "figures" / f"{name}.json").read_text(encoding="utf-8")
    return json.loads(text, parse_float=Decimal)


def files_below(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_making_the_portal_again_gives_the_same_bytes(tmp_path: Path) -> None:
    script = SAMPLES / "make_samples.py"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "random"}
    subprocess.run([sys.executable, script, tmp_path], check=True, env=environment)
    made, kept = files_below(tmp_path), files_below(PORTAL)
    assert list(made) == list(kept)
    assert [path for path in made if made[path] != kept[path]] == []


def test_the_portal_is_small() -> None:
    assert sum(len(data) for data in files_below(PORTAL).values()) < MOST_BYTES


@pytest.mark.parametrize(("path", "name", "media", "status"), HEALTHY)
def test_a_healthy_sample_is_read_exactly(path: str, name: str, media: str, status: Status) -> None:
    report, facts = judged(path), expected(name)
    assert report.values == facts["cells"]
    assert (report.agency, report.year, report.form) == (
        facts["agency"],
        facts["year"],
        facts["form"],
    )
    assert (report.media, report.status) == (media, status)


@pytest.mark.parametrize("path", [path for path, *_ in HEALTHY])
def test_a_healthy_sample_has_every_section(path: str) -> None:
    kinds = [section.kind for section in judged(path).sections]
    assert set(kinds) == {
        "overview",
        "proactive_disclosure",
        "requests",
        "review",
        "problems",
        "other_matters",
    }


def test_an_amount_in_yuan_is_converted_and_told() -> None:
    report = judged("202001/t20200117_1002.htm")
    assert report.values["procurement_amount"] == Decimal("25.1")
    assert "unit" in {problem.check for problem in report.problems}


def test_false_totals_and_the_mixed_form_are_told() -> None:
    report = judged("202401/P020240122_1007.pdf")
    errors = [p.columns[-1] for p in report.problems if p.severity is Severity.ERROR]
    assert errors == ["reconsideration_total", "litigation_after_reconsideration_total"]
    assert "mixed_form" in {problem.check for problem in report.problems}


@pytest.mark.parametrize(("path", "check"), BROKEN)
def test_a_broken_sample_is_unreadable_and_says_why(path: str, check: str) -> None:
    report = judged(path)
    assert report.status is Status.UNREADABLE
    assert [problem.check for problem in report.problems] == [check]


@pytest.mark.parametrize("path", LOOK_ALIKES)
def test_a_look_alike_holds_no_report(path: str) -> None:
    assert judged(path).cells == ()


def test_every_link_leads_somewhere_but_for_the_missing_page() -> None:
    dead = []
    for path in PORTAL.rglob("*.*htm*"):
        text = path.read_bytes().decode("gb18030" if path.suffix == ".htm" else "utf-8")
        for href in re.findall(r'href="([^"]+)"', text):
            target = (path.parent / unquote(href)).resolve()
            if not href.startswith("http://example.invalid/") and not target.exists():
                dead.append(target.relative_to(PORTAL).as_posix())
    assert dead == [MISSING]


def test_the_list_pages_hold_every_document() -> None:
    listed = [
        (page.parent / href).resolve()
        for page in PORTAL.glob("zfxxgknb/index*.html")
        for href in re.findall(r'<li><a href="([^"]+)"', page.read_text(encoding="utf-8"))
    ]
    pages = {path for path in listed if path.is_file()}
    attached = {
        (page.parent / href).resolve()
        for page in pages
        if page.suffix == ".html"
        for href in re.findall(r'附件.*?href="([^"]+)"', page.read_text(encoding="utf-8"))
    }
    lists = {*PORTAL.glob("zfxxgknb/index*.html"), PORTAL / "robots.txt"}
    assert pages | attached | lists == {path for path in PORTAL.rglob("*") if path.is_file()}


def test_one_entry_is_cut_short_and_its_title_is_whole() -> None:
    text = (PORTAL / "zfxxgknb" / "index.html").read_text(encoding="utf-8")
    cut = re.findall(r'title="([^"]+)">([^<]+…)</a>', text)
    assert len(cut) == 1
    assert cut[0][0].startswith(cut[0][1].removesuffix("…"))
    assert len(cut[0][0]) > len(cut[0][1])
