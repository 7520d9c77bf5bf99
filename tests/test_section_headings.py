"""Headings of sections that pages set in their own ways: in small tables, on buttons, behind signs.
What a sentence quotes is none, and a report without any is told so."""

import pytest

from extractors.document import Document
from extractors.html.reader import read_html
from extractors.layout.plain import read_text
from extractors.report import read_report
from extractors.sections.sections import find_sections
from extractors.words.headings import heading_of

TITLES = [
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
]
KINDS = ["overview", "proactive_disclosure", "requests", "review", "problems", "other_matters"]
NUMBERED = [f"{number}、{title}" for number, title in zip("一二三四五六", TITLES, strict=True)]
TITLE = "某县水利局2023年政府信息公开工作年度报告"
PROSE = "2023年，我局认真做好各项公开工作。"
TABLE = (
    "<table><tr><td colspan=4>第二十条第（一）项</td></tr>"
    "<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
    "<tr><td>规章</td><td>3</td><td>1</td><td>2</td></tr>"
    "<tr><td>行政规范性文件</td><td>3</td><td>1</td><td>2</td></tr></table>"
)


def page(html: str) -> Document:
    return read_html(f"<html><body><h1>{TITLE}</h1>{html}</body></html>".encode())


def found(html: str) -> list[tuple[str, str, str]]:
    return [(s.kind, s.heading, s.text) for s in find_sections(page(html))]


def expected(headings: list[str]) -> list[tuple[str, str, str]]:
    return [(kind, heading, PROSE) for kind, heading in zip(KINDS, headings, strict=True)]


class TestSetOtherwise:
    """Each of the six is found, as it is printed."""

    @pytest.mark.parametrize(
        "set_as",
        [
            "<table><tr><td>{n}、</td><td>{title}</td></tr></table>",
            "<table><tr><td><img src=i.png></td><td>{n}、{title}</td></tr></table>",
            "<table><tr><td></td><td>{n}、</td><td>{title}</td></tr></table>",
            "<button>{n}、{title}</button>",
            "<h2><button type=button>{n}、{title}</button></h2>",
        ],
    )
    def test_in_small_tables_and_on_buttons(self, set_as: str) -> None:
        lines = [
            set_as.format(n=n, title=title) for n, title in zip("一二三四五六", TITLES, strict=True)
        ]
        assert found("".join(f"{line}<p>{PROSE}</p>" for line in lines)) == expected(NUMBERED)

    def test_without_a_number_beside_a_picture(self) -> None:
        icon = "<table><tr><td><img src=i.png></td><td>{}</td></tr></table><p>{}</p>"
        assert found("".join(icon.format(t, PROSE) for t in TITLES)) == expected(TITLES)

    @pytest.mark.parametrize(
        "set_as",
        [
            "▍{n}、{title}",
            "➤ {n}、{title}",
            "★{title}",
            "◆ {title} ◆",
            "【{n}、{title}】",
            "01 {n}、{title}",
            "0{digit} {title}",
            "0{digit}{title}",
            "（{digit}）{title}",
            "({digit}) {title}",
            "{digit}）{title}",
        ],
    )
    def test_behind_signs_and_other_numbers(self, set_as: str) -> None:
        lines = [
            set_as.format(n=n, digit=digit, title=title)
            for digit, (n, title) in enumerate(zip("一二三四五六", TITLES, strict=True), 1)
        ]
        text = "\n".join(part for line in lines for part in (line, PROSE))
        sections = find_sections(read_text(f"{TITLE}\n{text}".encode()))
        assert [(s.kind, s.heading, s.text) for s in sections] == expected(lines)

    def test_with_text_behind_it(self) -> None:
        lines = [f"★ {heading}  {PROSE}" for heading in NUMBERED]
        got = found("".join(f"<p>{line}</p>" for line in lines))
        assert got == expected([f"★ {heading}" for heading in NUMBERED])


