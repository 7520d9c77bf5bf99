"""The year of a report whose title and other witnesses contradict one another: what is certain is
read, what is not is said."""

import pytest

from extractors.identity.identify import identify
from extractors.layout.plain import read_text
from extractors.reading import Identification, Severity

PERIOD = "本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。"
SAID = "2022年，我局认真落实《条例》。\n2022年，公开信息300条。"


def report(year: int, *lines: str, text: str = "我局认真落实《条例》。") -> Identification:
    title = f"来凤县水务局{year}年政府信息公开工作年度报告"
    end = "二、其他需要报告的事项\n无。"
    return identify(read_text("\n".join((title, *lines, "一、总体情况", text, end)).encode()))


def doubts(found: Identification) -> list[tuple[Severity, bool]]:
    return [(p.severity, p.is_ours) for p in found.problems if p.check == "year"]


@pytest.mark.parametrize("day", ["2020-01-20", "2021-01-20", "2021-03-17", "2021-11-30"])
def test_a_report_that_appears_before_its_year_is_over_is_a_warning(day: str) -> None:
    found = report(2021, f"发布时间：{day}")
    assert (found.year, doubts(found)) == (2021, [(Severity.WARNING, False)])


@pytest.mark.parametrize("day", ["2021-12-27", "2022-01-20", "2024-05-05"])
def test_a_report_that_appears_at_the_end_of_its_year_or_later_is_none(day: str) -> None:
    assert report(2021, f"发布时间：{day}").problems == ()


@pytest.mark.parametrize("text", ["我局认真落实《条例》。", SAID])
def test_a_period_outweighs_a_title_whose_year_is_not_over(text: str) -> None:
    found = report(2023, "发布时间：2023-01-17", PERIOD, text=text)
    assert (found.year, doubts(found)) == (2022, [(Severity.WARNING, False)])
    assert found.title == "来凤县水务局2023年政府信息公开工作年度报告"


@pytest.mark.parametrize("day", ["2024-01-17", "2023-12-29"])
def test_a_period_does_not_outweigh_a_title_whose_year_is_over(day: str) -> None:
    found = report(2023, f"发布时间：{day}", PERIOD)
    assert (found.year, doubts(found)) == (2023, [(Severity.WARNING, False)])


def test_a_title_whose_year_is_not_over_against_the_sentences_leaves_the_year_unknown() -> None:
    found = report(2023, "发布时间：2023-01-17", text=SAID)
    assert (found.year, (Severity.ERROR, True) in doubts(found)) == (None, True)


def test_title_and_sentences_against_period_and_day_leave_the_year_unknown() -> None:
    text = SAID.replace("2022", "2023")
    found = report(2023, "发布时间：2023-01-17", PERIOD, text=text)
    assert (found.year, (Severity.ERROR, True) in doubts(found)) == (None, True)


def test_a_title_against_all_sentences_is_a_warning() -> None:
    found = report(2023, text=SAID)
    assert (found.year, doubts(found)) == (2023, [(Severity.WARNING, False)])


@pytest.mark.parametrize(
    "text",
    [
        "2022年，国务院修订了《条例》。\n我局认真落实。",
        f"{SAID}\n2023年，公开信息310条。",
        "公开信息300条，较2022年增长3%，比2022年多收到2件。",
        "我局按照《2022年政务公开工作要点》和《2022年全县工作安排》，认真落实。",
    ],
)
def test_a_look_back_is_no_doubt(text: str) -> None:
    assert report(2023, text=text).problems == ()


def test_a_period_that_says_the_titles_year_leaves_no_doubt() -> None:
    assert report(2023, PERIOD.replace("2022", "2023"), text=SAID).problems == ()
