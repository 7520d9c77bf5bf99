"""Tables that stand beside the report's own: last year's, other bodies', specimens, halves."""

import re

import pytest

from extractors.reading import Severity
from normalizers.documents import RELEASED
from normalizers.judge import judge
from normalizers.model import Report, Status
from tests.test_reading_deviations import blank, doubled, page, plain, requests_table

LAST_YEAR = "为便于比较，现将上年度收到和处理政府信息公开申请情况列表如下（上年数据，仅供对照）："
SECTION = "<p>三、收到和处理政府信息公开申请情况</p>"


def read(text: str) -> Report:
    return judge(text.encode())


def test_last_years_table_in_another_section_is_not_this_years() -> None:
    text = page()
    stray = f"<p>{LAST_YEAR}</p>{doubled(requests_table(text))}<p>二、"
    report = read(text.replace("<p>二、", stray, 1))
    assert report.values == plain().truth
    assert report.status is Status.CLEAN


def test_a_blank_table_in_its_section_is_the_reports_beside_last_years() -> None:
    text = page()
    own = requests_table(text)
    report = read(
        text.replace(own, blank(own)).replace("<p>二、", f"<p>{LAST_YEAR}</p>{own}<p>二、", 1)
    )
    assert report.values["received__total"] is None
    assert not any(
        p.severity is Severity.ERROR and p.check == "printed_twice" for p in report.problems
    )


def test_a_copy_in_another_section_is_compared_and_said() -> None:
    text = page()
    stray = f"<p>统计表</p>{doubled(requests_table(text))}<p>二、"
    report = read(text.replace("<p>二、", stray, 1))
    assert report.values == plain().truth
    assert any(p.check == "printed_twice" for p in report.problems)


@pytest.mark.parametrize(
    "caption",
    [
        "附：上年数据（供对比）",
        f"{plain().year - 1}年度收到和处理政府信息公开申请情况",
    ],
)
def test_figures_of_others_never_stand_for_a_table_that_is_a_picture(caption: str) -> None:
    text = page()
    own = requests_table(text)
    shown = f'<p><img src="1.png"></p><p>六、其他</p><p>{caption}</p>{doubled(own)}'
    assert read(text.replace(own, shown)).status not in RELEASED


def test_a_table_that_may_be_of_other_bodies_is_named() -> None:
    text = page()
    own = requests_table(text)
    captioned = f"<p>所属各街道收到和处理政府信息公开申请情况</p>{own}"
    report = read(text.replace(own, captioned))
    assert report.values == plain().truth
    assert any(p.check == "caption" for p in report.problems)


def test_a_slip_of_the_year_above_the_only_table_is_a_warning() -> None:
    text = page()
    own = requests_table(text)
    report = read(text.replace(own, f"<p>{plain().year - 1}年度统计表</p>{own}"))
    assert report.values == plain().truth
    assert report.status is Status.CLEAN
    assert any(p.check == "caption" for p in report.problems)


def test_a_running_head_between_two_pages_is_no_caption() -> None:
    text = page()
    own = requests_table(text)
    head, mark, rest = own.partition('<tr><td rowspan="8">（三）')
    cut = f"{head}</table><p>某县{plain().year + 1}年政务公开汇编</p><table>{mark}{rest}"
    report = read(text.replace(own, cut))
    assert report.values == plain().truth
    assert report.status is Status.CLEAN


def halves(table: str) -> str:
    """The columns of persons and businesses in one table, all others in a second one."""
    figures = re.compile(r"((?:<td>\d+</td>){2})((?:<td>\d+</td>){5})</tr>")
    left, right = figures.sub(r"\1</tr>", table), figures.sub(r"\2</tr>", table)
    kinds = (
        "<td>商业企业</td>",
        "<td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td>",
    )
    left = left.replace(kinds[1], "").replace('<td rowspan="2">总计</td>', "")
    right = right.replace(kinds[0], "").replace('<td rowspan="2">自然人</td>', "")
    left = left.replace('colspan="5"', "").replace('colspan="7"', 'colspan="2"')
    right = right.replace('colspan="5"', 'colspan="4"').replace('colspan="7"', 'colspan="5"')
    return left + right


