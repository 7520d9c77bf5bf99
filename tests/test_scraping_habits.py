"""List pages by their habits: recorded examples in, links out."""

import pytest

from scrapers.attachments import attachments, embedded, viewed
from scrapers.backoff import asked_wait
from scrapers.content import is_report_page, trouble
from scrapers.cut import UNENDED, cut_off
from scrapers.forwarding import forward
from scrapers.habits import listing
from scrapers.names import file_name
from scrapers.page import Page
from scrapers.rows import Patience, Row, Visit
from scrapers.sources import Source
from scrapers.words import is_report, undecided
from scrapers.yields import fewer_reports
from tests.portals import report, titled

LIST = "http://www.x.gov.cn/zwgk/zfxxgknb/index.html"


def further(body: str, url: str = LIST) -> list[str]:
    return [link.url for link in listing(Page(url, body)).further]


@pytest.mark.parametrize(
    ("call", "url", "expected"),
    [
        ('createPageHTML(23, 0, "index", "html")', LIST, "index_1.html"),
        ('createPageHTML(23,1,"index","html");', LIST, "index_2.html"),
        ('createPageHTML(23, 22, "index", "html")', LIST, None),
        ('createPageHTML(1, 0, "index", "html")', LIST, None),
        ("createPageHTML('page_div',23, 1,'index','shtml',338);", LIST, "index_2.shtml"),
        ("createPageHTML('page_div',23, 23,'index','shtml',338);", LIST, None),
        (
            (
                "var countPage = 3;var currentPage = 1;//所在页从0开始\n"
                "function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt){}\n"
                'createPageHTML(countPage, currentPage, "index", "htm");'
            ),
            LIST,
            "index_2.htm",
        ),
        ('//createPageHTML(9, 0, "index", "html")', LIST, None),
        ("createPageHTML('3', '0', `index`, '.html')", LIST, "index_1.html"),
        ("createPageHTML('page_div', '3', '1', 'index', 'shtml', '40')", LIST, "index_2.shtml"),
    ],
)
def test_pages_that_a_script_counts(call: str, url: str, expected: str | None) -> None:
    found = further(f"<body><script>{call}</script></body>", url)
    assert found == ([] if expected is None else [url.rpartition("/")[0] + "/" + expected])


@pytest.mark.parametrize(
    "text", ["下一页", "下页", "下一页 >", "[下一页]", "Next", "&gt;", "后一页"]
)
def test_the_next_page_by_its_text(text: str) -> None:
    assert further(f'<a href="list2.html">{text}</a>')[0].endswith("/list2.html")


def test_vsb_counts_its_files_backwards() -> None:
    first = """<span>1</span><a href="index/3.htm">2</a><a href="index/2.htm">3</a>
    <a href="index/3.htm">下页</a>"""
    second = '<a href="../index.htm">1</a><a href="2.htm">3</a><a href="1.htm">4</a>'
    here = "http://x/nb/index.htm"
    assert further(first, here) == ["http://x/nb/index/3.htm", "http://x/nb/index/2.htm"]
    assert further(second, "http://x/nb/index/3.htm") == [
        "http://x/nb/index.htm",
        "http://x/nb/index/2.htm",
        "http://x/nb/index/1.htm",
    ]


def test_a_menu_of_pages_is_a_row_of_numbers() -> None:
    menu = """<select><option value="index.html">1</option><option value="index_1.html">第2页
    </option></select><select><option value="2">2</option></select>"""
    assert [url.rpartition("/")[2] for url in further(menu)] == ["index_1.html"]


def test_the_page_after_comes_before_pages_by_their_numbers() -> None:
    row = Row.of_pages()
    first, second, named = (Visit("list", Page(LIST, "").link(n)) for n in ("a", "b", "2"))  # type: ignore[arg-type]
    row.extend([named])
    row.precede([first, second])
    assert list(row.waiting) == [first, second, named]


JCMS = """<div id="6294574"><script type="text/xml"><datastore>
<nextgroup><![CDATA[{group}]]></nextgroup><recordset>
<record><![CDATA[<li><a href="/art/2024/1/22/art_1_1.html"
 title="甲局2023年政府信息公开工作年度报告">甲局2023年…</a></li>]]></record>
<record><![CDATA[<li><a href='/art/2024/1/22/art_1_2.html'>
乙局2023年政府信息公开工作年度报告</a></li>]]></record>
</recordset></datastore></script></div>
<script>$('#6294574').jpage({{totalRecord:5,perPage:1,proxyUrl:'/module/web/jpage/dataproxy.jsp',
 columnid:1229063423,unitid:'6294574',webid:16,path:'http://www.x.gov.cn/',webname:'x'}});</script>"""


