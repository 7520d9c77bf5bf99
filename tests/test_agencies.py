"""Agencies: one id whatever form of the name is printed, links between bodies that were renamed or
merged, and doubtful pairs left to a person."""

import csv
import tomllib
from collections.abc import Sequence

import pytest

from normalizers import gazetteer
from normalizers.agencies import resolve
from normalizers.decided import renamings
from normalizers.doubts import Doubt, doubts
from normalizers.gazetteer import by_code, former_by_code
from normalizers.kinds import AGENCIES, kind_of, kinds
from normalizers.registry import Mention, RegisteredAgency, crosswalk, mention, registered
from normalizers.successions import Succession, successions
from release.registry import registry_rows
from tests.made import made, report

Printed = tuple[str, Sequence[int]]
DAZHU = ("大竹县", "511724")
HONGZE = ("淮安市洪泽区", "320813")


def mentions(place: tuple[str, str], *printed: Printed) -> list[Mention]:
    found = []
    for name, years in printed:
        agency = resolve(name, *place)
        for year in years:
            found.append(
                Mention(
                    name,
                    "s",
                    agency.id,
                    agency.name,
                    agency.adcode,
                    "county",
                    agency.resolved_by,
                    year,
                )
            )
    return found


def known(place: tuple[str, str], *printed: Printed) -> list[RegisteredAgency]:
    return registered(mentions(place, *printed))


def links(agencies: Sequence[RegisteredAgency]) -> set[tuple[str, str]]:
    return {(s.predecessor, s.successor) for s in successions(agencies)}


def pairs(agencies: Sequence[RegisteredAgency], linked: Sequence[Succession] = ()) -> list[Doubt]:
    return doubts(agencies, linked or successions(agencies))


@pytest.mark.parametrize(
    ("printed", "place", "expected"),
    [
        # A name that begins with a rank is the lister's, as far up as that is certain.
        ("县教育和科学技术局", DAZHU, "511724:大竹县教育和科学技术局"),
        ("大竹县教育和科学技术局", DAZHU, "511724:大竹县教育和科学技术局"),
        ("四川省达州市大竹县教育和科学技术局", DAZHU, "511724:大竹县教育和科学技术局"),
        ("市教育局", HONGZE, "320800:淮安市教育局"),
        ("市教育局", ("北京市海淀区", "110108"), "110000:北京市教育局"),
        ("县教育局", ("达州市", "511700"), "511700:县教育局"),
        ("区教育局", ("南宁市", "450100"), "450100:区教育局"),
        # 市 of 市场 is no place.
        ("市场监督管理局", ("宿迁市", "321300"), "321300:市场监督管理局"),
        ("市场监督管理局", HONGZE, "320813:洪泽区市场监督管理局"),
        # A name without a place is the county's that lists it, never a prefecture's.
        ("教育局", DAZHU, "511724:大竹县教育局"),
        ("教育局", ("宿迁市", "321300"), "321300:教育局"),
        ("国家统计局大竹调查队", DAZHU, "511724:国家统计局大竹调查队"),
        ("高新区管委会", HONGZE, "320813:高新区管委会"),
        # Short forms.
        ("洪泽区政府办公室", HONGZE, "320813:洪泽区人民政府办公室"),
        ("洪泽区", HONGZE, "320813:洪泽区人民政府"),
        ("朱坝镇", HONGZE, "320813:洪泽区朱坝镇人民政府"),
        ("淮安市洪泽区朱坝镇人民政府", HONGZE, "320813:洪泽区朱坝镇人民政府"),
        ("高良涧街道", HONGZE, "320813:洪泽区高良涧街道办事处"),
        ("镇人民政府", ("洪泽区朱坝镇", "320813"), "320813:洪泽区朱坝镇人民政府"),
        # Places that ended keep their code; 桥东区 of 邢台 is not that of 张家口.
        ("淮安市洪泽县人民政府", HONGZE, "320829:洪泽县人民政府"),
        ("桥东区教育局", ("邢台市", "130500"), "130502:桥东区教育局"),
        ("莱芜市钢城区人民政府", ("钢城区", "370117"), "371203:钢城区人民政府"),
        ("洪泽县和平镇人民政府", ("示例门户", "000000"), "320829:洪泽县和平镇人民政府"),
    ],
)
def test_a_name_is_resolved_with_the_place_of_its_source(
    printed: str, place: tuple[str, str], expected: str
) -> None:
    assert resolve(printed, *place).id == expected


