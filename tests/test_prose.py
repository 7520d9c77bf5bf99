"""Prose against tables: which sentences contradict a figure, and which count something else."""

from decimal import Decimal
from time import monotonic

import pytest

from extractors.reading import Problem, SectionReading
from normalizers.counts import count_of
from normalizers.prose import check_prose

SECONDS = 10
FIGURES = {
    "received__total": Decimal(183),
    "carried_in__total": Decimal(12),
    "processed_total__total": Decimal(192),
    "carried_out__total": Decimal(3),
    "granted__total": Decimal(20),
    "partial__total": Decimal(5),
    "denied_state_secret__total": Decimal(4),
    "denied_law_prohibits__total": Decimal(1),
    "reconsideration_total": Decimal(6),
    "litigation_direct_total": Decimal(2),
    "litigation_after_reconsideration_total": Decimal(4),
    "licensing_decisions": Decimal(362),
    "penalty_decisions": Decimal(40),
    "coercion_decisions": Decimal(0),
    "normative_issued": Decimal(1),
    "normative_repealed": Decimal(0),
    "normative_in_force": Decimal(9),
    "fees_amount": Decimal("125000"),
}


def problems(text: str, kind: str = "overview", agency: str = "临潭县水务局") -> list[Problem]:
    return check_prose([SectionReading("", kind, text)], FIGURES, 2022, agency)[1]


def contradicted(
    text: str, kind: str = "overview", agency: str | None = "临潭县水务局"
) -> set[str]:
    """The checks that warn, each with the sentence quoted."""
    found = problems(text, kind, agency)
    assert all(text.rstrip("。")[:8] in p.message for p in found)
    return {p.check.removeprefix("prose_") for p in found}


@pytest.mark.parametrize(
    "text",
    [
        "全年共收到政府信息公开申请186件，均已按期答复。",
        "截至2022年12月31日，我局共收到政府信息公开申请186件。",
        "2022年1月1日至2022年12月31日，临潭县水务局共受理政府信息公开申请186件。",
        "县水务局全年共收到政府信息公开申请186件。",
        "2022年，我局优化网站平台，全年共收到公民、法人和其他组织提出的政府信息公开申请186件。",
        "全年收到依申请公开186件。",
        "本年度收到依申请公开0件。",
        "全年共有186件政府信息公开申请。",
        "政府信息公开申请总数为186件。",
        "收到政府信息公开申请十二件。",
        "依申请公开办理情况。本年度新收申请186件。",
    ],
)
def test_another_number_of_requests_is_found_however_it_is_worded(text: str) -> None:
    (problem,) = problems(text)
    assert problem.check == "prose_received"
    assert problem.columns == ("received__total",)


@pytest.mark.parametrize(
    "text",
    [
        "2022年，我局未收到政府信息公开申请。",
        "2022年度没有收到公开政府信息的申请。",
        "本年度无依申请公开事项。",
    ],
)
def test_a_report_that_says_there_were_no_requests_states_nought(text: str) -> None:
    assert "says 0, the table 183" in problems(text)[0].message


@pytest.mark.parametrize(
    "text",
    [
        "截至6月底，共收到政府信息公开申请91件。",
        "截至目前，共收到政府信息公开申请91件。",
        "12月收到政府信息公开申请2件，当月办结。",
        "12月未收到政府信息公开申请。",
        "疫情期间收到政府信息公开申请7件。",
        "疫情防控期间，我局共收到政府信息公开申请7件。",
        "平均每月收到政府信息公开申请15件。",
        "2020年、2021年、2022年分别收到政府信息公开申请180件、191件、183件。",
        "2020至2022年共收到政府信息公开申请549件。",
        "2020年-2022年，共收到政府信息公开申请549件。",
        "近三年收到政府信息公开申请549件，“十三五”期间收到政府信息公开申请915件。",
        "2021年，我局收到政府信息公开申请9件。",
        "依申请公开。2021年，我局收到申请5件，予以公开3件。",
    ],
)
def test_a_part_of_the_year_and_other_years_contradict_nothing(text: str) -> None:
    assert not problems(text)


@pytest.mark.parametrize(
    "text",
    [
        "其中，自然资源局收到政府信息公开申请8件，住建局收到政府信息公开申请6件。",
        "县教育局高度重视，收到政府信息公开申请8件。",
        "下属单位收到政府信息公开申请4件；各乡镇共收到政府信息公开申请9件。",
        "各科室未收到政府信息公开申请。",
        "县政府收到政府信息公开申请227件，其中涉及我局3件。",
        "全省水利系统共收到政府信息公开申请1083件，我局收到183件。",
        "全县共收到政府信息公开申请1083件。",
        "局机关收到政府信息公开申请17件。",
    ],
)
def test_the_requests_of_other_bodies_contradict_nothing(text: str) -> None:
    assert not problems(text)


def test_a_government_counts_its_whole_place_and_a_bureau_does_not() -> None:
    text = "全市共收到政府信息公开申请1083件。"
    assert contradicted(text, agency="宿迁市人民政府") == {"received"}
    assert not problems(text, agency="宿迁市水利局")