def test_jcms_keeps_its_records_in_a_script_and_further_ones_behind_a_proxy() -> None:
    offer = listing(Page(LIST, JCMS.format(group="")))
    assert [link.text for link in offer.reports] == [titled("甲局"), titled("乙局")]
    assert offer.reports[0].url == "http://www.x.gov.cn/art/2024/1/22/art_1_1.html"
    (proxy,) = offer.further
    assert proxy.url.startswith("http://www.x.gov.cn/module/web/jpage/dataproxy.jsp?startrecord=3")
    assert {"endrecord=5", "perpage=1", "columnid=1229063423", "unitid=6294574", "webid=16"} <= set(
        proxy.url.partition("?")[2].split("&")
    )


def test_jcms_records_may_be_escaped_and_further_ones_asked_by_post() -> None:
    body = JCMS.format(group="").replace("$('#6294574')", "var type={type:'post'};$('#6294574')")
    assert [link.method for link in listing(Page(LIST, body)).following] == ["POST"]
    record = "<record>&lt;a href=&quot;a.html&quot;&gt;{}&lt;/a&gt;</record>"
    store = (
        f'<script type="text/xml"><datastore>{record.format(titled("甲局"))}</datastore></script>'
    )
    assert [link.url for link in listing(Page(LIST, store)).reports] == [LIST.replace("index", "a")]


def test_jcms_may_name_the_next_group_itself() -> None:
    group = '<a href="/module/web/jpage/dataproxy.jsp?page=2&amp;webid=16"></a>'
    assert further(JCMS.format(group=group)) == [
        "http://www.x.gov.cn/module/web/jpage/dataproxy.jsp?page=2&webid=16"
    ]


def test_an_answer_of_the_jcms_proxy_leads_to_the_next() -> None:
    answer = (
        "<datastore><totalrecord>5</totalrecord><recordset>"
        "<record><![CDATA[<a href='c.html'>丙局2023年政府信息公开工作年度报告</a>]]></record>"
        "</recordset></datastore>"
    )
    url = "http://x/dataproxy.jsp?startrecord={}&endrecord={}&perpage=1"
    offer = listing(Page(url.format(3, 3), answer, base="http://x/col/index.html"))
    assert [link.url for link in offer.reports] == ["http://x/col/c.html"]
    assert [link.url for link in offer.further] == [url.format(4, 4)]
    assert listing(Page(url.format(5, 5), answer)).further == ()


def test_agencies_are_taken_beneath_the_list_or_as_articles_and_the_nearest_come_first() -> None:
    body = """<a href="/">首页</a><a href="/zwgk/">政务公开</a>
    <a href="/lyj/202401/t20240120_17.html">林业局</a><a href="/about/2022.html">2022年</a>
    <a href="/zwgk/zfxxgknb/2023n/">2023年</a>
    <a href="mzj/">民政局</a><a href="/bmxx/slj/index.html">水利局</a>
    <a href="/slj/xxgknb/">水利局年报</a>
    <a href="/jyj/xxgknb/">教育局</a><a href="t1.html">查看</a>
    <a href="/x/zn.html">政府信息公开指南</a>
    <a href="/other/">政府信息公开年报</a>"""
    offer = listing(Page(LIST, body))
    assert [link.text for link in offer.undecided] == [
        "水利局年报",
        "2023年",
        "民政局",
        "教育局",
        "查看",
        "政府信息公开年报",
        "2022年",
        "林业局",
    ]


def test_a_link_without_a_name_is_named_by_its_row() -> None:
    body = f'<table><tr><td>{titled("甲局")}</td><td><a href="a.pdf">[查看]</a></td></tr></table>'
    assert [link.url.rpartition("/")[2] for link in listing(Page(LIST, body)).reports] == ["a.pdf"]