def test_a_table_set_in_halves_is_one() -> None:
    text = page()
    own = requests_table(text)
    report = read(text.replace(own, halves(own)))
    assert report.values == plain().truth
    assert report.status is Status.CLEAN


def test_a_copy_that_cannot_be_read_is_said() -> None:
    text = page()
    own = requests_table(text)
    unread = re.sub(r"(<td>\d+</td>)</tr>", r"\1\1\1</tr>", doubled(own))
    assert read(text.replace(own, own + unread)).status not in RELEASED


def test_a_specimen_is_no_copy() -> None:
    text = page()
    own = requests_table(text)
    assert read(text.replace(own, own + blank(own))).status is Status.CLEAN


def test_a_row_that_only_a_second_table_prints_is_named() -> None:
    text = page()
    own = re.findall(r"<tr><td>行政(?:处罚|强制)</td>.*?</tr>", text, re.S)
    second = f"<p>某监察中心主动公开情况</p><table>{''.join(own)}</table>"
    report = read(text.replace(own[1], "").replace("<p>三、收到", f"{second}<p>三、收到", 1))
    named = {name for p in report.problems if p.check == "printed_twice" for name in p.columns}
    assert {name for name in named if name in report.values} == {"coercion_decisions"}


def with_another(text: str, title: str) -> str:
    """The report with all tables of another below it."""
    tables = "".join(re.findall(r"<table.*?</table>", text, re.S))
    return text.replace("</body>", f"<p>{title}</p>{doubled(tables)}</body>")


OF_A_UNIT = "附件：某县事务中心统计表"
OF_LAST_YEAR = f"{plain().agency}{plain().year - 1}年政府信息公开工作年度报告"


def test_another_bodys_tables_fill_no_gap_of_the_reports_own() -> None:
    text = page()
    row = re.search(r"<tr>(?:(?!<tr>).)*信访举报投诉类申请.*?</tr>", text, re.S)
    assert row is not None
    report = read(with_another(text, OF_A_UNIT).replace(row[0], "", 1))
    gap = {name for name in plain().truth if name.startswith("rejected_petition")}
    assert {k: v for k, v in plain().truth.items() if k not in gap} == report.values
    assert report.status not in RELEASED


@pytest.mark.parametrize("title", [OF_A_UNIT, OF_LAST_YEAR])
def test_another_reports_table_in_the_place_of_one_that_is_a_picture_is_in_doubt(
    title: str,
) -> None:
    text = page()
    own = requests_table(text)
    report = read(with_another(text, title).replace(own, '<img src="1.png">', 1))
    named = {name for p in report.problems if p.check == "ambiguous_row" for name in p.columns}
    assert {name for name in report.values if name.startswith("received__")} <= named


def test_last_years_report_below_its_title_is_told_from_this_years() -> None:
    report = read(with_another(page(), OF_LAST_YEAR))
    assert report.values == plain().truth
    assert report.status is Status.CLEAN
    assert (report.agency, report.year) == (plain().agency, plain().year)


def test_a_stray_table_in_another_section_only_informs() -> None:
    rows = "".join(
        f"<tr><td>{label}</td><td>3</td><td>4</td><td>7</td></tr>" for label in ("行政许可", "其他")
    )
    head = "<tr><td>项目</td><td>2022年预算</td><td>2023年预算</td><td>总计</td></tr>"
    report = read(page().replace("<p>二、", f"<table>{head}{rows}</table><p>二、", 1))
    assert report.values == plain().truth
    assert report.status is Status.CLEAN


def test_an_annex_of_last_year_is_told_from_this_year() -> None:
    report = read(with_another(page(), f"附件：{plain().year - 1}年度有关数据（供参考）"))
    assert report.values == plain().truth
    assert report.status is Status.CLEAN


OTHER_REPORTS = (
    f"秋江县水务局{plain().year}年政府信息公开工作年度报告",
    f"秋江县水务局</h2><h2>{plain().year}年政府信息公开工作年度报告",
    OF_LAST_YEAR,
    f"附：{plain().year - 1}年度报告",
    f"往年年报</h2><h2>{plain().year - 1}年",
)


