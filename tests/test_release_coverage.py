"""What became of every agency and year, and of what every source lists."""

from dataclasses import replace
from pathlib import Path

import pandas as pd

from archive.captures import Failure
from archive.home import Home
from flows.releasing import release
from normalizers.model import Status
from tests.warehouses import address, broken, fill, report, table

BUREAU = "410303:西工区统计局"


def outcomes(home: Home) -> dict[tuple[str, int], str]:
    frame = table(home, "coverage")
    return {(row.agency_id, int(row.year)): row.outcome for row in frame.itertuples()}


def test_every_agency_and_year_that_is_known_has_its_outcome(tmp_path: Path) -> None:
    home = Home(str(tmp_path))
    refused = Failure(
        "xigong", "http://x/1", "missing_page", "gone", "西工区财政局2022年政府信息公开工作年度报告"
    )
    reports = (
        report(year=2019),
        report(year=2021, status=Status.SUSPECT),
        broken(year=2022),
        report(year=2024),
        report("西工区审计局", year=2024, status=Status.SUSPECT),
    )
    fill(home, reports, [refused])
    release(home)
    assert outcomes(home) == {
        (BUREAU, 2019): "released",
        (BUREAU, 2020): "missing",
        (BUREAU, 2021): "suspect",
        (BUREAU, 2022): "unreadable",
        (BUREAU, 2023): "missing",
        (BUREAU, 2024): "released",
        ("410303:西工区审计局", 2024): "suspect",
        ("410303:西工区财政局", 2022): "not_fetched",
    }


def test_a_document_says_more_than_a_failure_and_a_released_one_most(tmp_path: Path) -> None:
    home = Home(str(tmp_path))
    failed = Failure(
        "xigong", "http://x/1", "missing_page", "gone", "西工区统计局2023年政府信息公开工作年度报告"
    )
    two = (broken(), report())
    fill(home, two, [failed], urls={two[0].sha256: "http://x/2"})
    release(home)
    row = table(home, "coverage").iloc[0]
    assert (row.outcome, row.documents, row.url) == ("released", 2, address(two[1]))
    assert row.document_id == table(home, "reports").iloc[0].document_id


def test_what_a_newer_edition_of_no_known_year_superseded_is_replaced(tmp_path: Path) -> None:
    home = Home(str(tmp_path))
    former, nameless = report(year=2022), replace(report(), year=None)
    fill(home, (former, nameless), urls={nameless.sha256: address(former)})
    release(home)
    assert outcomes(home) == {(BUREAU, 2022): "replaced"}


def test_an_address_used_again_for_the_next_year_keeps_the_year_before(tmp_path: Path) -> None:
    home = Home(str(tmp_path))
    former, newer = report(year=2022), report(year=2023)
    fill(home, (former, newer), urls={former.sha256: address(newer)})
    release(home)
    assert outcomes(home) == {(BUREAU, 2022): "released", (BUREAU, 2023): "released"}
    assert "address_reused" in set(table(home, "problems").check)


def test_a_source_and_year_says_what_was_expected_listed_fetched_read(tmp_path: Path) -> None:
    home = Home(str(tmp_path))
    failed = Failure(
        "xigong", "http://x/1", "missing_page", "gone", "西工区财政局2024年政府信息公开工作年度报告"
    )
    revised = report(year=2023, edition="revised")
    reports = (report(year=2021), report(year=2023), revised, broken("西工区审计局", 2023))
    fill(home, reports, [failed], listed={"2021": 1, "2023": 2, "2024": 1, "": 1})
    release(home)
    frame = table(home, "source_coverage")
    shown = ["year", "expected", "listed", "not_fetched", "fetched", "read", "released"]
    rows = frame[shown].astype(object).where(frame[shown].notna(), None)
    assert rows.to_numpy().tolist() == [
        [2021, 3, 1, 0, 1, 1, 1],
        [2022, 3, 0, 0, 0, 0, 0],
        [2023, 3, 2, 0, 2, 1, 1],
        [2024, 3, 1, 1, 0, 0, 0],
        [None, None, 1, 0, 0, 0, 0],
    ]


def test_table_4_is_long(tmp_path: Path) -> None:
    home = fill(
        Home(str(tmp_path)), [report(reconsideration_upheld=7, litigation_direct_other=None)]
    )
    release(home)
    wide, long = table(home, "reports").iloc[0], table(home, "review")
    assert len(long) == 15
    for row in long.itertuples():
        figure = wide[f"{row.kind}_{row.outcome}"]
        assert (pd.isna(row.cases) and pd.isna(figure)) or row.cases == figure
    upheld = long[(long.kind == "reconsideration") & (long.outcome == "upheld")]
    assert upheld.cases.tolist() == [7]


def test_one_content_at_two_addresses_is_two_documents_and_one_row(tmp_path: Path) -> None:
    home = fill(Home(str(tmp_path)), [report()])
    fill(home, [report()], source="office", urls={report().sha256: "http://office/1"})
    release(home)
    documents = table(home, "documents")
    assert documents.is_released.tolist().count(True) == 1
    assert len(documents) == 2
    assert len(table(home, "reports")) == 1
