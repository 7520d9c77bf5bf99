"""Crawls of a portal on loopback: what is asked, what is not, what is kept."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.exceptions import IgnoreRequest

from archive.captures import captures, failures
from archive.home import Home
from flows.crawling import crawl, host_groups
from scrapers.guard import Guard
from scrapers.habits.plain import next_pages, reports
from scrapers.page import Page
from scrapers.sources import Source, SourceError, load_sources
from scrapers.words import is_report

REPORT = "<html><body><p>某县民政局2023年政府信息公开工作年度报告</p></body></html>"
TITLE = "某县{}局2023年政府信息公开工作年度报告"


GIVEN = '[[source]]\nid="a"\nname="a"\nadcode="1"\nlevel="county"\nurls=["http://x"]'


class Site:
    """Pages by path, and every request that was made."""

    def __init__(self, pages: dict[str, str]) -> None:
        self.pages, self.asked = pages, list[tuple[str, str | None]]()


@contextmanager
def served(site: Site) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            etag = self.headers.get("If-None-Match")
            site.asked.append((self.path, etag))
            body = site.pages.get(self.path)
            own = f'"{hash(body)}"'
            status = 404 if body is None else 304 if etag == own else 200
            self.send_response(status)
            if body is not None:
                self.send_header("ETag", own)
                self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            if status == 200 and body is not None:
                self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def source(base: str) -> Source:
    return Source("s", "某县", "000000", "county", (f"{base}/list.html",), delay=0.01)


def anchors(*links: tuple[str, str]) -> str:
    return "<ul>" + "".join(f'<li><a href="{h}">{t}</a></li>' for h, t in links) + "</ul>"


def test_everything_listed_is_kept_once_and_asked_conditionally_later(tmp_path: Path) -> None:
    home = Home(str(tmp_path))
    site = Site(
        {
            "/robots.txt": "User-agent: *\nDisallow: /secret/",
            "/list.html": anchors(
                ("a.html", TITLE.format("民政")),
                ("secret/b.html", TITLE.format("水利")),
                ("http://127.0.0.2:9/c.html", TITLE.format("教育")),
                ("gone.html", TITLE.format("审计")),
                ("note.html", "《某局2023年政府信息公开工作年度报告》解读"),
                ("list_1.html", "下一页"),
            ),
            "/list_1.html": anchors(("d.html", TITLE.format("财政"))),
            "/a.html": REPORT + '<a href="e.docx">附件</a>',
            "/d.html": REPORT,
            "/e.docx": "not really",
        }
    )
    with served(site) as base:
        first = crawl(source(base), home)
        asked, site.asked = site.asked, []
        second = crawl(source(base), home)
        again, site.asked = site.asked, []
        site.pages["/d.html"] = REPORT + "<p>修订</p>"
        third = crawl(source(base), home)
    paths = [path for path, _ in asked]
    assert sorted(set(paths)) == [
        "/a.html",
        "/d.html",
        "/e.docx",
        "/gone.html",
        "/list.html",
        "/list_1.html",
        "/robots.txt",
    ]
    assert (first["new"], second["new"], third["new"]) == (3, 0, 1)
    assert all(etag for path, etag in again if path not in ("/robots.txt", "/gone.html"))
    kept = [(c.url.removeprefix(base), c.is_revisit) for c in captures(home, "s")]
    assert sorted(kept) == sorted(
        (path, False)
        for path in ("/list.html", "/list_1.html", "/a.html", "/d.html", "/d.html", "/e.docx")
    )
    assert sorted(f.check for f in failures(home, "s")) == ["missing_page", "refused", "refused"]


def test_sources_that_share_a_host_are_not_crawled_at_once() -> None:
    a, b, c = (
        Source(i, i, "1", "county", (f"http://{host}/",))
        for i, host in (("a", "x"), ("b", "y"), ("c", "x"))
    )
    assert sorted([s.id for s in group] for group in host_groups([a, b, c])) == [["a", "c"], ["b"]]


def test_the_guard_keeps_to_the_sources_hosts_and_out_of_private_networks() -> None:
    inside = Source(
        "s", "s", "1", "county", ("http://127.0.0.1:8000/",), ("127.0.0.3:8000", "localhost:8000")
    )
    guard = Guard(inside)
    assert guard.refusal("http://127.0.0.1:8000/a") == ""
    assert guard.refusal("http://127.0.0.3:8000/a") == ""
    assert "private network" in guard.refusal("http://localhost:8000/a")
    assert "no host" in guard.refusal("http://127.0.0.2:8000/a")
    assert "no host" in guard.refusal("http://127.0.0.1/a")
    assert "no web address" in guard.refusal("file:///etc/passwd")
    outside = Source("s", "s", "1", "county", ("http://www.example.org/",), ("127.0.0.3",))
    assert "private network" in Guard(outside).refusal("http://127.0.0.3/a")


@pytest.mark.parametrize(
    ("url", "address", "is_asked"),
    [
        ("http://www.example.org:80/a", "93.184.216.34", True),
        ("http://www.example.org/a", "127.0.0.1", False),
        ("http://files.example.org/a", "93.184.216.34", True),
        ("http://files.example.org/a", "10.1.2.3", False),
        ("http://files.example.org/a", "169.254.169.254", False),
        ("http://localhost/a", "127.0.0.1", True),
    ],
)
def test_a_name_that_leads_inside_is_not_asked(
    url: str, address: str, is_asked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def resolved(_: str) -> str:
        return address

    monkeypatch.setattr("scrapers.guard._resolved", resolved)
    urls = ("http://www.example.org/", "http://localhost/")
    guard = Guard(Source("s", "s", "1", "county", urls, ("files.example.org",)))
    if is_asked:
        asyncio.run(guard.process_request(Request(url)))
        return
    with pytest.raises(IgnoreRequest, match="private network"):
        asyncio.run(guard.process_request(Request(url)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("某市民政局2023年政府信息公开工作年度报告", True),
        ("某镇2020年信息公开年报", True),
        ("【文稿解读】某街道2020年政府信息公开工作年度报告", False),
        ("关于做好2022年政府信息公开工作年度报告编制发布工作的通知", False),
        ("某市2019年政务公开工作总结", False),
        ("政府信息公开指南", False),
    ],
)
def test_a_link_is_a_report_by_its_words(text: str, expected: bool) -> None:
    assert is_report(text) is expected


def test_a_cut_link_is_read_by_its_title() -> None:
    body = f'<a href="/a" title="{TITLE.format("民政")}">某县民政局2023年政府…</a>'
    assert [link.text for link in reports(Page("http://x/", body))] == [TITLE.format("民政")]
    further = next_pages(Page("http://x/l/", '<a href="index_1.html">下一页</a>'))
    assert [link.url for link in further] == ["http://x/l/index_1.html"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x = ", "not TOML"),
        ("", r"no \[\[source\]\]"),
        ('[[source]]\nid = "a"', "name is missing"),
        (
            '[[source]]\nid="a"\nname="a"\nadcode="1"\nlevel="city"\nurls=["http://x"]',
            "level 'city'",
        ),
        (
            '[[source]]\nid="a"\nname="a"\nadcode="1"\nlevel="county"\nurls=["ftp://x"]',
            "no http",
        ),
        (
            '[[source]]\nid="a"\nname="a"\nadcode="1"\nlevel="county"\nurls=["http://x"]\ncolour=1',
            "unknown key 'colour'",
        ),
        (f"{GIVEN}\nexpekt=1", "is 'expect' meant"),
        (f"{GIVEN}\ndelay=-1", "0 or more"),
        (f'{GIVEN}\ndelay="2"\nhosts=[1]', "wrong type.*more than strings"),
        (GIVEN.replace('id="a"', 'id="../a"'), "names a folder"),
        (GIVEN.replace("http://x", "http://x:99999"), "no port"),
        (GIVEN.replace('"1"', "1"), 'write adcode = "410303"'),
        (GIVEN.replace("[[source]]", "[source]"), "double brackets"),
    ],
)
def test_a_wrong_source_file_is_explained(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "s.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=words):
        load_sources([path])
