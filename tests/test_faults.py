"""Bad input ends in a problem that says what was wrong and what to do, never in a crash."""

import io
import json
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from flows.cli import app
from normalizers.judge import judge
from normalizers.model import Report, Status

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
PROTECTED = OLE + "EncryptedPackage".encode("utf-16-le") + bytes(100)


def package(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return data.getvalue()


FAULTS = {
    "empty": (b"", "empty_file", "empty"),
    "blank": (b" \r\n\t", "empty_file", "empty"),
    "broken-pdf": (b"%PDF-1.7\n1 0 obj\n<<", "broken_file", "fetch it again"),
    "picture": (PNG, "picture", "PNG"),
    "password": (PROTECTED, "password", "password"),
    "old-word": (OLE, "old_format", "DOCX"),
    "cut-docx": (package("word/document.xml")[:60], "broken_file", "fetch it again"),
    "no-word": (package("word/document.xml"), "broken_file", "DOCX"),
    "excel": (package("xl/workbook.xml"), "old_format", "Excel"),
    "zip": (package("a.txt"), "unknown_media", "ZIP"),
    "rtf": (rb"{\rtf1 x}", "old_format", "RTF"),
    "binary": (bytes(range(256)) * 8, "unknown_media", "bytes"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_with_what_to_do(name: str) -> None:
    data, check, words = FAULTS[name]
    report = judge(data)
    assert report.status is Status.UNREADABLE
    (problem,) = report.problems
    assert problem.check == check
    assert words in problem.message


def test_a_page_without_tables_is_unreadable_and_says_so() -> None:
    report = judge("<html><body><p>通知</p></body></html>".encode())
    assert report.status is Status.UNREADABLE
    assert "missing_table" in {p.check for p in report.problems}


def test_a_docx_without_tables_keeps_its_sections() -> None:
    document = docx.Document()
    document.add_paragraph("某县民政局2023年政府信息公开工作年度报告")
    document.add_paragraph("一、总体情况")
    document.add_paragraph("工作正常。")
    data = io.BytesIO()
    document.save(data)
    report = judge(data.getvalue())
    assert (report.agency, report.year) == ("某县民政局", 2023)
    assert [s.kind for s in report.sections] == ["overview"]


def check_sound(report: Report) -> None:
    """Whatever came in: a status, and a problem for every status but clean."""
    assert report.status is Status.CLEAN or report.problems


@given(st.binary(max_size=400))
def test_any_bytes_end_in_a_status(data: bytes) -> None:
    check_sound(judge(data))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_mutated_samples_end_in_a_status(data: st.DataObject) -> None:
    portal = Path(__file__).parent.parent / "data" / "samples" / "portal"
    files = sorted(p for p in portal.rglob("*") if p.is_file() and p.stat().st_size < 60_000)
    content = bytearray(data.draw(st.sampled_from(files)).read_bytes() or b"x")
    for _ in range(data.draw(st.integers(1, 20))):
        position = data.draw(st.integers(0, len(content) - 1))
        content[position] = data.draw(st.integers(0, 255))
    check_sound(judge(bytes(content)))


def test_extract_prints_one_object_a_file_and_says_by_its_exit_code(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("第二十条", encoding="utf-8")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4 broken")
    result = CliRunner().invoke(app, ["extract", str(tmp_path)])
    objects = [json.loads(line) for line in result.stdout.splitlines()]
    assert [Path(o["file"]).name for o in objects] == ["a.txt", "b.pdf"]
    assert {o["status"] for o in objects} == {"unreadable"}
    assert result.exit_code == 1


def test_extract_of_nothing_is_wrong_usage(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["extract", str(tmp_path / "none.html")])
    assert result.exit_code == 2
    assert "no such file" in result.output


def test_extract_keeps_the_contract_of_its_object() -> None:
    sample = Path(__file__).parent.parent / "data" / "samples" / "xigong-2020.txt"
    result = CliRunner().invoke(app, ["extract", "--cells", str(sample)])
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert {"file", "sha256", "media", "title", "agency", "year", "form", "status"} <= set(found)
    assert set(found["sections"][0]) == {"heading", "kind", "text"}
    assert found["cells"]["received__natural_person"] == 1
    assert set(found["cell_records"][0]) >= {"column", "raw", "value", "mark", "place", "sureness"}
