"""Headings that no form words so, lost their numbers, run into their text or stand on two lines."""

import pytest

from extractors.html.reader import read_html
from extractors.layout.plain import read_text
from extractors.reading import SectionReading
from extractors.report import read_report
from extractors.sections.sections import find_sections
from extractors.words.headings import heading_of
from tests.made import SAMPLE

PROSE = "2023年，我局认真做好各项公开工作，有关情况如下。"
KINDS = [
    ("总体情况概述", "overview"),
    ("主动公开政府信息情况", "proactive_disclosure"),
    ("收到和处理政府信息公开申请情况", "requests"),
    ("被申请行政复议、提起行政诉讼情况", "review"),
    ("工作中存在的主要问题及改进情况", "problems"),
    ("其他需要说明的事项", "other_matters"),
]
TITLES = [title for title, _ in KINDS]
SIX = [f"{number}、{title}" for number, title in zip("一二三四五六", TITLES, strict=True)]


def sections(*lines: str) -> tuple[SectionReading, ...]:
    return find_sections(read_text("\n".join(lines).encode()))


def on_page(*lines: str) -> tuple[SectionReading, ...]:
    page = "".join(f"<p>{line}</p>" for line in lines)
    return find_sections(read_html(f"<html><body>{page}</body></html>".encode()))


def written(*titles: str) -> list[str]:
    return [line for title in titles for line in (title, PROSE)]


class TestNumbersLost:
    """As agencies word the form's headings, they are headings without a number, too."""

    @pytest.mark.parametrize(
        "lines",
        [
            TITLES,
            [f"一、{title}" for title in TITLES],
            [f"{n}、{title}" for n, title in enumerate(TITLES, 1)],
            [f"第{n}部分 {title}" for n, title in zip("一二三四五六", TITLES, strict=True)],
            [TITLES[0], *SIX[1:5], TITLES[5]],
        ],
        ids=["none", "all the first", "digits", "parts", "some"],
    )
    def test_of_all_or_some(self, lines: list[str]) -> None:
        found = sections(*written(*lines))
        assert [(s.heading, s.kind, s.text) for s in found] == [
            (line, kind, PROSE) for line, (_, kind) in zip(lines, KINDS, strict=True)
        ]

    def test_of_the_first_in_an_agencys_own_words(self) -> None:
        lines = ["一、公开工作回顾和成效", *(f"一、{title}" for title in TITLES[1:])]
        assert [s.heading for s in sections(*written(*lines))] == lines

    def test_a_sentence_is_none(self) -> None:
        below = ["无其他需要说明的事项", "存在问题及改进措施见附表。"]
        found = sections(*written(*SIX), *below)
        assert [s.heading for s in found] == SIX


class TestPoints:
    """Points of a section that say what headings say are none."""

    def test_the_last_sections_own(self) -> None:
        for points in (
            ["一、收费情况", "二、其他需要说明的情况"],
            ["一、收费情况。无。", "二、其他需要说明的事项。无。"],
        ):
            found = on_page(*written(*SIX[:5]), SIX[5], *points)
            assert [s.heading for s in found] == SIX
            assert found[5].text == "\n".join(points)

    def test_the_first_point_right_below_its_sections_heading(self) -> None:
        found = sections("一、总体情况", "（一）概述", "、主动公开政府信息情况", PROSE)
        assert "一、总体情况" in [s.heading for s in found]

    def test_without_numbers_above_the_forms_own_label(self) -> None:
        points = ["主动公开工作情况", PROSE, "依申请公开办理情况", PROSE]
        found = on_page(TITLES[0], *points, *written(*TITLES[1:]))
        assert [s.heading for s in found] == TITLES
        assert found[0].text == "\n".join(points)

    def test_sections_without_numbers_whose_tables_come_below_stay(self) -> None:
        own = ["概述", "主动公开工作情况", "依申请公开办理情况", *TITLES[3:]]
        lines = [*own, *TITLES[1:3]]
        assert [s.heading for s in on_page(*written(*lines))] == lines


def test_blanks_between_number_and_heading_make_no_table() -> None:
    table = ["信息内容\t本年制发件数\t本年废止件数\t现行有效件数", "规章\t1\t0\t0"]
    lines = [title.replace("、", "  ", 1) for title in SIX]
    text = [part for line in lines for part in (line, PROSE if line != lines[1] else table)]
    document = read_text(
        "\n".join(p if isinstance(p, str) else "\n".join(p) for p in text).encode()
    )
    assert [(s.kind, s.heading.split()) for s in find_sections(document)] == [
        (kind, line.split()) for line, (_, kind) in zip(lines, KINDS, strict=True)
    ]
    assert len(document.grids) == 1


