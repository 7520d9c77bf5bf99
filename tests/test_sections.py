"""Sections: which lines are their headings, of which kind they are, where the report ends."""

import pytest

from extractors.html.reader import read_html
from extractors.layout.plain import read_text
from extractors.reading import Problem, SectionReading
from extractors.report import read_report
from extractors.sections.sections import find_sections

KINDS = {
    "总体情况": "overview",
    "主动公开政府信息情况": "proactive_disclosure",
    "收到和处理政府信息公开申请情况": "requests",
    "政府信息公开行政复议、行政诉讼情况": "review",
    "存在的主要问题及改进情况": "problems",
    "其他需要报告的事项": "other_matters",
}
NUMBERS = "一二三四五六七八九"
SIX = [f"{number}、{title}" for number, title in zip(NUMBERS, KINDS, strict=False)]
TITLE = "某县水利局2023年政府信息公开工作年度报告"
PROSE = "2023年，我局认真做好各项公开工作，有关情况如下。"


def sections(*lines: str) -> tuple[SectionReading, ...]:
    return find_sections(read_text("\n".join(lines).encode()))


def on_page(html: str) -> tuple[SectionReading, ...]:
    return find_sections(read_html(f"<html><body>{html}</body></html>".encode()))


def headings(found: tuple[SectionReading, ...]) -> list[str]:
    return [section.heading for section in found]


def written(*titles: str) -> list[str]:
    """A report's lines: every heading with prose behind it."""
    return [line for title in titles for line in (title, PROSE)]


