"""What operators do around a crawl: probe a page, lint sources, import WARC files, run many crawls
at once."""

import gzip
import io
import json
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive.captures import captures
from archive.home import Home
from archive.records import payload
from flows.cli import app
from flows.crawling import crawl_groups, host_groups, import_warc
from flows.linting import lint
from scrapers.sources import Source
from tests.conftest import ROOT
from tests.portals import Host, anchors, report, served, titled

GOOD = 'id="a"\nname="某县"\nadcode="410303"\nlevel="county"\nurls=["https://x.example/nb/"]'


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, arguments)
    return done.exit_code, done.stdout


def test_a_probe_says_what_a_list_page_would_yield() -> None:
    host = Host(
        {
            "/robots.txt": "User-agent: *\nDisallow: /closed/",
            "/nb/index.html": anchors(
                ("a.html", titled("甲局")),
                ("b.html", f"《{titled('甲局')}》解读"),
                ("mzj/", "民政局"),
                ("index_1.html", "下一页"),
                ("/zwgk/", "政务公开"),
            ),
        }
    )
    with served(host):
        code, out = run("probe", f"{host.base}/nb/index.html", "--json")
        refused, _ = run("probe", f"{host.base}/closed/index.html", "--json")
    found = json.loads(out)
    kinds = {link["url"].removeprefix(host.base): link["kind"] for link in found["links"]}
    assert (code, refused, found["page"], found["habits"]) == (0, 1, "list", ["next", "folders"])
    assert kinds == {
        "/nb/a.html": "report",
        "/nb/mzj/": "undecided",
        "/nb/index_1.html": "further",
        "/nb/b.html": "rejected",
    }
    assert sorted(host.paths) == ["/nb/index.html", "/robots.txt", "/robots.txt"]
    assert run("probe", "ftp://x")[0] == 2


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (('"410303"', '"999999"'), "in no division"),
        (('"410303"', '"410000"'), "is of a province"),
        (("/nb/", "/"), "first page"),
        (("nb/", "nb/#top"), "#fragment"),
        (('name="某县"', 'name="某县"\ndelay=0.1'), "impolite"),
        (('name="某县"', 'name="某县"\ninsecure_tls="old"'), "as a sentence"),
        (('name="某县"', 'name="某县"\nexpect=0'), "at least 1"),
        (('level="county"', 'level="city"'), "level 'city'"),
    ],
)
def test_the_linter_explains_itself(tmp_path: Path, change: tuple[str, str], words: str) -> None:
    path = tmp_path / "s.toml"
    path.write_text(f"[[source]]\n{GOOD}\n", encoding="utf-8")
    assert run("lint-sources", str(path))[0] == 0
    path.write_text(f"[[source]]\n{GOOD.replace(*change)}\n[[source]]\nid='b'\n", encoding="utf-8")
    code, out = run("lint-sources", str(path))
    assert code == 1
    assert words in out
    assert "source 2: name is missing" in out, "all complaints at once"


def test_the_sources_of_the_project_are_sound() -> None:
    sources, complaints = lint([ROOT / "data" / "sources"])
    assert complaints == []
    assert len(sources) >= 40
    assert len({source.adcode[:2] for source in sources}) >= 20
    assert all("not visited" in source.note for source in sources)


def warc(path: Path, pages: dict[str, tuple[bytes, str]], packed: bool = False) -> None:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for url, (body, media) in pages.items():
            data = gzip.compress(body) if packed else body
            encoding = [("Content-Encoding", "gzip")] if packed else []
            headers = StatusAndHeaders("200 OK", [("Content-Type", media), *encoding], "HTTP/1.1")
            date = {"WARC-Date": "2019-03-01T12:00:00Z"}
            record = writer.create_warc_record(
                url, "response", io.BytesIO(data), len(data), http_headers=headers,
                warc_headers_dict=date,
            )  # fmt: skip
            writer.write_record(record)