def test_a_name_that_a_person_has_decided_on_stands_for_its_body() -> None:
    printed, full = "北京市西城区广内街道办事处", "西城区广安门内街道办事处"
    agency = resolve(printed, "北京市西城区", "110102")
    assert agency.id == resolve(full, "北京市西城区", "110102").id == f"110102:{full}"
    assert agency.resolved_by == "alias"


def test_what_was_done_to_a_name_is_told() -> None:
    assert resolve("大竹县教育局", *DAZHU).resolved_by == ""
    assert resolve("县政府办公室", *DAZHU).resolved_by == "place_added full_form"
    assert resolve("大竹县", *DAZHU).resolved_by == "government_added"
    assert resolve("示例公司", "示例门户", "000000").resolved_by == "source_code"


def test_a_governments_report_and_its_offices_are_two_and_in_no_doubt() -> None:
    agencies = known(HONGZE, ("洪泽区人民政府", [2023]), ("洪泽区人民政府办公室", [2023]))
    assert [a.kind.id for a in agencies] == ["government", "government_office"]
    assert pairs(agencies) == []


@pytest.mark.parametrize(
    ("name", "level", "kind"),
    [
        ("大竹县人民政府", "county", "government"),
        ("大竹县石桥铺镇人民政府", "county", "township"),
        ("景德镇市人民政府", "prefecture", "government"),
        ("洪泽区高良涧街道办事处", "county", "street"),
        ("洪泽区高良涧街道党政办公室", "county", "township_office"),
        ("大竹县教育局", "county", "bureau"),
        ("江苏省教育厅", "province", "department"),
        ("国家发展和改革委员会", "ministry", "ministry"),
        ("上海市发展和改革委员会", "province", "commission"),
        ("大竹县教育局城东分局", "county", "branch"),
        ("某某公司", "county", "other"),
    ],
)
def test_the_end_of_a_name_tells_the_kind(name: str, level: str, kind: str) -> None:
    assert kind_of(name, level)[0].id == kind


def test_towns_and_streets_have_the_level_township_and_the_code_of_their_county() -> None:
    town = made(report(agency="朱坝镇人民政府"))
    assert (town.level, town.adcode) == ("township", "320813")
    assert made(report(agency="区统计局")).level == "county"


def test_a_county_that_became_a_district_is_linked_not_merged() -> None:
    agencies = known(
        HONGZE,
        ("洪泽县人民政府", [2014, 2015]),
        ("洪泽区人民政府", [2016, 2023]),
        ("洪泽县国土资源局", [2015]),
        ("洪泽区国土资源局", [2016, 2017]),
        ("洪泽区自然资源和规划局", [2018, 2023]),
    )
    assert len(agencies) == 5
    assert links(agencies) == {
        ("320829:洪泽县人民政府", "320813:洪泽区人民政府"),
        ("320829:洪泽县国土资源局", "320813:洪泽区国土资源局"),
        ("320813:洪泽区国土资源局", "320813:洪泽区自然资源和规划局"),
    }
    assert pairs(agencies) == []


def test_a_place_that_moved_twice_and_ministries_are_linked() -> None:
    moved = known(
        ("黔西市", "520581"), ("毕节地区黔西县人民政府", [2009]), ("黔西市人民政府", [2021])
    )
    assert links(moved) == {("522423:黔西县人民政府", "520581:黔西市人民政府")}
    ministries = known(("", "000000"), ("国土资源部", [2017]), ("自然资源部", [2018]))
    (link,) = successions(ministries)
    assert link.since == 2018
    assert "国务院机构改革方案" in link.why


def test_bodies_that_reported_side_by_side_are_not_linked_but_shown_to_a_person() -> None:
    agencies = known(DAZHU, ("大竹县农业局", [2015, 2021]), ("大竹县农业农村局", [2019, 2023]))
    assert links(agencies) == set()
    (doubt,) = pairs(agencies)
    assert doubt.why == "succession"


