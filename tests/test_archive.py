"""The archive: nothing is lost, nothing is kept twice, a crash costs one record."""

from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from archive.captures import Capture, captures
from archive.home import Home
from archive.records import ArchiveWriter, Exchange, payload

URL = "http://127.0.0.1/report.html"


def exchange(body: bytes, url: str = URL, at: str = "2026-01-01T00:00:00Z") -> Exchange:
    capture = Capture("s", url, at, "", 200, "text/html", "", "", "page", "", "", "", 0, 0)
    return Exchange(capture, "GET", [("Host", "x")], [("Content-Type", "text/html")], body, body)


def test_a_capture_comes_back_as_it_was(tmp_path: Path) -> None:
    home = Home(str(tmp_path))
    with ArchiveWriter(home, "s", "1") as writer:
        capture = writer.add(exchange("报告".encode()))
    assert captures(home, "s") == [capture]
    assert payload(home, capture) == "报告".encode()


def test_the_same_content_again_is_a_revisit(tmp_path: Path) -> None:
    home = Home(str(tmp_path))
    with ArchiveWriter(home, "s", "1") as writer:
        first = writer.add(exchange(b"a"))
    with ArchiveWriter(home, "s", "2") as writer:
        again = writer.add(exchange(b"a", at="2026-01-02T00:00:00Z"))
        revised = writer.add(exchange(b"b", at="2026-01-03T00:00:00Z"))
    assert (first.is_revisit, again.is_revisit, revised.is_revisit) == (False, True, False)
    assert payload(home, again) == b"a"
    assert payload(home, revised) == b"b"


def test_other_tools_can_read_it(tmp_path: Path) -> None:
    with ArchiveWriter(Home(str(tmp_path)), "s", "1") as writer:
        writer.add(exchange(b"a"))
    with (tmp_path / "archive/s/1.warc.gz").open("rb") as file:
        kinds = [record.rec_type for record in ArchiveIterator(file, check_digests=True)]
    assert kinds == ["response", "request"]


@pytest.mark.parametrize("lost", [1, 20, 200])
def test_a_half_written_record_is_set_aside(tmp_path: Path, lost: int) -> None:
    home = Home(str(tmp_path))
    with ArchiveWriter(home, "s", "1") as writer:
        kept = writer.add(exchange(b"a"))
        writer.add(exchange(b"b" * 500, url=URL + "?2"))
    warc, index = (tmp_path / "archive/s" / f"1.{end}" for end in ("warc.gz", "index.jsonl"))
    warc.write_bytes(warc.read_bytes()[:-lost])
    index.write_bytes(index.read_bytes().split(b"\n")[0] + b'\n{"source": "s", "ur')
    with ArchiveWriter(home, "s", "2") as writer:
        anew = writer.add(exchange(b"b" * 500, url=URL + "?2"))
    assert captures(home, "s") == [kept, anew]
    assert payload(home, kept) == b"a"
    assert payload(home, anew) == b"b" * 500
    assert list((tmp_path / "archive/s").glob("*.partial"))
    with warc.open("rb") as file:
        assert [r.rec_type for r in ArchiveIterator(file)] == ["response", "request"]


def test_bytes_that_are_not_the_indexs_are_refused(tmp_path: Path) -> None:
    from dataclasses import replace

    home = Home(str(tmp_path))
    with ArchiveWriter(home, "s", "1") as writer:
        capture = writer.add(exchange(b"a"))
    with pytest.raises(ValueError, match="does not hold"):
        payload(home, replace(capture, sha256="0" * 64))


def test_a_home_can_be_an_object_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_SPOOL", str(tmp_path))
    home = Home("memory://nianbao-test")
    with ArchiveWriter(home, "s", "1") as writer:
        capture = writer.add(exchange(b"a"))
    assert captures(home, "s") == [capture]
    assert payload(home, capture) == b"a"
    assert not list(tmp_path.rglob("*.warc.gz"))


def test_what_a_killed_crawl_left_for_an_object_store_is_handed_over_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NIANBAO_SPOOL", str(tmp_path))
    home = Home("memory://nianbao-killed")
    killed = ArchiveWriter(home, "s", "1").__enter__()
    capture = killed.add(exchange(b"a"))
    (warc,) = tmp_path.rglob("*.warc.gz")
    warc.write_bytes(warc.read_bytes() + b"half a record")
    killed._lock.close()  # the system does it for a process that died
    assert captures(home, "s") == []
    with ArchiveWriter(home, "s", "2") as writer:
        assert writer.latest(URL) == capture
        assert writer.payload(capture) == b"a"
    assert captures(home, "s") == [capture]
    assert payload(home, capture) == b"a"


def test_files_are_rotated_by_size_and_all_are_sound(tmp_path: Path) -> None:
    from warcio.checker import Checker

    home = Home(str(tmp_path))
    with ArchiveWriter(home, "s", "1", largest=1500) as writer:
        made = [writer.add(exchange(bytes([i]) * 500, url=f"{URL}?{i}")) for i in range(9)]
        again = writer.add(exchange(bytes([3]) * 500, url=f"{URL}?3"))
    files = sorted((tmp_path / "archive/s").glob("*.warc.gz"))
    assert len(files) > 1
    assert [payload(home, c) for c in made] == [bytes([i]) * 500 for i in range(9)]
    assert again.is_revisit
    for path in files:

        class Arguments:
            inputs, verbose = [str(path)], False

        checker = Checker(Arguments())
        checker.process_all()
        assert checker.exit_value == 0


def test_what_was_a_list_and_is_a_report_now_is_written_whole(tmp_path: Path) -> None:
    from dataclasses import replace

    home = Home(str(tmp_path))
    as_list = exchange(b"a")
    with ArchiveWriter(home, "s", "1") as writer:
        writer.add(replace(as_list, capture=replace(as_list.capture, kind="list")))
        assert not writer.add(exchange(b"a")).is_revisit