def as_page(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


class TestContents:
    """A table of contents is no section, however it is set."""

    @pytest.mark.parametrize(
        "set_as",
        [
            "{line}",
            "{line}......{page}",
            "{line}……{page}",
            "{line}…………（{page}）",
            "{line} - {page} -",
            "{line} {page}",
        ],
    )
    def test_lines_before_the_report(self, set_as: str) -> None:
        contents = [set_as.format(line=line, page=n) for n, line in enumerate(SIX, 1)]
        for behind in ([], [TITLE, PROSE]):
            found = sections(TITLE, "目录", *contents, *behind, *written(*SIX))
            assert headings(found) == SIX
            assert {section.text for section in found} == {PROSE}

    def test_with_points_between_and_more_than_the_sections(self) -> None:
        points = ["（一）主动公开情况……1", "（二）依申请公开情况……2"]
        contents = [SIX[0], *points, *SIX[1:], "七、附件……9"]
        assert headings(sections("目 录", *contents, PROSE, *written(*SIX))) == SIX

    def test_cut_over_two_lines(self) -> None:
        contents = [*SIX[:2], SIX[2][:-1], "况……2", *SIX[3:]]
        assert headings(sections("目录", *contents, *written(*SIX))) == SIX

    def test_links_and_the_lines_of_a_word_processor(self) -> None:
        links = "".join(f"<li><a href='#{n}'>{line}</a></li>" for n, line in enumerate(SIX))
        lines = "".join(
            f"<p class=MsoToc1><a href='#{n}'>{line}<span> </span>{n}</a></p>"
            for n, line in enumerate(SIX)
        )
        for contents in (f"<ul>{links}</ul>", lines):
            assert headings(on_page(f"<p>目录</p>{contents}{as_page(written(*SIX))}")) == SIX

    def test_numbered_though_the_headings_below_lost_their_numbers(self) -> None:
        page = as_page(["目录", *SIX, PROSE, *written(*KINDS)])
        assert headings(on_page(page)) == list(KINDS)

    def test_a_sentence_that_lists_the_sections(self) -> None:
        sentence = "、".join(SIX) + "等六个部分组成本报告。"
        assert headings(sections(TITLE, sentence, *written(*SIX))) == SIX


class TestNumbersLost:
    """A heading to the letter, of a kind not met, in its place in the form's order, is one."""

    @pytest.mark.parametrize(
        "lines",
        [
            [*SIX[:3], SIX[3][2:], SIX[4], SIX[5][2:]],
            [SIX[0][2:], *SIX[1:]],
            [SIX[0], "2. 主动公开政府信息情况", f"3、{SIX[2][2:]}", f"4.{SIX[3][2:]}", *SIX[4:]],
            [SIX[0], *(f"（{line[0]}）{line[2:]}" for line in SIX[1:4]), *SIX[4:]],
            [line[1:] if n % 2 else line[2:] for n, line in enumerate(SIX)],
        ],
        ids=["without", "first", "digits", "brackets", "signs"],
    )
    def test_among_numbered_ones(self, lines: list[str]) -> None:
        found = sections(TITLE, *written(*lines))
        assert headings(found) == lines
        assert [section.kind for section in found] == list(KINDS.values())

    def test_with_blanks_within_it_and_text_behind_it(self) -> None:
        lines = [f"{line[0]} 、 {line[2]} {line[3:]} （一）{PROSE}" for line in SIX]
        found = sections(TITLE, *lines)
        assert [section.kind for section in found] == list(KINDS.values())
        assert {section.text for section in found} == {f"（一）{PROSE}"}

    def test_with_the_text_behind_it(self) -> None:
        found = sections(TITLE, *(f"{title} {PROSE}" for title in KINDS))
        assert headings(found) == list(KINDS)
        assert {section.text for section in found} == {PROSE}

    def test_before_points(self) -> None:
        lines = [SIX[0][2:], "（一）主动公开", *written(*SIX[1:])]
        assert headings(on_page(as_page(lines))) == [SIX[0][2:], *SIX[1:]]

    def test_points_of_the_overview_are_none(self) -> None:
        points = ["（一）主动公开情况", PROSE, "（二）依申请公开情况", PROSE]
        found = sections(*written(SIX[0]), *points, *written(*SIX[3:]))
        assert headings(found) == [SIX[0], *SIX[3:]]

    def test_a_point_above_the_forms_own_label_is_none(self) -> None:
        point = ["主动公开情况", PROSE]
        found = sections(*written(SIX[0]), *point, *written(SIX[1][2:], *SIX[2:]))
        assert headings(found) == [SIX[0], SIX[1][2:], *SIX[2:]]

    def test_captions_menus_and_what_stands_out_of_order_are_none(self) -> None:
        menu = ["概况", "机构职能", TITLE, PROSE]
        caption = SIX[1][2:]
        late = SIX[0][2:]
        found = sections(*menu, *written(SIX[1]), caption, *written(*SIX[2:]), late)
        assert headings(found) == SIX[1:]

    def test_a_sentence_near_a_heading_is_none(self) -> None:
        found = sections(*written(*KINDS), "无其他需要报告的事项。")
        assert headings(found) == list(KINDS)
        assert found[-1].text.endswith("无其他需要报告的事项。")


class TestNumbersWithinSections:
    """Known headings in order outweigh an agency's own whose numbers restart between them."""

    def test_points_numbered_as_sections_are(self) -> None:
        points = ["一、加强组织领导", PROSE, "二、规范公开内容", PROSE, "三、做好政策解读", PROSE]
        faults = ["一、存在的主要问题", PROSE, "二、改进措施", PROSE]
        lines = [SIX[0], *points, *written(*SIX[1:4]), SIX[4], *faults, *written(SIX[5])]
        found = sections(*lines)
        assert headings(found) == SIX
        assert found[0].text == "\n".join(points)
        assert found[4].text == "\n".join(faults)

    @pytest.mark.parametrize("numbers", ["一二三四五六", "123456"])
    def test_points_that_say_what_sections_say(self, numbers: str) -> None:
        points = [f"{numbers[0]}、主动公开情况", PROSE, f"{numbers[1]}、依申请公开情况", PROSE]
        lines = [f"{number}、{title}" for number, title in zip(numbers, KINDS, strict=True)]
        found = on_page(as_page([lines[0], *points, *written(*lines[1:])]))
        assert headings(found) == lines
        assert found[0].text == "\n".join(points)

    def test_lines_that_all_lost_their_numbers_stay(self) -> None:
        lines = [f"1、{title}" for title in (*KINDS, *list(KINDS)[1:4])]
        assert headings(on_page(as_page(written(*lines)))) == lines

    def test_sections_whose_tables_come_again_stay(self) -> None:
        lines = [*SIX, *SIX[1:4]]
        assert headings(sections(*written(*lines))) == lines

    def test_an_agencys_own_sections_among_known_ones_stay(self) -> None:
        own = ["二、政务新媒体建设情况", "三、建议提案办理情况"]
        later = [f"{NUMBERS[n + 3]}、{line[2:]}" for n, line in enumerate(SIX[1:])]
        lines = [SIX[0], *own, *later, "九、附表说明"]
        assert headings(sections(*written(*lines))) == lines


class TestKinds:
    """The kind of an agency's own heading is told by its words, before its number is asked."""

    @pytest.mark.parametrize(
        ("heading", "kind"),
        [
            ("三、政策解读和回应关切情况", "other_matters"),
            ("四、建议提案办理情况", "other_matters"),
            ("二、政务新媒体建设情况", "overview"),
            ("三、平台建设情况", "overview"),
            ("五、政府公报情况", "overview"),
            ("五、政府信息公开工作主要做法", "overview"),
            ("二、申请办理情况", "requests"),
            ("六、今后努力方向", "problems"),
        ],
    )
    def test_by_its_words(self, heading: str, kind: str) -> None:
        assert [s.kind for s in sections(*written(SIX[0], heading))] == ["overview", kind]

    def test_by_its_number_unless_a_known_heading_is_of_that_kind(self) -> None:
        own = ["三、数字政府", "四、数字乡村"]
        assert [s.kind for s in sections(*written(*own))] == ["requests", "review"]
        lines = written(SIX[0], SIX[1], *own, "五、依申请公开情况", "六、行政复议、行政诉讼情况")
        assert [s.kind for s in sections(*lines)][2:4] == ["other_matters"] * 2


class TestEnd:
    """The last section ends where the report does."""

    @pytest.mark.parametrize(
        "below",
        [
            [f"{TITLE}解读", "一、编制背景", PROSE, "二、主要内容", PROSE],
            [f"《{TITLE}》政策解读", "一、编制背景", PROSE],
            [TITLE.replace("2023", "2022"), *written(*SIX)],
            [TITLE.replace("水利局", "河道管理所"), *written(*SIX)],
            ["历年报告", TITLE.replace("2023", "2022")],
            ["热门推荐", "某县召开会议"],
            ["相关报告：", "某县民政局年报"],
        ],
    )
    def test_before_what_stands_below(self, below: list[str]) -> None:
        signed = ["某县水利局", "2024年1月10日"]
        found = sections(TITLE, *written(*SIX), *signed, *below)
        assert headings(found) == SIX
        assert found[-1].text.replace("\n", "") == "".join([PROSE, *signed])

    def test_before_last_years_report_though_a_line_above_names_no_year(self) -> None:
        above = [TITLE.replace("2023年", ""), TITLE]
        last_year = TITLE.replace("2023", "2022")
        lines = [*above, *written(*SIX), last_year, *written(*SIX)]
        assert headings(on_page(as_page(lines))) == SIX

    def test_before_links(self) -> None:
        links = "<ul><li><a href='/1'>某县召开会议</a></li><li><a href='/2'>下一页</a></li></ul>"
        listed = f"<aside><h4>历年报告</h4>{links}</aside>"
        for below in (links, listed):
            assert on_page(as_page(written(*SIX)) + below)[-1].text == PROSE

    def test_not_before_a_header_of_a_page(self) -> None:
        header = TITLE.replace("2023", "2022")
        found = sections(TITLE, *written(*SIX[:5]), header, *written(SIX[5]))
        assert headings(found) == SIX

    def test_not_before_a_link_within_its_text(self) -> None:
        within = "<p><a href='/1'>某县人民政府网站</a></p><p>可在上述网站查阅本报告。</p>"
        assert on_page(as_page(written(*SIX)) + within)[-1].text.endswith("查阅本报告。")

    def test_not_before_the_reports_own_title_above_its_tables(self) -> None:
        found = sections(TITLE, *written(*SIX), TITLE, *written(*SIX[1:4]))
        assert headings(found) == [*SIX, *SIX[1:4]]


class TestTypedTables:
    """A label of a row with figures behind it is no heading."""

    @pytest.mark.parametrize(
        "row",
        [
            "一、本年新收政府信息公开申请数量 3 0 0 0 0 0 3",
            "三、本年度办理结果 （一）予以公开 0 0 0 0 0 0 0",
            "四、结转下年度继续办理 0",
            "四、结转下年度继续办理数 0 - - 0 0 0 0",
        ],
    )
    def test_a_row(self, row: str) -> None:
        assert headings(sections(*written(*SIX[:3]), row, *written(*SIX[3:]))) == SIX


FIGURES = "".join(f"<td>{n}</td>" for n in (3, 1, 2))
TABLE = (
    "<table><tr><td colspan=4>第二十条第（一）项</td></tr>"
    "<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
    f"<tr><td>规章</td>{FIGURES}</tr><tr><td>行政规范性文件</td>{FIGURES}</tr></table>"
)


def warnings(html: str) -> list[Problem]:
    reading = read_report(read_html(f"<html><body><h1>{TITLE}</h1>{html}</body></html>".encode()))
    return [problem for problem in reading.problems if problem.check == "sections"]


class TestMissing:
    """A heading that should be there and isn't is named: its text is in no section of its own."""

    def page(self, *missing: str) -> str:
        blocks = {line: as_page([line, PROSE]) for line in SIX}
        blocks[SIX[1]] += TABLE
        return "".join(
            block.replace(f"<p>{line}</p>", "" if line in missing else f"<p>{line}</p>")
            for line, block in blocks.items()
        )

    def test_none_is(self) -> None:
        assert warnings(self.page()) == []

    @pytest.mark.parametrize(
        ("line", "kind"),
        [(SIX[0], "overview"), (SIX[1], "proactive_disclosure"), (SIX[4], "problems")],
    )
    def test_one_is(self, line: str, kind: str) -> None:
        (warning,) = warnings(self.page(line))
        assert warning.severity == "warning"
        assert kind in warning.message

    def test_all_below_the_tables_is(self) -> None:
        (warning,) = warnings(as_page(written(SIX[0], SIX[1])) + TABLE + as_page(SIX[2:4]))
        assert "problems" in warning.message

    def test_an_old_report_of_five_parts_lacks_none(self) -> None:
        lines = ["一、主动公开政府信息的情况", "二、依申请公开情况", "三、复议和诉讼情况"]
        lines += ["四、存在的主要问题及改进措施"]
        assert warnings(as_page(written(*lines))) == []

    def test_parts_numbered_without_a_gap_lack_none(self) -> None:
        lines = [SIX[0], SIX[1], "三、存在的主要问题及改进情况", "四、其他需要报告的事项"]
        page = as_page(written(*lines[:2])) + TABLE + as_page(written(*lines[2:]))
        assert warnings(page) == []