def another_report(text: str, title: str) -> str:
    """Another report with its own headings, so that each of its tables stands in its section."""
    body = text.partition("<body>")[2].partition("</body>")[0]
    return f"<h2>{title}</h2><p>一、{doubled(body.partition('<p>一、')[2])}"


@pytest.mark.parametrize("title", OTHER_REPORTS)
def test_another_reports_tables_are_not_the_own_where_these_are_blank(title: str) -> None:
    own = page().replace("</body>", "")
    own = re.sub(r"(<td[^>]*>)[\d.]+</td>", r"\1</td>", own)
    report = read(f"{own}{another_report(page(), title)}</body>")
    named = {name for p in report.problems if p.severity is Severity.ERROR for name in p.columns}
    assert report.status not in RELEASED
    assert {name for name, value in report.values.items() if value is not None} <= named


def test_of_two_reports_under_titles_of_two_years_the_filled_one_is_not_sure() -> None:
    """The page is called after the second, whose tables are blank."""
    own = page().replace("</body>", "")
    year = str(plain().year)
    last_year = own.replace(f"{year}年", f"{plain().year - 1}年")
    title = re.search(r"<title>.*?</title>", own)
    own = re.sub(r"(<td[^>]*>)[\d.]+</td>", r"\1</td>", own)
    head = f"<h1>{plain().agency}{year}年政府信息公开工作年度报告</h1>"
    text = last_year.replace("<body>", f"<body>{head}", 1) + own.partition("<body>")[2]
    report = read(text if title is None else text.replace("<title>", f"{title[0]}<title>", 1))
    assert report.status not in RELEASED or report.year == plain().year - 1


@pytest.mark.parametrize("title", OTHER_REPORTS)
def test_another_reports_tables_are_not_the_own_where_these_are_pictures(title: str) -> None:
    pictures = re.sub(r"<table.*?</table>", '<img src="1.png">', page(), flags=re.S)
    pictures = pictures.replace("<body>", "<body><ul><li>政府信息公开年报</li></ul>")
    report = read(pictures.replace("</body>", f"{another_report(page(), title)}</body>"))
    named = {name for p in report.problems if p.severity is Severity.ERROR for name in p.columns}
    assert report.status not in RELEASED
    assert {cell.column for cell in report.cells} <= named


@pytest.mark.parametrize(
    "caption",
    [
        "去年同期",
        "对比数据（上年）",
        "其中：县本级",
        "全县汇总",
        "上年度收到和处理政府信息公开申请情况",
        "某县税务局",
    ],
)
def test_a_filled_copy_below_a_blank_table_is_not_taken_for_it_unsaid(caption: str) -> None:
    text = page()
    own = requests_table(text)
    report = read(text.replace(own, f"{blank(own)}<p>{caption}</p>{own}", 1))
    assert report.status not in RELEASED


@pytest.mark.parametrize("caption", ["去年同期", "上年同期", "前一年度", "上年度"])
def test_a_year_above_the_second_copy_tells_it_from_last_years(caption: str) -> None:
    text = page()
    own = requests_table(text)
    both = f"<p>{caption}</p>{doubled(own)}<p>{plain().year}年度</p>{own}"
    report = read(text.replace(own, both, 1))
    assert report.values == plain().truth
    assert report.status is Status.CLEAN


@pytest.mark.parametrize("caption", ["（样表）", "某县水务局", "全市汇总"])
def test_of_two_copies_the_one_of_the_reports_year_counts_and_the_other_is_named(
    caption: str,
) -> None:
    text = page()
    own = requests_table(text)
    both = f"<p>{caption}</p>{doubled(own)}<p>{plain().year}年度</p>{own}"
    report = read(text.replace(own, both, 1))
    assert report.values == plain().truth
    assert report.status not in RELEASED


