"""One row for an agency and year: copies are compared cell by cell, the choice follows a rule, a
revised page takes the place of the one before, and no figure is shown as current that is not."""

from collections.abc import Sequence
from dataclasses import replace

from extractors.reading import Problem, Severity
from normalizers.copies import choose_documents, compare_documents
from normalizers.documents import SourceDocument
from normalizers.editions import with_editions
from normalizers.judge import judge
from normalizers.model import Report, Status
from tests.made import made, report, sample

OFFICE = "http://www.example.gov.cn/office/2023.html"
NOTICE = "<html><title>系统维护</title><body><p>系统维护中，请稍后访问</p></body></html>".encode()
COLUMN = "received__total"
FIRST = report({COLUMN: "21"})
REVISED = report({COLUMN: "23"})


def chosen(*documents: SourceDocument) -> list[SourceDocument]:
    """What a release would take of one source's documents."""
    return choose_documents(compare_documents(with_editions(documents)))


def at_one_address(*reports: Report) -> list[SourceDocument]:
    """What an address held on the days from the first, the last of them now."""
    last = len(reports)
    return [made(r, day=day, newest=day == last) for day, r in enumerate(reports, 1)]


def problems(documents: Sequence[SourceDocument], check: str) -> list[Problem]:
    return [p for doc in documents for p in doc.problems if p.check == check]


def test_copies_that_agree_raise_confidence() -> None:
    page = made(FIRST)
    copy = made(report({COLUMN: "21"}, media="docx"), OFFICE)
    both = compare_documents([page, copy])
    assert [(d.agreeing, d.differing) for d in both] == [(1, 0), (1, 0)]
    (row,) = chosen(page, copy)
    assert row.captured.url == page.captured.url
    assert problems([row], "documents_differ") == []


def test_the_same_bytes_at_another_address_are_no_second_witness() -> None:
    assert [d.agreeing for d in compare_documents([made(FIRST), made(FIRST, OFFICE)])] == [0, 0]


def test_copies_that_differ_are_a_problem_with_both_printed_texts_and_addresses() -> None:
    page, copy = made(FIRST), made(REVISED, OFFICE, day=2)
    (row,) = chosen(page, copy)
    assert row.differing == 1
    (problem,) = problems([row], "documents_differ")
    assert problem.columns == (COLUMN,)
    for part in ("'21'", "'23'", page.captured.url, OFFICE):
        assert part in problem.message


def test_a_suspect_copy_is_compared_too_but_never_chosen() -> None:
    suspect = made(report({COLUMN: "23"}, status=Status.SUSPECT), OFFICE)
    (row,) = chosen(made(FIRST), suspect)
    assert row.report.sha256 == FIRST.sha256
    assert "suspect" in problems([row], "documents_differ")[0].message
    assert chosen(suspect) == []


def test_empty_and_nought_differ() -> None:
    (row,) = chosen(made(report({COLUMN: ""})), made(report({COLUMN: "0"}), OFFICE))
    assert "'0' and ''" in problems([row], "documents_differ")[0].message


def test_the_rule_of_choice_in_its_order() -> None:
    as_printed = made(report({COLUMN: "1"}, status=Status.AS_PRINTED), "http://a/1")
    fewer = made(report({COLUMN: ""}), "http://a/2")
    pdf = made(report({COLUMN: "3"}, media="pdf"), "http://a/3")
    later = made(report({COLUMN: "4"}), "http://a/4", day=2)
    first = made(report({COLUMN: "5"}), "http://a/5")
    order = [first, later, pdf, fewer, as_printed]
    for number, best in enumerate(order):
        (row,) = chosen(*order[number:][::-1])
        assert row.id == best.id


def test_what_an_address_still_holds_goes_before_what_it_held() -> None:
    reused = at_one_address(FIRST, report({COLUMN: "30"}, year=2024))
    current = made(report({COLUMN: "23"}, status=Status.AS_PRINTED), OFFICE, day=9)
    rows = chosen(*reused, current)
    assert [(row.year, row.figures[COLUMN]) for row in rows] == [(2023, 23), (2024, 30)]
    assert len(problems(rows, "documents_differ")) == 1


def test_two_that_agree_go_before_one_that_stands_alone() -> None:
    alone = made(report({COLUMN: "9"}), "http://a/1")
    one = made(report({COLUMN: "21"}, media="pdf"), "http://a/2", day=2)
    two = made(report({COLUMN: "21"}, media="pdf", salt="2"), "http://a/3", day=3)
    (row,) = chosen(alone, one, two)
    assert row.id == one.id
    assert (row.agreeing, row.differing) == (1, 1)