@pytest.mark.parametrize(
    "link",
    [
        '<a href="javascript:;" data-href="/a/1.html">甲</a>',
        '<a href="#" data-url="/a/1.html">甲</a>',
        """<li onclick="window.location.href='/a/1.html'">甲</li>""",
        '<a href="/a/1.html?utm_source=x&amp;spm=1.2&amp;utm_medium=y#top">甲</a>',
        '<a href="/a/1.html;jsessionid=AB12">甲</a>',
        '<a href="\n\t//www.x.gov.cn/a/1.html ">甲</a>',
    ],
)
def test_one_address_in_many_spellings(link: str) -> None:
    assert [found.url for found in Page(LIST, link).links] == ["http://www.x.gov.cn/a/1.html"]


def test_a_link_may_hide_in_a_script() -> None:
    body = f'<a href="javascript:void(0)" onclick="window.open(\'/a/1.html\')">{titled("甲局")}</a>'
    assert [link.url for link in listing(Page(LIST, body)).reports] == [
        "http://www.x.gov.cn/a/1.html"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县委机构编制委员会办公室2023年政府信息公开工作年度报告", True),
        ("中山市自然资源局政府信息公开工作2022年度报告", True),
        ("海关总署2010年海关信息公开工作年度报告", True),
        ("驼峰路街道办事处政府信息公开工作年度报告", True),
        ("政府信息公开年报", False),
        ("政府信息公开工作年度报告", False),
        ("一图读懂某县2023年政府信息公开工作年度报告", False),
        ("某局2023年三公经费决算信息公开报告", False),
    ],
)
def test_words_of_reports(text: str, expected: bool) -> None:
    assert is_report(text) is expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2023年度", "year"),
        ("2019年年报", "year"),
        ("沭阳县发展和改革局", "agency"),
        ("松木塘镇", "agency"),
        ("政府信息公开年报", "column"),
        ("点击查看", "generic"),
        ("某县发改局2019年政务公开年度报告", "annual"),
        ("水利局2022年报", "annual"),
        ("2023年法治政府建设年度报告", ""),
        ("2023年部门决算报告", ""),
        ("政策解读", ""),
        ("新闻动态", ""),
    ],
)
def test_links_that_cannot_be_told(text: str, kind: str) -> None:
    assert undecided(text) == kind


def test_content_decides_what_a_page_is() -> None:
    named = "某县民政局"
    assert is_report_page(Page(LIST, report(titled(named))))
    assert not is_report_page(Page(LIST, report(f"《{titled(named)}》解读")))
    assert not is_report_page(Page(LIST, f"<title>{named}</title><p>依申请公开。主动公开。</p>"))
    untitled = "<p>一、主动公开情况</p><p>无</p><p>四、存在的主要问题及改进情况</p>"
    assert is_report_page(Page(LIST, untitled + "<p>五、其他需要报告的事项</p>"))
    guide = "<h1>某县信息公开指南</h1><p>一、主动公开</p><p>二、依申请公开</p><p>三、收费</p>"
    assert not is_report_page(Page(LIST, guide + "<p>四、行政复议、行政诉讼</p>"))
    listed = "".join(f"<a href='{i}.html'>{titled(f'{i}局')}</a>" for i in range(5))
    assert not is_report_page(
        Page(LIST, f"<h1>政府信息公开年报</h1><p>主动公开。申请。</p>{listed}")
    )


@pytest.mark.parametrize(
    ("body", "check"),
    [
        ("<title>404</title><p>抱歉，您访问的页面不存在或已删除</p>", "soft_missing"),
        ("<title>统一身份认证</title><form><input type='password'></form>", "blocked"),
        ("<p>您的访问过于频繁，请输入验证码</p>", "blocked"),
        ("<script>document.cookie='a=1';eval('x')</script>", "blocked"),
        (report(titled("某局")), None),
        (
            "<h1>某局</h1><p>不存在收费情况。</p><a href='a.pdf'>某局2023年政府信息公开年报</a>",
            None,
        ),
    ],
)
def test_pages_that_are_none(body: str, check: str | None) -> None:
    found = trouble(Page(LIST, f"<html><body>{body}</body></html>"))
    assert (found.check if found else None) == check


@pytest.mark.parametrize(
    ("body", "target"),
    [
        ('<meta http-equiv="refresh" content="0; url=a.html">', "a.html"),
        ("<script>window.location.href='a.html';</script>", "a.html"),
        ('<script>window.location.replace("a.html")</script>', "a.html"),
        ("<body onload=\"location='a.html'\"></body>", "a.html"),
        ('<script>location.href="index.html"</script>', None),
        ('<meta http-equiv="refresh" content="300; url=a.html">', None),
        ("<script>location.href='index_' + i + '.html'</script>", None),
        (f"<script>if(m){{location.href='m.html'}}</script>{'一个长的页面。' * 100}", None),
    ],
)
def test_pages_that_only_send_on(body: str, target: str | None) -> None:
    found = forward(Page(LIST, f"<html>{body}</html>"))
    assert (found.url.rpartition("/")[2] if found else None) == target