def test_a_note_below_a_table_says_whose_year_it_is() -> None:
    text = page()
    own = requests_table(text)
    last, this = (f"<p>（上表为{plain().year - n}年数据）</p>" for n in (1, 0))
    report = read(text.replace(own, f"{doubled(own)}{last}{own}{this}", 1))
    assert report.values == plain().truth
    assert report.status is Status.CLEAN


@pytest.mark.parametrize(
    "caption",
    [
        "本年度新收、上年结转申请办理情况统计表",
        "上年度未审结案件本年度办理情况",
        "上年末现行有效规范性文件及本年制发情况",
        "去年以来政府信息公开申请办理情况",
    ],
)
def test_what_was_carried_over_makes_a_table_nobody_elses(caption: str) -> None:
    text = page()
    own = requests_table(text)
    report = read(text.replace(own, f"<p>{caption}</p>{own}", 1))
    assert (report.values, report.status) == (plain().truth, Status.CLEAN)


@pytest.mark.parametrize(
    "note",
    [
        "注：上表中上年结转情况已与上年度报告核对一致。",
        "以上表格中部分公开包括上年受理的申请。",
        "上表“上年结转”3件为2019年度收到的申请。",
    ],
)
def test_a_note_on_part_of_a_table_makes_it_nobody_elses(note: str) -> None:
    text = page()
    own = requests_table(text)
    report = read(text.replace(own, f"{own}<p>{note}</p>", 1))
    assert (report.values, report.status) == (plain().truth, Status.CLEAN)
    assert not any(p.check == "caption" for p in report.problems)


def test_a_line_of_the_text_that_names_last_years_report_begins_none() -> None:
    line = f"<p>及时公开{plain().year - 1}年政府信息公开工作年度报告</p>"
    report = read(page().replace("<p>二、", f"{line}<p>二、", 1))
    assert (report.values, report.status) == (plain().truth, Status.CLEAN)


@pytest.mark.parametrize("caption", ["样表", "填报示例", "历年情况"])
def test_a_specimen_in_the_place_of_a_table_is_not_the_reports(caption: str) -> None:
    text = page()
    own = requests_table(text)
    picture = f'<img src="1.png"><p>{caption}</p>{own}'
    assert read(text.replace(own, picture, 1)).status not in RELEASED


def test_rows_that_may_be_another_bodys_fill_no_gap_unsaid() -> None:
    text = page()
    rows = re.findall(r"<tr><td>行政(?:许可|处罚|强制)</td>.*?</tr>", text, re.S)
    part = f"<p>其中政务服务大厅办理：</p><table>{''.join(rows)}</table>"
    without = text
    for row in rows:
        without = without.replace(row, "", 1)
    report = read(without.replace("<p>三、收到", f"{part}<p>三、收到", 1))
    named = {name for p in report.problems for name in p.columns}
    assert {"licensing_decisions", "penalty_decisions", "coercion_decisions"} <= named


def test_years_behind_the_numbers_of_tables_tell_them_apart() -> None:
    text = page()
    own = requests_table(text)
    both = f"<p>表1 {plain().year - 1}年度</p>{doubled(own)}<p>表2 {plain().year}年度</p>{own}"
    report = read(text.replace(own, both, 1))
    assert (report.values, report.status) == (plain().truth, Status.CLEAN)


def test_a_part_above_the_table_whose_rows_this_lacks_is_named() -> None:
    text = page()
    rows = [m[0] for act in ("行政许可", "行政处罚", "行政强制") if (m := row_of(text, act))]
    for row in rows:
        text = text.replace(row, "", 1)
    head = "<tr><td>信息内容</td><td>本年处理决定数量</td></tr>"
    cells = "".join(re.sub(r' colspan="?3"?', "", row) for row in rows)
    part = f"<p>其中政务服务大厅办理：</p><table>{head}{cells}</table>"
    report = read(text.replace("</p><table", f"</p>{part}<table", 1))
    named = {name for p in report.problems for name in p.columns}
    assert {"licensing_decisions", "penalty_decisions", "coercion_decisions"} <= named


def row_of(text: str, act: str) -> re.Match[str] | None:
    return re.search(rf"<tr><td>{act}</td>(?:(?!</tr>).)*</tr>", text, re.S)