class TestTextBehind:
    """A heading ends at a sign, or where a sentence begins."""

    @pytest.mark.parametrize(
        ("text", "heading"),
        [
            ("五、存在问题及改进措施。一是业务不熟。", "五、存在问题及改进措施"),
            ("五、存在问题及改进措施2023年，我局业务不熟。", "五、存在问题及改进措施"),
            ("五、存在的问题和改进措施存在的主要问题：", "五、存在的问题和改进措施"),
            ("五、工作短板和改进打算。一是业务不熟。", "五、工作短板和改进打算"),
            ("五、工作短板和改进打算我局业务不熟。", "五、工作短板和改进打算"),
            ("五、工作中存在的主要问题及改进情况 （一）问题", "五、工作中存在的主要问题及改进情况"),
            ("一、基本概况。本局依法公开。", "一、基本概况"),
            ("一、总体情况按照条例，我局依法公开。", "一、总体情况"),
            ("六、其他需要说明的事项。无。", "六、其他需要说明的事项"),
            ("六、其他需要说明的情况：无", "六、其他需要说明的情况"),
        ],
    )
    def test_it_ends(self, text: str, heading: str) -> None:
        found = heading_of(text)
        assert found is not None
        assert found.text == heading
        assert text.endswith(found.rest)
        assert text[len(heading) :].strip("。： ") == found.rest.strip("。：")

    @pytest.mark.parametrize(
        "text",
        [
            "五、存在的主要问题及改进措施落实情况",
            "五、存在的问题和改进措施严格落实情况",
            "五、存在的主要问题及对照条例改进情况",
        ],
    )
    def test_it_goes_on(self, text: str) -> None:
        found = heading_of(text)
        assert found is not None
        assert (found.text, found.rest) == (text, "")

    @pytest.mark.parametrize(
        "text",
        [
            "一、总体情况良好，群众满意。",
            "二、存在的问题已经整改，成效明显。",
            "二、加强领导，解决问题。",
            "第一，总体情况。",
        ],
    )
    def test_a_sentence_is_none(self, text: str) -> None:
        assert heading_of(text) is None

    def test_points_of_a_section_are_none(self) -> None:
        points = ["一、工作中的问题。业务不熟。", "二、今后的打算。加强培训。"]
        found = on_page(*written(*SIX[:4]), SIX[4], *points, *written(SIX[5]))
        assert [s.heading for s in found] == SIX
        assert found[4].text == "\n".join(points)


class TestTwoLines:
    """Two lines that make a heading together are one."""

    @pytest.mark.parametrize(
        ("kind", "lines"),
        [
            ("review", ["四、被申请行政", "复议、提起行政诉讼情况"]),
            ("review", ["四、政府信息公开行", "政复议、行政诉讼的情况"]),
            ("problems", ["五、存在的主要问题", "和改进情况"]),
            ("problems", ["五、存在的问题和改", "进措施"]),
            ("problems", ["五、工作中的短板", "及今后打算"]),
            ("other_matters", ["六、其他需要说明", "的事项"]),
        ],
    )
    def test_broken(self, kind: str, lines: list[str]) -> None:
        number = "一二三四五六".index(lines[0][0])
        found = on_page(*written(*SIX[:number]), *lines, PROSE, *written(*SIX[number + 1 :]))
        assert len(found) == len(SIX)
        assert (found[number].kind, found[number].text) == (kind, PROSE)
        assert found[number].heading == "".join(lines)

    @pytest.mark.parametrize("below", ["存在的主要问题：", "（一）主要问题", "存在的主要问题"])
    def test_a_line_of_the_text_below_stays(self, below: str) -> None:
        found = on_page(*written(*SIX[:4]), SIX[4], below, PROSE, *written(SIX[5]))
        assert (found[4].heading, found[4].text) == (SIX[4], f"{below}\n{PROSE}")

    @pytest.mark.parametrize(
        "heading", ["四、被申请行政|复议、提起行政诉讼情况", "四、行政复|议和诉讼情况"]
    )
    def test_the_second_line_is_no_label_of_the_table_below(self, heading: str) -> None:
        page = SAMPLE.read_text(encoding="utf-8")
        own = "四、政府信息公开行政复议、行政诉讼情况"
        assert page.count(own) == 1
        broken = page.replace(own, heading.replace("|", "</p><p>"))
        before, after = (read_report(read_html(text.encode())) for text in (page, broken))
        assert [(c.column, c.raw) for c in after.cells] == [(c.column, c.raw) for c in before.cells]
        assert after.problems == before.problems
        assert heading.replace("|", "") in [section.heading for section in after.sections]