@pytest.mark.parametrize(
    "text",
    [
        "全年通过网络平台收到政府信息公开申请181件，通过信函收到2件。",
        "收到自然人政府信息公开申请150件，法人申请33件。",
        "同一申请人提交政府信息公开申请179件。",
        "我局未收到政府信息公开申请人的投诉。",
        "没有政府信息公开申请超期情况。",
        "收到政府信息公开申请192件，其中本年新收183件，上年结转9件。",
        "全年收到政府信息公开申请185件，其中申请人主动撤回2件，实际办理183件。",
        "收到政府信息公开申请12件中有1件超期。",
        "2022年共受理政府信息公开申请195件。",  # 183 and the 12 carried over
        "共收到政府信息公开申请183件，其中涉及征地补偿的100件，予以公开3件。",
    ],
)
def test_a_part_of_the_requests_and_a_sum_explained_contradict_nothing(text: str) -> None:
    assert not problems(text)


def test_what_became_of_requests_is_compared_where_requests_are_spoken_of() -> None:
    text = (
        "全年收到政府信息公开申请183件，上年结转9件，予以公开30件、部分公开8件、不予公开14件，"
        "结转下年度办理5件。"
    )
    outcomes = {"carried_in", "granted", "partial", "denied", "carried_out"}
    assert contradicted(text) == outcomes
    agreeing = "全年收到政府信息公开申请183件，其中予以公开20件，部分公开5件，不予公开5件。"
    assert not problems(agreeing)
    assert not problems("全年主动予以公开政务信息300条。")


def test_cases_are_compared_where_they_are_about_the_openness_of_information() -> None:
    both = {"reconsideration", "litigation"}
    assert contradicted("全年因政府信息公开被申请行政复议9件，提起行政诉讼8件。") == both
    assert contradicted("全年未发生因政府信息公开引发的行政复议、行政诉讼案件。") == both
    assert contradicted("未发生行政复议、行政诉讼。", "review") == both
    assert contradicted("我局被申请行政复议2件，被提起行政诉讼8件。", "review") == both
    assert not problems("被申请行政复议2件，被提起行政诉讼8件。")


@pytest.mark.parametrize(
    "text",
    [
        "办理各类行政复议14件、行政诉讼24件，均不涉及政府信息公开。",
        "全年办理行政复议案件90件，其中涉及政府信息公开的6件。",
        "作为复议机关，办理政府信息公开行政复议案件30件。",
        "未发生因政府信息公开引发的行政复议败诉案件。",
        "未发生因政府信息公开答复超期引发的行政复议、行政诉讼。",
    ],
)
@pytest.mark.parametrize("kind", ["overview", "review"])
def test_other_cases_contradict_nothing(text: str, kind: str) -> None:
    assert not problems(text, kind)


@pytest.mark.parametrize("kind", ["overview", "proactive_disclosure"])
def test_decisions_and_documents_that_were_made_are_compared(kind: str) -> None:
    text = (
        "全年作出行政许可决定392件，行政处罚决定44件，制发行政规范性文件5件，"
        "现行有效行政规范性文件14件。"
    )
    made = {"licensing", "penalty", "normative_issued", "normative_in_force"}
    assert contradicted(text, kind) == made


@pytest.mark.parametrize(
    "text",
    [
        "全年公示行政许可、行政处罚决定200件。",
        "全年公示行政许可决定100件、行政处罚决定20件。",
        "通过“信用中国”公示行政许可决定300件。",
        "县政府制发规范性文件5件。",
        "近三年制发规范性文件30件。",
    ],
)
def test_what_was_published_or_made_by_others_contradicts_nothing(text: str) -> None:
    assert not problems(text)


def test_money_in_the_prose_tells_the_unit_of_the_table() -> None:
    (problem,) = problems("全年行政事业性收费12.5万元。")
    assert problem.columns == ("fees_amount",)
    assert "perhaps in 元" in problem.message
    (problem,) = problems("全年收取行政事业性收费125000元。")
    assert "says 12.5, the table 125000" in problem.message
    rounded = {"fees_amount": Decimal("12.4983")}
    text = [SectionReading("", "overview", "全年行政事业性收费12.5万元。")]
    assert not check_prose(text, rounded, 2022, "临潭县水务局")[1]


def test_the_problems_section_tells_of_single_cases() -> None:
    assert not problems("全年收到政府信息公开申请186件。", "problems")


@pytest.mark.parametrize(
    ("text", "count"),
    [("1,083", 1083), ("零", 0), ("两", 2), ("十二", 12), ("一百八十六", 186), ("一千零三", 1003)],
)
def test_counts_are_read_in_digits_and_in_chinese(text: str, count: int) -> None:
    assert count_of(text) == count


def test_a_list_of_chinese_digits_is_no_count() -> None:
    assert count_of("一二") is None


@pytest.mark.parametrize(
    "text",
    [
        "落实降费政策，全年行政事业性收费3.5万元全部免收。",
        "全年行政事业性收费3.5万元，已全额退还。",
        "全年行政事业性收费3.5万元予以减免。",
    ],
)
def test_fees_that_were_not_collected_contradict_nothing(text: str) -> None:
    assert not problems(text)
    assert contradicted("全年行政事业性收费3.5万元，均已缴库。") == {"fees"}


def test_what_is_counted_right_behind_a_number_is_no_request() -> None:
    assert not problems("依申请公开方面，全年新收12件政务热线工单。")
    for same in ("全年新收12件。", "全年新收12件，均已答复。", "全年新收12件申请。"):
        assert contradicted(f"依申请公开方面，{same}") == {"received"}


def test_a_sentence_without_end_is_read_in_time() -> None:
    start = monotonic()
    problems("，".join(["全年收到政府信息公开申请9件"] * 10_000))
    assert monotonic() - start < SECONDS