class TestQuotes:
    """Typists write ”放管服”: what the text behind a heading quotes tells nothing of it."""

    @pytest.mark.parametrize("rest", ["：围绕”放管服”推进。", " 2023年，我局深化”放管服”改革。"])
    def test_two_closing_quotes(self, rest: str) -> None:
        lines = "".join(f"<p>{heading}{rest}</p><p>{PROSE}</p>" for heading in NUMBERED)
        assert [kind for kind, *_ in found(lines)] == KINDS

    @pytest.mark.parametrize("rest", ["”的框架编制。", f"；{NUMBERED[2]}”的框架编制。"])
    def test_a_quote_that_ends_with_a_heading(self, rest: str) -> None:
        assert heading_of(NUMBERED[1] + rest) is None


class TestNone:
    """What only looks like one stays text."""

    def test_points_in_brackets_below_a_numbered_heading(self) -> None:
        points = "（1）主动公开情况\n（2）依申请公开情况\n"
        text = "\n".join(f"{heading}\n{points}{PROSE}" for heading in NUMBERED)
        sections = find_sections(read_text(text.encode()))
        assert [s.heading for s in sections] == NUMBERED

    def test_signs_before_points_below_a_numbered_heading(self) -> None:
        points = "◆主动公开情况\n◆依申请公开情况\n"
        text = "\n".join(f"{heading}\n{points}{PROSE}" for heading in NUMBERED)
        sections = find_sections(read_text(text.encode()))
        assert [s.heading for s in sections] == NUMBERED

    def test_a_menu_of_buttons(self) -> None:
        menu = "".join(f"<button>{heading}</button>" for heading in NUMBERED)
        assert found(f"{menu}<p>{PROSE}</p>") == []

    def test_a_numbered_row_of_figures(self) -> None:
        row = "<table><tr><td>三、</td><td>本年度办理结果</td><td>3</td></tr></table>"
        lines = "".join(f"<p>{heading}</p>{row}" for heading in NUMBERED)
        assert [heading for _, heading, _ in found(lines)] == NUMBERED

    @pytest.mark.parametrize(
        "sentence",
        [
            f"我局按照“{NUMBERED[0]}；{NUMBERED[1]}”的框架编制。",
            f"我局按照《{NUMBERED[0]}；{NUMBERED[1]}》的框架编制。",
        ],
    )
    def test_quoted_by_a_sentence(self, sentence: str) -> None:
        html = "".join(f"<p>{heading}</p><p>{sentence}</p><p>{PROSE}</p>" for heading in NUMBERED)
        assert [text for _, _, text in found(html)] == [f"{sentence}\n{PROSE}"] * 6

    def test_quoted_by_a_sentence_over_two_lines(self) -> None:
        quoting = [f"我局按照“{NUMBERED[0]}；", f"{NUMBERED[1]}”的框架编制。"]
        lines = [NUMBERED[0], *quoting, *(p for h in NUMBERED[1:] for p in (h, PROSE))]
        sections = find_sections(page("".join(f"<p>{line}</p>" for line in lines)))
        assert sections[0].text == "\n".join(quoting)
        assert [s.heading for s in sections] == NUMBERED


class TestMissing:
    """A report whose headings were not found is told so, once."""

    def warnings(self, html: str) -> list[str]:
        return [p.message for p in read_report(page(html)).problems if p.check == "sections"]

    def test_all_of_them(self) -> None:
        (message,) = self.warnings(f"<p><img src=1.png></p><p>{PROSE}</p>{TABLE}<p>无。</p>")
        assert "any section" in message

    def test_the_last(self) -> None:
        html = "".join(f"<p>{heading}</p><p>{PROSE}</p>" for heading in NUMBERED[:5])
        html = html.replace(NUMBERED[1] + "</p>", NUMBERED[1] + "</p>" + TABLE)
        (message,) = self.warnings(f"{html}<p>{PROSE}</p>")
        assert "other_matters" in message
        assert NUMBERED[4] in message
