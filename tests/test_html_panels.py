"""Tabs of a page: of their panels all but one are hidden until they are chosen. Where the report's
tables stand nowhere else, they are read and it is said; never where they may be of another."""

from time import monotonic

import pytest

from extractors.document import Document
from extractors.html.reader import read_html
from extractors.html.second import read_html_again
from normalizers.judge import judge

SECONDS = 20
TITLE = "某县水利局2022年政府信息公开工作年度报告"
NUMBERS = "一二三四五六"
RULES = (
    "<table><tr><td colspan=4>第二十条第（一）项</td></tr>"
    "<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
    "<tr><td>规章</td><td>3</td><td>1</td><td>2</td></tr>"
    "<tr><td>行政规范性文件</td><td>3</td><td>1</td><td>9</td></tr></table>"
)
OVERVIEW = "<h3>一、总体情况</h3><p>我局认真落实《条例》。</p>"
DISCLOSED = f"<h3>二、主动公开政府信息情况</h3>{RULES}"
OTHER = "<h3>六、其他需要报告的事项</h3><p>无。</p>"
SHEET = "<style>.pane{display:none}.pane.on{display:block}</style>"


def by_class(*panels: str) -> str:
    shown, *hidden = panels
    return (
        SHEET
        + f"<div class='pane on'>{shown}</div>"
        + "".join(f"<div class=pane>{panel}</div>" for panel in hidden)
    )


def by_style(*panels: str) -> str:
    shown, *hidden = panels
    return f"<div id=con_1>{shown}</div>" + "".join(
        f"<div id=con_{n} style='display:none'>{panel}</div>" for n, panel in enumerate(hidden, 2)
    )


def page(html: str) -> bytes:
    return f"<html><body><h1>{TITLE}</h1><div>{html}</div></body></html>".encode()


def tables(html: str) -> int:
    return len(read_html(page(html)).grids)


def messages(document: Document) -> list[str]:
    return [note.message for note in document.notes if note.check == "hidden_text"]


def test_the_only_tables_of_a_page_are_read_and_it_is_said() -> None:
    for tabs in (by_class, by_style):
        data = page(tabs(OVERVIEW, DISCLOSED, OTHER))
        (message,) = messages(read_html(data))
        assert "tabs" in message
        report = judge(data)
        assert {c.column: c.value for c in report.cells}["normative_in_force"] == 9
        assert [s.kind for s in report.sections] == [
            "overview",
            "proactive_disclosure",
            "other_matters",
        ]


def test_the_second_reader_reads_them_too() -> None:
    for tabs in (by_class, by_style):
        document = read_html_again(page(tabs(OVERVIEW, DISCLOSED, OTHER)))
        assert sum("行政规范性文件" in [c.text for c in grid.cells] for grid in document.grids) == 1


def test_tabs_that_name_the_sections() -> None:
    labels = "<ul><li>总体情况</li><li>主动公开政府信息情况</li><li>其他需要报告的事项</li></ul>"
    assert tables(labels + by_class(OVERVIEW, DISCLOSED, OTHER)) == 1


def test_a_shown_copy_outweighs_hidden_ones() -> None:
    changed = DISCLOSED.replace("<td>9</td>", "<td>7</td>")
    document = read_html(page(by_class(f"{OVERVIEW}{RULES}", changed)))
    assert [c.text for grid in document.grids for c in grid.cells].count("9") == 1
    assert [c.text for grid in document.grids for c in grid.cells].count("7") == 0


def test_a_copy_typed_without_a_table_outweighs_hidden_ones() -> None:
    typed = "<p>第二十条第（一）项</p><p>规章</p><p>3</p><p>1</p><p>2</p>"
    assert tables(by_class(f"{OVERVIEW}{typed}", DISCLOSED)) == 0


def test_a_picture_may_show_a_copy() -> None:
    assert tables(by_class(f"{OVERVIEW}<img src=1.png>", DISCLOSED)) == 0


def test_one_hidden_part_is_no_panel() -> None:
    assert tables(f"{OVERVIEW}<div class=tpl style='display:none'>{RULES}</div>") == 0
    assert tables(f"<p class=tpl>无</p><div class=tpl style='display:none'>{RULES}</div>") == 0


def test_what_is_struck_out_is_no_panel() -> None:
    for how in ("visibility:hidden", "text-decoration:line-through"):
        hidden = f"<div class=pane style='{how}'>{DISCLOSED}</div>"
        assert tables(f"<div class=pane>{OVERVIEW}</div>{hidden}") == 0


def test_panels_with_the_same_table_twice_are_held() -> None:
    assert tables(by_class(OVERVIEW, DISCLOSED, RULES)) == 0


def test_panels_of_another_year_are_held() -> None:
    last_year = TITLE.replace("2022", "2021")
    for hidden in (
        f"<h2>{last_year}</h2>{DISCLOSED}",
        f"<p>统计期限为2021年1月1日至2021年12月31日。</p>{DISCLOSED}",
        f"<p>2021年，我局认真落实《条例》。</p>{DISCLOSED}",
    ):
        assert tables(by_class(OVERVIEW, hidden)) == 0
    for labels in (
        "<ul><li>2022年</li><li>2021年</li></ul>",
        "<select><option>2022</option><option>2021</option></select>",
        "<button>2022年度报告</button><button>2021年度报告</button>",
        "<ul><li>报告</li><li>二〇二一年</li></ul>",
    ):
        assert tables(labels + by_class(OVERVIEW, DISCLOSED)) == 0


