"""Whose report it is where no title names the agency in full: labels of the page, contacts,
signatures, and the offices that answer for the body itself."""

import pytest

from extractors.html.reader import read_html
from extractors.identity.identify import identify

TITLE = "2022年政府信息公开工作年度报告"
OURS = "<p>我局认真落实《条例》。</p>"


def agency(info: str = "", below: str = "", said: str = OURS, title: str = TITLE) -> str | None:
    text = f"<p>一、总体情况</p>{said}<p>六、其他需要报告的事项</p><p>无。</p>{below}"
    return identify(read_html(f"<meta charset=utf-8><h1>{title}</h1>{info}{text}".encode())).agency


def contact(name: str) -> str:
    return f"<p>如有疑问，请与{name}联系。</p>"


def signed(name: str) -> str:
    return f"<p>{name}</p><p>2023年1月17日</p>"


@pytest.mark.parametrize(
    ("office", "body"),
    [
        ("来凤县水务局办公室", "来凤县水务局"),
        ("来凤县翔凤镇办公室", "来凤县翔凤镇"),
        ("来凤县翔凤镇党政办公室", "来凤县翔凤镇"),
        ("来凤县翔凤镇人民政府党政综合办公室", "来凤县翔凤镇人民政府"),
        ("来凤县发改委办公室", "来凤县发改委"),
    ],
)
def test_an_office_within_a_body_answers_and_signs_for_it(office: str, body: str) -> None:
    said = "<p>认真落实《条例》。</p>"
    assert agency(info=contact(office), said=said) == body
    assert agency(below=signed(office), said=said) == body


@pytest.mark.parametrize(
    "office",
    [
        "来凤县人民政府办公室",
        "来凤县府办",
        "来凤县人民政府外事办公室",
        "中共来凤县委办公室",
        "中共来凤县委机构编制委员会办公室",
        "来凤县国防动员委员会办公室",
    ],
)
def test_an_office_that_reports_itself_is_named_whole(office: str) -> None:
    assert agency(below=signed(office), said="<p>认真落实《条例》。</p>") == office
    assert agency(title=f"{office}{TITLE}", info=contact(office)) == office


def test_a_commission_that_works_through_its_office_is_named_with_it() -> None:
    office = "来凤县国防动员委员会办公室"
    assert agency(info=contact(office), said="<p>认真落实《条例》。</p>") == office


@pytest.mark.parametrize("office", ["办公室", "党政办公室", "党政办"])
def test_the_office_that_answers_for_a_town_does_not_complete_its_name(office: str) -> None:
    town = "湖口县大垅乡"
    assert agency(title=f"{town}{TITLE}", info=contact(f"{town}{office}"), said="") == town


def test_the_town_government_still_completes_the_name_of_a_town() -> None:
    town = "湖口县大垅乡"
    info = contact(f"{town}人民政府")
    assert agency(title=f"{town}{TITLE}", info=info, said="") == f"{town}人民政府"


@pytest.mark.parametrize("other", ["来凤县政务服务中心", "来凤县信息中心", "来凤县防汛抗旱中心"])
def test_a_centre_that_answers_for_a_bureau_is_another_body(other: str) -> None:
    assert agency(info=contact(other)) is None
    assert agency(info=contact(other), said="<p>我中心认真落实《条例》。</p>") == other


def test_a_centre_that_may_be_its_own_answers_for_itself() -> None:
    said = "<p>认真落实《条例》。</p>"
    assert agency(info=contact("来凤县防汛抗旱中心"), said=said) == "来凤县防汛抗旱中心"
    assert agency(info=contact("来凤县政务服务中心"), said=said) is None


@pytest.mark.parametrize(
    "info",
    [
        "来源：来凤县 水务局",
        "来源：来凤县&nbsp;&nbsp;水务局 发布时间：2023-01-17",
        "来源：来凤县 来凤县水务局",
        "来源:来凤县水务局作者:张三",
        "来源：来凤县水务局发布时间：2023-01-17",
        "来源：来凤县 水务局浏览次数：12",
    ],
)
def test_a_name_behind_a_label_is_taken_whole_and_alone(info: str) -> None:
    assert agency(f"<div>{info}</div>") == "来凤县水务局"


@pytest.mark.parametrize("info", ["来源：来凤县 审核室：张三", "来源：来凤县 字体：大 中 小"])
def test_the_next_label_is_no_part_of_a_name(info: str) -> None:
    assert agency(f"<div>{info}</div>", said="<p>认真落实《条例》。</p>") == "来凤县"


@pytest.mark.parametrize("label", ["信息所属单位", "责任部门", "发文机关"])
def test_a_metadata_table_names_the_body_by_many_labels(label: str) -> None:
    table = "<table><tr><td>索引号</td><td>11/2</td><td>{}：</td><td>{}</td></tr></table>"
    assert agency(table.format(label, "来凤县水务局")) == "来凤县水务局"


def test_a_responsible_office_within_a_body_is_not_the_agency() -> None:
    table = "<table><tr><td>责任部门</td><td>政策法规处</td></tr></table>"
    assert agency(table) is None
