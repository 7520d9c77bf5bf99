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


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("责任部门", "办公厅"),
        ("公开责任部门", "机关党委"),
        ("责任部门", "规划财务部"),
        ("责任部门", "城乡建设部"),
        ("责任部门", "来凤县水务局规划财务部"),
        ("责任单位", "来凤县政务服务中心"),
        ("责任单位", "来凤县机关事务服务局"),
        ("发布部门", "来凤县政务服务中心"),
    ],
)
def test_what_stands_behind_a_label_of_offices_is_a_body_only_for_certain(
    label: str, name: str
) -> None:
    table = f"<table><tr><td>索引号</td><td>x</td><td>{label}</td><td>{name}</td></tr></table>"
    assert agency(table, said="<p>认真落实《条例》。</p>") is None


@pytest.mark.parametrize("name", ["凤县水务局", "恩施州水务局", "国家统计局", "来凤县人民政府"])
def test_a_body_behind_a_label_of_offices_begins_with_its_place(name: str) -> None:
    table = f"<table><tr><td>责任部门</td><td>{name}</td></tr></table>"
    assert agency(table, said="<p>认真落实《条例》。</p>") == name


@pytest.mark.parametrize(
    ("printed", "body"),
    [
        ("凤凰县 县教育局", "凤凰县教育局"),
        ("金山市 市场监督管理局", "金山市市场监督管理局"),
        ("金山市 住房和城乡建设局", "金山市住房和城乡建设局"),
        ("金山市 高新区管委会", "金山市高新区管委会"),
        ("金山市 城市管理局", "金山市城市管理局"),
        ("金山市 临江市水务局", "临江市水务局"),
        ("金山市 盐城市水务局", "盐城市水务局"),
        ("临江市 转发水利部", "临江市"),
        ("临江市 报送水务局", "临江市"),
        ("临江市时间博物馆管理局", "临江市时间博物馆管理局"),
        ("临江市 时间博物馆管理局", "临江市时间博物馆管理局"),
        ("临江市水务局 打印分享", "临江市水务局"),
    ],
)
def test_a_name_is_joined_over_a_blank_only_to_its_own_place(printed: str, body: str) -> None:
    assert agency(f"<div>来源：{printed}</div>", said="<p>认真落实《条例》。</p>") == body