def test_panels_of_another_body_are_held() -> None:
    title = TITLE.replace("水利局", "河道管理所")
    for hidden in (f"<h2>{title}</h2>{DISCLOSED}", f"{DISCLOSED}<p>某县河道管理所</p>"):
        assert tables(by_class(OVERVIEW, hidden)) == 0
    labels = "<ul><li>某县水利局</li><li>某县河道管理所</li></ul>"
    assert tables(labels + by_class(OVERVIEW, DISCLOSED)) == 0


def test_panels_whose_label_says_that_they_are_other_figures_are_held() -> None:
    for label in (
        *(
            "往年年报",
            "历史数据",
            "填报模板",
            "更正前",
            "上期",
            "旧版",
            "草稿",
            "初稿",
            "参考",
            "对比",
        ),
        *("下属单位数据", "乡镇数据", "全市汇总"),
    ):
        tabs = f"<ul><li>本年年报</li><li>{label}</li></ul>"
        assert tables(tabs + by_class(OVERVIEW, DISCLOSED)) == 0


def test_panels_with_a_section_that_is_shown_are_held() -> None:
    assert tables(by_class(OVERVIEW, OVERVIEW + DISCLOSED)) == 0


def test_empty_tables_are_a_template() -> None:
    blank = DISCLOSED.replace("<td>3</td><td>1</td>", "<td></td><td></td>")
    blank = blank.replace("<td>2</td>", "<td></td>").replace("<td>9</td>", "<td></td>")
    assert tables(by_class(OVERVIEW, blank)) == 0


WHOLE = "".join(
    f"<h3>{number}、{label}</h3><p>无。</p>"
    for number, label in (
        ("一", "总体情况"),
        ("三", "收到和处理政府信息公开申请情况"),
        ("四", "政府信息公开行政复议、行政诉讼情况"),
        ("五", "存在的主要问题及改进情况"),
    )
)
LOADED = (
    "<style>[v-cloak]{display:none}</style><div v-cloak>{}</div>",
    "<div style='display:none'>{}</div>",
    "<div class=wow style='visibility:hidden'>{}</div>",
)


@pytest.mark.parametrize("shell", LOADED)
def test_a_report_that_a_script_shows_once_it_is_loaded_is_read(shell: str) -> None:
    data = page(shell.replace("{}", WHOLE + DISCLOSED))
    assert messages(read_html(data))
    report = judge(data)
    assert {c.column: c.value for c in report.cells}["normative_in_force"] == 9
    assert [len(read(data).grids) for read in (read_html, read_html_again)] == [1, 1]


@pytest.mark.parametrize("shell", LOADED)
def test_a_hidden_report_beside_one_that_is_shown_stays_out(shell: str) -> None:
    hidden = shell.replace("{}", WHOLE + DISCLOSED.replace("<td>9", "<td>8"))
    report = judge(page(f"{hidden}<div>{WHOLE}{DISCLOSED}</div>"))
    assert {c.column: c.value for c in report.cells}["normative_in_force"] == 9
    assert tables(shell.replace("{}", DISCLOSED)) == 0


def test_figures_shown_under_other_labels_may_be_a_copy() -> None:
    own = RULES.replace("第二十条第（一）项", "主动公开").replace("<td>9", "<td>7")
    assert tables(by_class(OVERVIEW + own, OTHER, DISCLOSED)) == 1
    calendar = "<table><tr><td>日</td><td>1</td><td>2</td></tr></table>"
    assert tables(calendar + by_class(OVERVIEW, DISCLOSED)) == 2


@pytest.mark.parametrize("shell", LOADED)
@pytest.mark.parametrize(
    ("picture", "count"),
    [
        ("<p>正式稿见图：<img src=1.jpg></p>", 0),
        ("<p><img src=1.jpg width=600 height=800></p>", 0),
        ("<p><img src=seal.png width=60></p>", 1),
        ("<p><img src=icon.png style='height:16px'></p>", 1),
        ("<a href='/'><img src=logo.png></a>", 1),
        ("<div class=page-header><img src=top.jpg></div>", 1),
        ("<footer><img src=foot.jpg></footer>", 1),
        ("<div style='display:none'><img src=1.jpg></div>", 1),
    ],
)
def test_a_picture_that_is_shown_may_be_the_report(shell: str, picture: str, count: int) -> None:
    assert tables(picture + shell.replace("{}", WHOLE + DISCLOSED)) == count


def test_a_page_of_more_titles_than_a_report_has_is_not_asked() -> None:
    titles = [f"<p>某县水利局{n}2022年政府信息公开工作年度报告</p>" for n in range(3000)]
    start = monotonic()
    assert tables("".join(titles) + by_class(OVERVIEW, DISCLOSED)) == 0
    assert monotonic() - start < SECONDS
    assert tables(f"<p>{TITLE}</p>" * 60 + by_class(OVERVIEW, DISCLOSED)) == 1
