"""What stands literally in a script is read; what a script would have to compute is not guessed."""

import json

import pytest

from scrapers.forwarding import forward
from scrapers.habits import listing
from scrapers.literals import value_of, variables
from scrapers.page import Page
from tests.portals import titled

LIST = "http://www.x.gov.cn/zfxxgknb/index.html"
NAMES = [titled("甲局"), titled("乙局")]
RECORDS = [{"title": name, "url": f"/a/{n}.html", "img": "/i.png"} for n, name in enumerate(NAMES)]
FOUND = [(f"http://www.x.gov.cn/a/{n}.html", name) for n, name in enumerate(NAMES)]


@pytest.mark.parametrize(
    ("script", "value"),
    [
        ("'/a/' + \"b\" + '.html'; c", "/a/b.html"),
        ("base + '/b.html')", "/x/b.html"),
        (r'"\/a\/b.html"', "/a/b.html"),
        ("base;", "/x"),
        ("'/a/' + id + '.html'", None),
        ("base.replace('x', 'y')", None),
        ("`/a/${id}`", None),
        ("makeUrl(1)", None),
    ],
)
def test_a_string_is_joined_of_what_is_known_or_not_at_all(script: str, value: str | None) -> None:
    assert value_of(script, variables("var base = '/x';")) == value


@pytest.mark.parametrize(
    "script",
    [
        "document.location = '/a/' + 'b' + '.html';",
        "var url = '/a/b.html'; window.location.href = url;",
        "setTimeout(\"top.location.href='/a/b.html'\", 1000)",
        "window.open('/a/b.html', '_self')",
        "window['location'] = '/a/b.html'",
        "if (location.href == 'x') {} self.location.assign('/a/b.html')",
    ],
)
def test_a_script_sends_on_to_a_literal_address(script: str) -> None:
    found = forward(Page(LIST, f"<html><script>{script}</script><body>请稍候</body></html>"))
    assert found
    assert found.url == "http://www.x.gov.cn/a/b.html"


@pytest.mark.parametrize(
    "script",
    [
        f"var list = {json.dumps(RECORDS)}; render(list);",
        "var data=[" + ",".join(f"{{t:'{r['title']}',link:'{r['url']}'}}" for r in RECORDS) + "];",
        "".join(
            f"document.write('<li><a href=\"{r['url']}\">{r['title']}</a></li>');" for r in RECORDS
        ),
        f"window.__STATE__ = {json.dumps({'rows': {'list': RECORDS}})}",
    ],
)
def test_the_links_of_a_list_may_stand_in_a_script(script: str) -> None:
    offer = listing(Page(LIST, f"<html><body><div id=app></div><script>{script}</script></html>"))
    assert [(link.url, link.text) for link in offer.reports] == FOUND
    assert offer.habits == ("literal",)


@pytest.mark.parametrize(
    ("script", "asked"),
    [
        ("$.getJSON('/api/list.json', show)", ["/api/list.json"]),
        ('$.ajax({type:"get", url: "/api/d.do?c=1"})', ["/api/d.do?c=1"]),
        ("var api = '/api/p'; axios.get(api + '?page=1')", ["/api/p?page=1"]),
        ("fetch('/api/' + channel + '.json')", []),
        ("$.getJSON('http://elsewhere.example/list.json')", []),
        ("$('#a').load('/css/a.css')", []),
    ],
)
def test_a_page_without_reports_names_what_its_script_asks(script: str, asked: list[str]) -> None:
    page = f"<html><body><div id=app></div><script>{script}</script></body></html>"
    base = "http://www.x.gov.cn"
    assert [link.url for link in listing(Page(LIST, page)).following] == [base + a for a in asked]
    named = f"<a href='a.html'>{NAMES[0]}</a>"
    assert listing(Page(LIST, named + page)).following == ()


@pytest.mark.parametrize("wrapped", ["{}", "\ufeff{}", "callback({});"])
def test_an_answer_is_read_and_counted_on_while_it_yields(wrapped: str) -> None:
    url = "http://www.x.gov.cn/api/list?size=2&page={}"
    answer = wrapped.format(json.dumps({"code": 0, "data": {"rows": RECORDS}}))
    offer = listing(Page(url.format(1), answer, base=LIST))
    assert [(link.url, link.text) for link in offer.reports] == FOUND
    assert [link.url for link in offer.following] == [url.format(2)]
    assert listing(Page(url.format(3), '{"data": {"rows": []}}')).following == ()