def test_files_of_a_report_page() -> None:
    body = """<a href="P1.docx">附件</a>
    <a href="/downfile.jsp?classid=0&filename=ab12">附件：年度报告</a>
    <a href="x.xls">2023年三公经费决算表</a><a href="/app/reader.exe">下载阅读器软件</a>
    <a href="/pdfjs/web/viewer.html?file=/files/r.pdf">全文</a><a href="/about.html">关于</a>"""
    names = [link.url.rpartition("/")[2] for link in attachments(Page(LIST, body))]
    assert names == ["P1.docx", "downfile.jsp?classid=0&filename=ab12", "r.pdf"]
    shown = """<iframe src="/pdfjs/web/viewer.html?file=%2Ffiles%2Fa.pdf"></iframe>
    <embed src="b.pdf"><object data="c.pdf"></object><script>showPdf("/d/d.pdf")</script>"""
    names = [link.url.rpartition("/")[2] for link in embedded(Page(LIST, shown))]
    assert names == ["a.pdf", "b.pdf", "c.pdf", "d.pdf"]
    assert viewed("http://x/v/viewer.html?file=../r.pdf#page=1") == "http://x/r.pdf"
    assert (
        viewed("http://x/pdfjs/viewer.html?file=/download.jsp?id=6") == "http://x/download.jsp?id=6"
    )
    assert viewed("http://x/list.html?page=2") == ""


@pytest.mark.parametrize(
    "header",
    [
        "attachment; filename=年度报告.doc".encode("gbk"),
        "attachment; filename=年度报告.doc".encode(),
        b"attachment; filename=%E5%B9%B4%E5%BA%A6%E6%8A%A5%E5%91%8A.doc",
        b"attachment; filename*=UTF-8''%E5%B9%B4%E5%BA%A6%E6%8A%A5%E5%91%8A.doc",
        b'attachment; filename="=?UTF-8?B?5bm05bqm5oql5ZGKLmRvYw==?="',
        b"attachment; filename=%C4%EA%B6%C8%B1%A8%B8%E6.doc",
    ],
)
def test_file_names_in_all_their_spellings(header: bytes) -> None:
    assert file_name(header) == "年度报告.doc"


def test_a_row_ends_when_it_yields_nothing() -> None:
    row = Row.of_folders(Patience(2))
    page = Page(LIST, "".join(f'<a href="{i}/">民政局</a>' for i in range(5)))
    row.extend(Visit("undecided", link, row=row) for link in page.links)
    asked = 0
    while row.next():
        asked += 1
        assert row.next() is None, "one at a time"
        row.done(has_yielded=asked == 1)
    assert asked == 3


def test_a_wait_is_asked_for_in_seconds_or_by_a_date() -> None:
    from datetime import UTC, datetime

    now = datetime(2026, 1, 1, tzinfo=UTC)
    assert asked_wait("7") == 7
    assert asked_wait("Thu, 01 Jan 2026 00:00:30 GMT", now) == 30
    assert asked_wait("soon") == 0


def test_what_is_cut_off_is_seen_by_its_end() -> None:
    import gzip

    whole = gzip.compress(b"x" * 9999)
    assert cut_off(whole, "gzip") == ""
    assert cut_off(whole[:-9], "gzip")
    assert cut_off(b"%PDF-1.4 ...", "")
    assert cut_off(b"%PDF-1.4 ... %%EOF\n", "") == ""
    assert cut_off(b"<html><p>", "") == UNENDED
    assert cut_off(b"<p>a fragment", "") == ""


def test_fewer_reports_than_before_or_than_expected_is_a_problem() -> None:
    source = Source("s", "某县", "1", "county", ("http://x/",), expect=3)
    assert fewer_reports(source, {"2022": 3, "2023": 1}, [{"found": 4}]) == []
    (loss,) = fewer_reports(source, {"2022": 3}, [{"found": 1}, {"found": 4}])
    assert (loss.check, loss.url) == ("fewer_reports", "http://x/")
    assert len(fewer_reports(source, {"2022": 2}, [{"found": 4}])) == 2
