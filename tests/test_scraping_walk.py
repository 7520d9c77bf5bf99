"""Crawls of lists that hide their reports: behind POST, frames, scripts, deep folders; and of pages
that are not what they say."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from archive.captures import captures
from archive.home import Home
from flows.crawling import crawl
from scrapers.frontier import Frontier
from scrapers.page import Link
from scrapers.rows import Visit
from scrapers.sources import Source
from tests.portals import Answer, Host, Page, anchors, report, served, titled

PDF = b"%PDF-1.4\nscanned\n%%EOF\n"
DELAY = 0.01


def crawled(host: Host, home: Home, *lists: str, **more: object) -> dict[str, object]:
    urls = tuple(host.base + path for path in lists)
    given = {"delay": DELAY, **more}
    return crawl(Source("s", "某县", "000000", "county", urls, **given), home)  # type: ignore[arg-type]


def kept(host: Host, home: Home) -> list[str]:
    found = {c.url.removeprefix(host.base) for c in captures(home, "s") if c.kind != "list"}
    return sorted(found)


def failed(host: Host, done: dict[str, object]) -> dict[str, str]:
    """The checks by the path that failed."""
    failures: list[dict[str, str]] = done["failures"]  # type: ignore[assignment]
    return {f["url"].removeprefix(host.base): f["check"] for f in failures}


def test_lists_behind_post_frames_scripts_and_deep_folders(tmp_path: Path) -> None:
    names = {n: titled(f"{n}局") for n in "甲乙丙丁戊己庚辛壬"}
    record = "<record><![CDATA[<a href='/r/{0}.html'>{1}</a>]]></record>"
    first, second = (record.format(n, names[n]) for n in ("甲", "乙"))
    script = "jpage({totalRecord:2,perPage:1,columnid:12,proxyUrl:'/module/dataproxy.jsp'})"
    host = Host(
        {
            "/jcms/": f'<html><script type="text/xml"><datastore>{first}</datastore></script>'
            f"<script>{script}</script></html>",
            "/json/": "<html><div id=app></div><script>$.post('/api/list.do?c=3', show)</script>",
            "/frames/": "<html><frameset><frame src='/menu.html'><frame src='list.html'></html>",
            "/menu.html": "<html><p>某县人民政府</p></html>",
            "/frames/list.html": anchors(("/r/丁.html", names["丁"])),
            "/deep/": anchors(("bm/", "县直部门")),
            "/deep/bm/": anchors(("mzj/", "民政局"), ("slj/", "水利局")),
            "/deep/bm/mzj/": anchors(("2022/", "2022年"), ("2023/", "2023年")),
            "/deep/bm/mzj/2022/": anchors(("/r/戊.html", "年度报告")),
            "/deep/bm/mzj/2023/": anchors(("/r/己.html", "年度报告")),
            "/deep/bm/slj/": anchors(("/r/庚.html", "水利局2023年年度报告")),
            "/newest/": report(names["辛"], '<p><a href="/newest/2022/">2022年</a></p>'),
            "/newest/2022/": report(names["壬"]),
            "/app/": "<html><div id=app></div><script src='app.js'></script></html>",
            "/bare/": "<html><p>栏目建设中。</p></html>",
            **{f"/r/{n}.html": report(names[n]) for n in names},
        },
        posted={
            "/module/dataproxy.jsp": f"<datastore><totalrecord>2</totalrecord>{second}</datastore>",
            "/api/list.do": Answer(
                f'{{"rows": [{{"name": "{names["丙"]}", "link": "/r/丙.html"}}]}}'.encode(),
                media="application/json",
            ),
        },
    )
    expected = [*(f"/r/{n}.html" for n in "甲乙丙丁戊己庚"), "/newest/", "/newest/2022/"]
    host.page_of = lambda path: host.pages.get(unquote(path))
    home = Home(str(tmp_path))
    lists = ("/jcms/", "/json/", "/frames/", "/deep/", "/newest/", "/app/", "/bare/")
    with served(host):
        done = crawled(host, home, *lists)
    assert sorted(map(unquote, kept(host, home))) == sorted(expected)
    assert done["found"] == len(names)
    assert failed(host, done) == {"/app/": "needs_script", "/bare/": "nothing_listed"}
    assert len(done["loud"]) == 2, "both said to the operator"  # type: ignore[arg-type]
    (posted,) = (a for a in host.asked if a.method == "POST" and "dataproxy" in a.path)
    assert b"columnid=12" in posted.form
    assert b"startrecord=2" in posted.form


def test_http_and_https_are_one_place_unless_a_page_sends_from_one_to_the_other() -> None:
    frontier = Frontier(print, print, {})
    plain, secure = (Visit("report", Link(f"{s}://x.cn/a", "")) for s in ("http", "https"))
    with_port = Visit("report", Link("https://x.cn:8443/a", ""))
    assert len(frontier.unasked([plain, secure, with_port])) == 2
    assert len(frontier.unasked([replace(secure, hops=("http://x.cn/a",))])) == 1


def test_a_pager_is_followed_page_by_page_before_its_numbers(tmp_path: Path) -> None:
    names = [titled(f"{n}局") for n in range(8)]
    host = Host({f"/r/{n}.html": report(name) for n, name in enumerate(names)})

    def page(path: str) -> Page | None:
        if not path.startswith("/list.jsp"):
            return host.pages.get(path)
        number = min(4, int(path.partition("page=")[2].partition("&")[0] or 1))
        listed = [(f"/r/{n}.html", names[n]) for n in range(2 * number - 2, 2 * number)]
        # The numbers have addresses of their own for the same pages, and there is always a next.
        numbers = [(f"/list.jsp?page={n}", str(n)) for n in range(1, 5)]
        return anchors(*listed, (f"/list.jsp?page={number + 1}&t={path}", "下一页"), *numbers)

    host.page_of = page
    with served(host):
        done = crawled(host, Home(str(tmp_path)), "/list.jsp")
    assert done["found"] == 8
    assert len([path for path in host.paths if "list.jsp" in path]) <= 4 + 3


def test_pages_that_are_not_what_they_say(tmp_path: Path) -> None:
    whole = report(titled("断局")).encode()
    unended = report(titled("惯局")).replace("</body></html>", "").encode()
    packed = (("Content-Encoding", "gzip"),)

    def location(to: str) -> Answer:
        return Answer(b"", 302, (("Location", to),))

    def refresh(to: str) -> str:
        return f'<html><meta http-equiv="refresh" content="0;url={to}"></html>'

    names = (
        "cut", "unended", "packed", "empty", "ring", "file", "script", "plan", "cover",
    )  # fmt: skip
    host = Host(
        {
            "/nb/": anchors(*((f"{n}.html", titled(f"{n}局")) for n in names)),
            "/nb/cut.html": lambda n: Answer(whole, has_length=False, cut=200 if n == 1 else None),
            "/nb/unended.html": Answer(unended, has_length=False),
            "/nb/packed.html": Answer(report(titled("谎局")).encode(), headers=packed),
            "/nb/empty.html": Answer(b""),
            "/nb/ring.html": refresh("ring2.html"),
            "/nb/ring2.html": refresh("ring.html"),
            "/nb/file.html": location("file:///etc/passwd"),
            "/nb/script.html": location("javascript:alert(1)"),
            "/nb/plan.html": location("http://localhost:1/"),
            "/nb/cover.html": "<html><p>见附件。</p><a href='1.txt'>附件1</a>"
            "<a href='2.pdf'>附件2</a><a href='3.xls'>三公经费表</a></html>",
            "/nb/1.txt": Answer("某县2023年部门预算公开表，共三页。".encode(), media="text/plain"),
            "/nb/2.pdf": Answer(PDF),
        }
    )
    home = Home(str(tmp_path))
    with served(host):
        done = crawled(host, home, "/nb/", hosts=("localhost:1",))
    assert kept(host, home) == [
        "/nb/2.pdf", "/nb/cover.html", "/nb/cut.html", "/nb/packed.html", "/nb/unended.html",
    ]  # fmt: skip
    assert failed(host, done) == {
        "/nb/empty.html": "empty_file",
        "/nb/ring2.html": "redirect_loop",
        "/nb/file.html": "refused",
        "/nb/script.html": "refused",
        "/nb/plan.html": "refused",
    }
    assert host.times["/nb/cut.html"] == host.times["/nb/unended.html"] == 2
    assert "/nb/3.xls" not in host.paths