@pytest.mark.parametrize("packed", [False, True])
def test_a_web_archives_copy_comes_in_by_the_same_way(tmp_path: Path, packed: bool) -> None:
    page = report(titled("甲局", 2018), '<a href="f.pdf">附件</a>').encode()
    html = "text/html"
    pages = {
        "http://gone.example/nb/": (anchors(("a.html", titled("甲局", 2018))).encode(), html),
        "http://gone.example/nb/a.html": (page, html),
        "http://gone.example/nb/f.pdf": (b"%PDF-1.4 ... %%EOF", "application/octet-stream"),
        "http://gone.example/nb/x.pdf": (b"%PDF-1.4 other %%EOF", "application/pdf"),
        "http://gone.example/": ("<html><p>某县人民政府</p></html>".encode(), html),
    }
    warc(tmp_path / "w.warc.gz", pages, packed)
    home = str(tmp_path / "home")
    arguments = ["import-warc", str(tmp_path / "w.warc.gz"), "--source-id", "s", "--home", home]
    assert run(*arguments)[0] == 2
    declared = ["--name", "某县", "--adcode", "410303", "--level", "county"]
    code, out = run(*arguments, *declared)
    assert (code, json.loads(out)) == (
        0,
        {"responses": 5, "new": 2, "known": 0, "passed_over": 3},
    )
    kept = captures(Home(home), "s")
    assert [(c.url[19:], c.kind, c.fetched_at) for c in kept] == [
        ("/nb/a.html", "page", "2019-03-01T12:00:00Z"),
        ("/nb/f.pdf", "attachment", "2019-03-01T12:00:00Z"),
    ]
    assert kept[0].anchor == titled("甲局", 2018)
    assert payload(Home(home), kept[0]) == page
    assert json.loads(run(*arguments)[1])["known"] == 2
    for wrong in (
        ["--source-id", "../x"],
        ["--source-id", "x", "--level", "城市"],
        ["--source-id", "x", "--adcode", "999999"],
    ):
        assert run(*arguments[:2], *arguments[4:], *declared, *wrong)[0] == 2
    (tmp_path / "no.warc").write_bytes(b"not a WARC file")
    assert run("import-warc", str(tmp_path / "no.warc"), "--source-id", "n", *declared)[0] == 2
    assert Home(home).names("archive") == ["s"], "what can't be taken leaves nothing behind"
    assert run("import-warc", str(tmp_path / "no.warc"), *arguments[2:])[0] == 2


def test_a_record_that_the_end_of_a_file_cuts_off_is_not_taken(tmp_path: Path) -> None:
    page = (report(titled("甲局")).encode(), "text/html")
    warc(tmp_path / "w.warc", {"http://x.example/a": page, "http://x.example/b": page})
    whole = gzip.decompress((tmp_path / "w.warc").read_bytes())
    (tmp_path / "w.warc").write_bytes(whole[:-40])
    said: list[str] = []
    source = {"id": "s", "name": "某县", "adcode": "410303", "level": "county"}
    counts = import_warc([tmp_path / "w.warc"], Home(str(tmp_path / "h")), source, said.append)
    assert (counts["responses"], counts["new"]) == (1, 1)
    assert "ends in the middle of http://x.example/b" in said[0]


def test_many_hosts_are_crawled_side_by_side_by_one_process(tmp_path: Path) -> None:
    from contextlib import ExitStack

    delay, pages = 0.15, 10
    names = [str(i) for i in range(pages)]
    with ExitStack() as stack:
        sources = []
        hosts = []
        for number in range(1, 13):
            host = Host({f"/nb/{n}.html": report(titled(f"{number}县{n}局")) for n in names})
            host.pages["/nb/"] = anchors(*((f"{n}.html", titled(f"{n}局")) for n in names))
            stack.enter_context(served(host, f"127.0.1.{number}"))
            hosts.append(host)
            sources.append(
                Source(f"s{number}", "县", "0", "county", (f"{host.base}/nb/",), delay=delay)
            )
        start = time.monotonic()
        done = list(crawl_groups(host_groups(sources), Home(str(tmp_path))))
        seconds = time.monotonic() - start
    assert sorted(d["new"] for d in done) == [pages] * 12
    assert all(min(host.gaps()) >= delay for host in hosts)
    alone = (pages + 2) * delay
    assert seconds < 4 * alone + 4, "as long as one host takes, not as twelve"


def test_a_crawl_that_fails_beside_others_disturbs_none(tmp_path: Path) -> None:
    from archive.records import ArchiveWriter

    host = Host({"/nb/": anchors(("a.html", titled("甲局"))), "/nb/a.html": report(titled("甲局"))})
    home = Home(str(tmp_path))
    with served(host), ArchiveWriter(home, "locked", "1"):
        sources = [
            Source(name, "县", "0", "county", (f"{host.base}/nb/",), delay=0.01)
            for name in ("locked", "free")
        ]
        done: list[dict[str, Any]] = list(crawl_groups([sources], home))
    assert [report["source"] for report in done] == ["free"]