def test_a_revised_edition_takes_the_place_of_the_one_before() -> None:
    before, now = with_editions(at_one_address(FIRST, REVISED))
    assert (before.revision, before.superseded_by) == (1, now.id)
    assert (now.revision, now.superseded_by) == (2, None)
    (row,) = chosen(*at_one_address(FIRST, REVISED))
    assert row.figures[COLUMN] == 23
    (problem,) = problems([row], "revised")
    assert "'21' and '23'" in problem.message
    assert problem.severity is Severity.WARNING


def test_superseded_editions_are_no_copies() -> None:
    (row,) = chosen(*at_one_address(FIRST, REVISED))
    assert (row.agreeing, row.differing) == (0, 0)


def test_an_edition_that_comes_back_is_the_current_one() -> None:
    first, second = made(FIRST, day=1, newest=True), made(REVISED, day=2, newest=False)
    judged = {d.id: d for d in with_editions([first, second])}
    assert judged[first.id].superseded_by is None
    assert judged[second.id].superseded_by == first.id
    assert [d.id for d in chosen(first, second)] == [first.id]


def test_a_newest_edition_in_doubt_leaves_no_row_and_an_error() -> None:
    """The older figures are known to be no longer current; the newer are not known."""
    suspect = report({COLUMN: "23"}, status=Status.SUSPECT)
    for newest in (suspect, torn()):
        documents = with_editions(at_one_address(FIRST, newest))
        assert chosen(*at_one_address(FIRST, newest)) == []
        (problem,) = problems(documents, "revision_in_doubt")
        assert problem.severity is Severity.ERROR
        assert documents[0].id in problem.message


def torn() -> Report:
    """A revised file of which nothing can be read, but whose it is."""
    return replace(judge(b"%PDF-1.4 torn"), agency="洪泽区人民政府", year=2023)


def test_another_address_may_still_tell_of_that_agency_and_year() -> None:
    suspect = report({COLUMN: "23"}, status=Status.SUSPECT)
    (row,) = chosen(*at_one_address(FIRST, suspect), made(FIRST, OFFICE))
    assert row.captured.url == OFFICE


def test_a_good_edition_after_one_in_doubt_is_released() -> None:
    suspect = report({COLUMN: "22"}, status=Status.SUSPECT)
    (row,) = chosen(*at_one_address(FIRST, suspect, REVISED))
    assert (row.revision, row.figures[COLUMN]) == (3, 23)


def test_a_notice_in_place_of_the_report_leaves_the_row_and_a_warning() -> None:
    notice = judge(NOTICE)
    assert notice.status is Status.UNREADABLE
    for gone in (notice, judge(b"")):
        (row,) = chosen(*at_one_address(FIRST, gone))
        assert row.figures[COLUMN] == 21
        assert row.superseded_by is None
        (problem,) = problems([row], "edition_gone")
        assert problem.severity is Severity.WARNING


def test_an_address_that_is_used_again_every_year_keeps_every_year() -> None:
    rows = chosen(*at_one_address(FIRST, report({COLUMN: "30"}, year=2024)))
    assert [(row.year, row.figures[COLUMN]) for row in rows] == [(2023, 21), (2024, 30)]
    assert problems(rows, "revised") == []
    assert len(problems(rows, "address_reused")) == 1


def test_a_newer_edition_that_does_not_say_its_year_leaves_no_row() -> None:
    nameless = report({COLUMN: "30"}, year=None, status=Status.SUSPECT)
    assert chosen(*at_one_address(FIRST, nameless)) == []


def test_a_page_that_became_a_cover_leaves_the_row_to_its_attachment() -> None:
    cover = replace(sample(), sha256="c" * 64, agency="洪泽区人民政府", year=2023, cells=())
    page, newer = at_one_address(FIRST, replace(cover, status=Status.UNREADABLE))
    newer = replace(newer, problems=(Problem("cover_page", Severity.WARNING, "x"),))
    attachment = made(report({COLUMN: "21"}, media="docx"), "http://a/1.docx")
    documents = with_editions([page, newer, attachment])
    assert [row.id for row in choose_documents(documents)] == [attachment.id]
    assert problems(documents, "revision_in_doubt") == []
