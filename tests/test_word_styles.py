"""What the styles of a DOCX strike, hide or raise is no part of a figure."""

import pytest

from extractors.words.figures import read_figure
from tests.word_documents import both, cell, run, shown, style

RAISED = '<w:vertAlign w:val="superscript"/>'
MARK = '<w:rStyle w:val="mark"/>'
NOTE = '<w:footnoteReference w:id="1" w:customMarkFollows="1"/>'
LIFTED = '<w:position w:val="8"/><w:sz w:val="12"/>'


@pytest.mark.parametrize("base", ["", "reference"])
def test_a_note_mark_raised_by_the_style_of_its_run_joins_no_figure(base: str) -> None:
    styles = style("reference", RAISED) + style("mark", "" if base else RAISED, base)
    text = both(cell(run("56") + run("2", MARK), styles))
    assert text == "56[2]"
    assert read_figure(text) == read_figure("56（注2）")


def test_the_style_of_a_paragraph_raises_runs_that_do_not_say_otherwise() -> None:
    styles = style("note", RAISED, kind="paragraph")
    runs = run("56", '<w:vertAlign w:val="baseline"/>') + run("2")
    assert both(cell(runs, styles, "note")) == "56[2]"


def test_a_style_that_ends_in_itself_says_nothing() -> None:
    assert shown(cell(run("56", MARK), style("mark", "", "mark")))[0][-1] == "56"


def test_the_own_mark_of_a_footnote_joins_no_figure_whatever_its_style() -> None:
    assert both(cell(run("1234") + f"<w:r>{NOTE}<w:t>1</w:t></w:r>")) == "1234[1]"


@pytest.mark.parametrize("name", ["strike", "dstrike", "vanish"])
@pytest.mark.parametrize("kind", ["character", "paragraph"])
def test_what_a_style_strikes_or_hides_is_not_printed(name: str, kind: str) -> None:
    styles = style("old", f"<w:{name}/>", kind=kind)
    if kind == "character":
        data = cell(run("38", '<w:rStyle w:val="old"/>') + run("56"), styles)
    else:
        data = cell(run("38") + run("56", f'<w:{name} w:val="0"/>'), styles, "old")
    assert both(data) == "56"


def test_a_run_says_more_than_its_style_and_a_style_than_its_base() -> None:
    styles = style("old", "<w:strike/>") + style("new", '<w:strike w:val="0"/>', "old")
    own = run("5", '<w:rStyle w:val="old"/><w:strike w:val="false"/>')
    assert both(cell(own + run("6", '<w:rStyle w:val="new"/>'), styles)) == "56"


def test_a_style_that_hides_shows_again_what_its_paragraph_hides() -> None:
    styles = style("mark", "<w:vanish/>") + style("old", "<w:vanish/>", kind="paragraph")
    assert both(cell(run("38") + run("56", MARK), styles, "old")) == "56"


@pytest.mark.parametrize(
    "mark",
    [
        LIFTED,
        '<w:position w:val="4pt"/><w:sz w:val="6pt"/>',
        '<w:position w:val="8"/>',
        MARK,
    ],
)
def test_a_note_mark_raised_off_its_line_joins_no_figure(mark: str) -> None:
    assert shown(cell(run("1234") + run("2", mark), style("mark", LIFTED)))[0][-1] == "1234[2]"


@pytest.mark.parametrize(
    "runs",
    [
        run("12", LIFTED) + run("34", LIFTED),
        run("12") + run("34", '<w:position w:val="-2"/><w:sz w:val="18"/>'),
        run("12") + run("34", '<w:sz w:val="12"/>'),
    ],
)
def test_a_figure_raised_whole_or_set_unevenly_is_one_figure(runs: str) -> None:
    assert shown(cell(runs))[0][-1] == "1234"
