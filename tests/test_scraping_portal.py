"""Crawls of whole portals on loopback: every report found and kept once, whatever is in the way."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
import zlib
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from warcio.checker import Checker

from archive.captures import Capture, captures
from archive.home import Home
from archive.records import payload
from flows.crawling import COMMAND, crawl
from scrapers.sources import Source
from tests.portals import Answer, Host, Page, anchors, report, served, titled

DELAY = 0.03
PDF = b"%PDF-1.4\n" + "年度报告".encode() * 50 + b"\n%%EOF\n"


def source(*hosts: Host, path: str = "/nb/index.html", **more: Any) -> Source:
    others = tuple(host.netloc for host in hosts[1:])
    urls = (f"{hosts[0].base}{path}",)
    return Source("s", "某县", "000000", "county", urls, others, **{"delay": DELAY, **more})


def reports(home: Home) -> list[Capture]:
    return [c for c in captures(home, "s") if c.kind != "list"]


def paths(host: Host, found: list[Capture]) -> list[str]:
    return sorted(c.url.removeprefix(host.base) for c in found)


def checks(done: dict[str, object]) -> list[str]:
    found: Any = done["failures"]
    return sorted(failure["check"] for failure in found)


def is_polite(host: Host, delay: float = DELAY) -> bool:
    return all(a.others == 0 for a in host.asked) and min(host.gaps()) >= delay


def test_folders_of_agencies_and_years_are_walked_and_content_decides(tmp_path: Path) -> None:
    home = Home(str(tmp_path))
    host = Host(
        {
            "/nb/index.html": anchors(
                ("mzj/", "民政局"), ("slj/", "水利局"), ("zjz.html", "张家镇"), ("zn.html", "指南"),
                ("news/", "新闻中心"), ("bs.pdf", "2022年"), ("qt.html", "李家乡"),
            ),
            "/nb/mzj/": anchors(("2023/", "2023年"), ("2022/", "2022年")),
            "/nb/mzj/2023/": anchors(("a.html", "年度报告")),
            "/nb/mzj/2023/a.html": report(titled("某县民政局")),
            "/nb/mzj/2022/": anchors(("a.html", titled("某县民政局", 2022))),
            "/nb/mzj/2022/a.html": report(titled("某县民政局", 2022)),
            "/nb/slj/": anchors(("a.html", titled("某县水利局"))),
            "/nb/slj/a.html": report(titled("某县水利局")),
            "/nb/zjz.html": report(titled("张家镇人民政府")),
            "/nb/qt.html": report(f"《{titled('李家乡')}》解读"),
            "/nb/news/": anchors(("/nb/news/1.html", "要闻")),
        }
    )  # fmt: skip
    with served(host):
        done = crawl(source(host), home)
        again = crawl(source(host), home)
    expected = ["/nb/mzj/2022/a.html", "/nb/mzj/2023/a.html", "/nb/slj/a.html", "/nb/zjz.html"]
    assert paths(host, reports(home)) == expected
    assert (done["found"], done["new"], again["found"], again["new"]) == (4, 4, 4, 0)
    assert "/nb/zn.html" not in host.paths
    assert "/nb/news/1.html" not in host.paths
    assert is_polite(host)


def test_a_jcms_list_is_read_to_its_end(tmp_path: Path) -> None:
    home = Home(str(tmp_path))
    record = "<record><![CDATA[<li><a href='/art/{0}.html'>{1}</a></li>]]></record>"
    names = [titled(f"{name}局") for name in "甲乙丙丁戊己庚"]
    records = [record.format(i, name) for i, name in enumerate(names)]
    script = "jpage({totalRecord:7,perPage:1,columnid:12,unitid:'34',webid:16})"
    xml = "<datastore><recordset>{}</recordset></datastore>"
    store = f'<script type="text/xml">{xml.format("".join(records[:3]))}</script>'
    host = Host({f"/art/{i}.html": report(name) for i, name in enumerate(names)})
    host.pages["/nb/index.html"] = (
        f"<html><body><div>{store}</div><script>{script}</script></body></html>"
    )

    def page(path: str) -> Page | None:
        if not path.startswith("/module/web/jpage/dataproxy.jsp?"):
            return host.pages.get(path)
        fields = dict(parse_qsl(urlsplit(path).query))
        assert (fields["columnid"], fields["unitid"], fields["webid"]) == ("12", "34", "16")
        first, last = int(fields["startrecord"]), int(fields["endrecord"])
        return xml.format("".join(records[first - 1 : last]))

    host.page_of = page
    with served(host):
        done = crawl(source(host), home)
    assert done["found"] == 7
    assert len(reports(home)) == 7


def test_reports_behind_redirects_scripts_frames_viewers_and_servlets(tmp_path: Path) -> None:
    home = Home(str(tmp_path))
    octets = "application/octet-stream"
    gbk = "attachment; filename=某局年度报告.pdf".encode("gbk").decode("latin-1")
    cover = "<html><body><p>报告见下。</p>{}</body></html>"

    def named(*names: str) -> str:
        return anchors(*((f"{name}.html", titled(f"{name}局")) for name in names))

    host = Host(
        {
            "/nb/index.html": named("meta", "js", "frame", "viewer", "servlet", "hops", "home"),
            "/nb/meta.html": '<html><meta http-equiv="refresh" content="0;url=/r/meta.html">',
            "/nb/js.html": "<html><script>window.location.replace('/r/js.html')</script></html>",
            "/nb/frame.html": cover.format('<iframe src="/r/frame.html"></iframe>'),
            "/nb/viewer.html": cover.format('<iframe src="/v/viewer.html?file=../f/a.pdf">'),
            "/nb/servlet.html": cover.format(
                '<a href="/downfile.jsp?id=1">附件</a>'
                '<a href="/downfile.jsp?id=2">2023年三公经费</a>'
                '<a href="/downfile.jsp?id=3">附件2</a>'
            ),
            "/downfile.jsp?id=1": Answer(PDF + b"1", 200, (("Content-Disposition", gbk),), octets),
            "/downfile.jsp?id=3": "<html><title>系统登录</title><input type=password></html>",
            "/nb/hops.html": Answer(b"", 302, (("Location", "/hop1"),)),
            "/hop1": Answer(b"", 301, (("Location", "/r/hops.html"),)),
            "/nb/home.html": Answer(b"", 302, (("Location", "/index.html"),)),
            "/index.html": "<html><body><p>某县人民政府</p></body></html>",
            "/f/a.pdf": Answer(PDF, media="text/html"),
            **{f"/r/{n}.html": report(titled(f"{n}局")) for n in ("meta", "js", "frame", "hops")},
        }
    )  # fmt: skip
    with served(host):
        done = crawl(source(host), home)
    kept = reports(home)
    files = ["/downfile.jsp?id=1", "/f/a.pdf"]
    covers = ["/nb/frame.html", "/nb/servlet.html", "/nb/viewer.html"]
    pages = [f"/r/{name}.html" for name in ("frame", "hops", "js", "meta")]
    assert paths(host, kept) == sorted([*files, *covers, *pages])
    assert {c.filename for c in kept if c.kind == "attachment"} == {"某局年度报告.pdf", ""}
    assert checks(done) == ["blocked", "soft_missing"]
    assert next(c for c in kept if c.url.endswith("/r/js.html")).anchor == titled("js局")


def test_faults_are_survived_and_nothing_forbidden_is_asked(tmp_path: Path) -> None:
    home = Home(str(tmp_path))
    whole = report(titled("断局")).encode()
    squeezed = gzip.compress(report(titled("缩局")).encode())
    packed = (("Content-Encoding", "gzip"),)

    def twice(answer: Answer) -> Any:
        return lambda n: answer if n <= 2 else Answer(report(titled("忙局")).encode())

    names = (
        "busy", "silent", "cut", "gz", "untold", "loop", "challenge", "secret/x", "missing", "soft",
    )  # fmt: skip
    inside = "http://169.254.169.254/latest/", "http://10.0.0.1/a.html", "file:///etc/passwd"
    host = Host(
        {
            "/robots.txt": "User-agent: *\nDisallow: /nb/secret/",
            "/nb/index.html": anchors(
                *((f"{name}.html", titled(f"{name}局")) for name in names),
                *((url, titled("内局")) for url in inside),
                ("in.html", titled("引局")),
            ),
            "/nb/busy.html": twice(Answer(b"later", 503, (("Retry-After", "1"),))),
            "/nb/silent.html": lambda n: Answer(whole, 0 if n == 1 else 200),
            "/nb/cut.html": lambda n: Answer(whole, cut=40 if n == 1 else None),
            "/nb/gz.html": Answer(squeezed, headers=packed),
            "/nb/untold.html": lambda n: Answer(
                squeezed, headers=packed, has_length=False, cut=60 if n == 1 else None
            ),
            "/nb/loop.html": Answer(b"", 302, (("Location", "/nb/loop2.html"),)),
            "/nb/loop2.html": Answer(b"", 302, (("Location", "/nb/loop.html"),)),
            "/nb/challenge.html": Answer(b"<script>document.cookie='a'</script>", 412),
            "/nb/in.html": Answer(b"", 302, (("Location", "http://127.0.0.1:1/secret"),)),
            "/nb/soft.html": "<html><title>404</title><p>您访问的页面不存在</p></html>",
        }
    )
    with served(host):
        done = crawl(source(host), home)
    assert paths(host, reports(home)) == [
        f"/nb/{n}.html" for n in ("busy", "cut", "gz", "silent", "untold")
    ]
    cut = next(c for c in reports(home) if c.url.endswith("/cut.html"))
    assert payload(home, cut) == whole
    assert checks(done) == [
        "blocked", "missing_page", "redirect_loop", "refused", "refused", "refused", "refused",
        "soft_missing",
    ]  # fmt: skip
    assert not any("secret" in path for path in host.paths)
    assert is_polite(host)
    warcs = list((tmp_path / "archive/s").glob("*.warc.gz"))
    assert all(_is_sound(path) for path in warcs)


def test_a_bomb_of_300_mb_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(bytes(1 << 20)) for _ in range(300)) + packer.flush()
    host = Host(
        {
            "/nb/index.html": anchors(("bomb.html", titled("弹局")), ("a.html", titled("甲局"))),
            "/nb/bomb.html": Answer(bomb, headers=(("Content-Encoding", "gzip"),)),
            "/nb/a.html": report(titled("甲局")),
        }
    )
    with served(host):
        job = {"source": asdict(source(host)), "home": str(tmp_path)}
        done, megabytes = crawl_measured(job)
    assert (done["new"], checks(done)) == (1, ["too_large"])
    assert megabytes < 300


def crawl_measured(job: dict[str, Any]) -> tuple[dict[str, object], float]:
    """A crawl's report and the most memory that its own process held, in MB. A child's figure
    begins with its parent's, so a small process stands between it and the test's."""
    code = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
    done = subprocess.run(
        [sys.executable, "-c", code, *COMMAND],
        input=json.dumps(job), stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    told, kilobytes = done.stdout.splitlines()
    return json.loads(told), int(kilobytes) / 1024


def _is_sound(path: Path) -> bool:
    """What `warcio check` says."""

    class Arguments:
        inputs, verbose = [str(path)], False

    checker = Checker(Arguments())
    checker.process_all()
    return checker.exit_value == 0


def test_endless_pagers_are_bounded_by_what_they_yield(tmp_path: Path) -> None:
    home = Home(str(tmp_path))
    host = Host({f"/nb/{i}.html": report(titled(f"{i}局")) for i in range(4)})

    def page(path: str) -> Page | None:
        if not path.startswith("/nb/index.html"):
            return host.pages.get(path)
        number = int(path.partition("page=")[2] or 1)
        listed = [
            (f"{i}.html", titled(f"{i}局")) for i in range(2 * number - 2, 2 * number) if i < 4
        ]
        calendar = [(f"/nb/index.html?day={number}-{day}", str(day)) for day in range(1, 32)]
        return anchors(*listed, (f"index.html?page={number + 1}", "下一页"), *calendar)

    host.page_of = page
    with served(host):
        done = crawl(source(host), home)
    assert done["found"] == 4
    assert len([path for path in host.paths if "index.html" in path]) <= 6


def test_hosts_of_a_source_are_asked_politely_each(tmp_path: Path) -> None:
    home = Home(str(tmp_path))
    files = Host({f"/{i}.pdf": Answer(PDF + bytes([i]), wait=0.1) for i in range(4)})
    with served(files, "127.0.0.2"):
        host = Host(
            {
                "/robots.txt": "User-agent: nianbao\nCrawl-delay: 0.2",
                "/nb/index.html": anchors(
                    *((f"{files.base}/{i}.pdf", titled(f"{i}局")) for i in range(4)),
                    *((f"{i}.html", titled(f"{i}处")) for i in range(3)),
                ),
                **{f"/nb/{i}.html": report(titled(f"{i}处")) for i in range(3)},
            }
        )
        with served(host):
            done = crawl(source(host, files, delay=0.1), home)
    assert (done["new"], checks(done)) == (7, [])
    assert is_polite(files, 0.1)
    assert all(a.others == 0 for a in host.asked)
    assert all(gap >= 0.19 for gap in host.gaps()[1:])
    assert "nianbao" in host.asked[0].headers["User-Agent"]


def test_the_second_night_asks_conditionally_and_a_revision_is_a_new_capture(
    tmp_path: Path,
) -> None:
    home = Home(str(tmp_path))
    host = Host(
        {
            "/nb/index.html": anchors(
                ("a.html", titled("甲局")), ("b.html", titled("乙局")), ("x/", "丙局")
            ),
            "/nb/a.html": report(titled("甲局"), '<a href="a.pdf">附件</a>'),
            "/nb/a.pdf": Answer(PDF),
            "/nb/b.html": report(titled("乙局")),
            "/nb/x/": "<html><body><p>空的栏目。</p></body></html>",
        }
    )  # fmt: skip
    with served(host):
        crawl(source(host), home)
        before, host.asked = len(captures(home, "s")), []
        second = crawl(source(host), home)
        assert all(a.is_conditional for a in host.asked if a.path != "/robots.txt")
        assert len(captures(home, "s")) == before
        host.pages["/nb/b.html"] = report(titled("乙局"), "<p>更正</p>")
        host.pages["/nb/a.pdf"] = Answer(PDF + b"%revised\n%%EOF\n")
        third = crawl(source(host), home)
        host.pages["/nb/index.html"] = anchors(("a.html", titled("甲局")))
        fourth = crawl(source(host), home)
    assert (second["new"], third["new"]) == (0, 2)
    for revised in ("/b.html", "/a.pdf"):
        assert len([c for c in reports(home) if c.url.endswith(revised)]) == 2
    assert (checks(third), checks(fourth)) == ([], ["fewer_reports"])


@pytest.mark.parametrize("rounds", [10])
def test_a_killed_crawl_goes_on_without_asking_again(tmp_path: Path, rounds: int) -> None:
    home = Home(str(tmp_path))
    names = [str(i) for i in range(24)]
    host = Host(
        {
            "/nb/index.html": anchors(*((f"{n}.html", titled(f"{n}局")) for n in names)),
            **{f"/nb/{n}.html": report(titled(f"{n}局")) for n in names},
            "/nb/3.html": Answer(b"", 302, (("Location", "/nb/moved.html"),)),
            "/nb/moved.html": report(titled("3局")),
        }
    )
    with served(host):
        job = json.dumps({"source": asdict(source(host, delay=0.05)), "home": home.address})
        for number in range(rounds):
            process = subprocess.Popen(
                [sys.executable, "-m", "scrapers.run"], stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=dict(os.environ),
            )  # fmt: skip
            assert process.stdin
            process.stdin.write(job.encode())
            process.stdin.close()
            asked = len(host.asked)
            deadline = time.monotonic() + 20
            while len(host.asked) < asked + 3 + number % 3 and time.monotonic() < deadline:
                time.sleep(0.005)
            process.send_signal(signal.SIGKILL)
            process.wait()
        done = crawl(source(host, delay=0.05), home)
        repeated = {
            path: times
            for path, times in host.times.items()
            if times > 1 and path not in ("/robots.txt", "/nb/index.html")
        }
        undisturbed = Home(str(tmp_path / "undisturbed"))
        crawl(source(host, delay=0.01), undisturbed)
    content = [{(c.url, c.sha256) for c in captures(h, "s")} for h in (home, undisturbed)]
    assert content[0] == content[1]
    assert len(paths(host, reports(home))) == len(set(paths(host, reports(home)))) == 24
    assert done["found"] == 24
    # What was on its way when the process died may be asked once more, nothing else.
    assert sum(n - 1 for n in repeated.values()) <= rounds, repeated
    assert all(_is_sound(path) for path in (tmp_path / "archive/s").glob("*.warc.gz"))