def test_one_old_body_and_two_possible_successors_is_no_link() -> None:
    agencies = known(
        DAZHU,
        ("大竹县国土资源局", [2017]),
        ("大竹县自然资源局", [2019]),
        ("大竹县自然资源和规划局", [2019]),
    )
    assert links(agencies) == set()
    assert {d.why for d in pairs(agencies)} == {"succession"}


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("大竹县农业农材局", "大竹县农业农村局", "spelling"),
        ("大竹县发展改革局", "大竹县发展和改革局", "spelling"),
        ("大竹县人民政府办公室", "大竹县人民政府办公厅", "end"),
        ("大竹县教育局", "大竹县教育委员会", "end"),
        ("大竹县石桥铺镇人民政府", "大竹县石桥铺街道办事处", "end"),
        ("大竹区教育局", "大竹县教育局", "place"),
        ("大竹教育局", "大竹县教育局", "place"),
    ],
)
def test_near_names_are_two_agencies_and_a_doubtful_pair(one: str, other: str, why: str) -> None:
    agencies = known(DAZHU, (one, [2023]), (other, [2023]))
    assert len(agencies) == 2
    assert [d.why for d in pairs(agencies)] == [why]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("大竹县民政局", "大竹县财政局"),
        ("大竹县石河镇人民政府", "大竹县石桥镇人民政府"),
        ("大竹县竹阳街道东湖社区服务中心", "大竹县竹阳街道西湖社区服务中心"),
        ("大竹县教育局", "大竹县教育局城东分局"),
        ("示例县民政局", "示例县财政局"),
    ],
)
def test_names_that_tell_two_bodies_apart_are_no_doubt(one: str, other: str) -> None:
    assert pairs(known(DAZHU, (one, [2023]), (other, [2023]))) == []


def test_equal_names_at_two_places_are_no_doubt() -> None:
    everywhere = [*known(DAZHU, ("教育局", [2023])), *known(HONGZE, ("教育局", [2023]))]
    assert pairs(everywhere) == []


def test_the_crosswalk_leads_from_every_printed_name_to_its_agency() -> None:
    found = crosswalk(mentions(DAZHU, ("县教育局", [2022, 2023]), ("大竹县教育局", [2021])))
    assert [(c.printed, c.agency_id, c.resolved_by, c.documents) for c in found] == [
        ("县教育局", "511724:大竹县教育局", "place_added", 2),
        ("大竹县教育局", "511724:大竹县教育局", "", 1),
    ]


def test_a_document_without_an_agency_is_in_no_registry() -> None:
    assert mention(made(report(agency=None))) is None


def test_the_tables_are_the_same_in_whatever_order_documents_come() -> None:
    documents = [
        made(report(agency=name, year=year))
        for name, year in (("洪泽区", 2023), ("洪泽县人民政府", 2015), ("区统计局", 2023))
    ]
    forth, back = (
        registry_rows([m for d in order if (m := mention(d))])
        for order in (documents, documents[::-1])
    )
    assert forth == back
    rows = {row["agency_id"]: row for row in forth["agencies"]}
    assert rows["320813:洪泽区人民政府"]["succeeds"] == "320829:洪泽县人民政府"
    assert rows["320813:洪泽区统计局"]["kind"] == "bureau"
    assert forth["successions"][0]["since"] == 2016


def test_the_history_leads_to_codes_that_exist() -> None:
    codes = {*by_code(), *former_by_code()}
    everything = [d for same in former_by_code().values() for d in same]
    assert len(everything) > 350
    assert {d.became for d in everything} - {""} <= codes
    with (gazetteer.GAZETTEER / "reviewed.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert by_code()[row["became"]].name == row["became_name"]


def test_the_reviewed_files_hold_no_contradiction() -> None:
    assert len({k.id for k in kinds()}) == len(kinds())
    assert all(new.old != new.new for found in renamings().values() for new in found)
    entries = tomllib.loads((AGENCIES / "renamed.toml").read_text(encoding="utf-8"))["renamed"]
    assert all(entry["source"] and 2008 <= entry["since"] <= 2026 for entry in entries)
