"""The columns of every table of a release, and from them its Arrow, pandas and Data Package
schemas."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd
import pyarrow as pa

from forms.codebook import codebook

ARROW = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "datetime": pa.timestamp("ms", tz="UTC"),
}
PANDAS = {"integer": "Int64", "number": "Float64", "boolean": "boolean"}


@dataclass(frozen=True)
class Column:
    """A column: its name, type ("string", "integer", ...), meaning and unit."""

    name: str
    type: str
    description: str
    unit: str = ""


def _columns(text: str) -> tuple[Column, ...]:
    """Columns from lines of "name type description"."""
    rows = (line.split(maxsplit=2) for line in text.strip().splitlines())
    return tuple(Column(name, kind, description) for name, kind, description in rows)


WHICH = """
agency_id string adcode:normalized name, stable across years
agency string the agency's full name
year integer the year that the report is about
"""
REPORT = """
agency_id string adcode:normalized name, stable across years
agency string the agency's full name
adcode string GB/T 2260 code of the place
province string province of the place
level string ministry, province, prefecture, county or township
form string statutory form that the tables follow
status string clean: all checks held; as_printed: some did not, two readings agree
title string title as printed
url string address of the document
published_on date publication date as printed
captured_at datetime when the document was first captured with this content
content_sha256 string SHA-256 of the document's bytes
document_id string key of the table documents
n_problems integer rows of the table problems about the document
"""
REQUESTS = """
document_id string key of the table documents
outcome string row of table 3 (received, carried_in, granted, ...)
applicant string column of table 3 (natural_person, business, ...)
requests integer number of requests
"""
REVIEW = """
document_id string key of the table documents
kind string row of table 4: reconsideration, litigation_direct, litigation_after_reconsideration
outcome string column of table 4: upheld, corrected, other, pending, total
cases integer number of cases
"""
CELLS = """
document_id string key of the table documents
column string column of the codebook
raw string the text that is printed in the cell
value number the figure in the codebook's unit, empty where none is printed
mark string printed, empty, dash, slash or words
label string the row label as printed
sureness number how near the printed labels are to the form's, 0 to 1
page integer page of a PDF, from 1
left number left edge of the cell on the page, in points from its top left
top number top edge
right number right edge
bottom number bottom edge
table_number integer table within the document, from 0
row_number integer row within the table, spans expanded, from 0
column_number integer column within the table, spans expanded, from 0
path string element path (HTML, DOCX) or line (text)
"""
SECTIONS = """
document_id string key of the table documents
number integer place of the section within the document, from 1
heading string heading as printed
kind string overview, proactive_disclosure, requests, review, problems or other_matters
text string text of the section, tables as tab-separated lines
"""
DOCUMENTS = """
document_id string source:first 16 digits of the content's SHA-256
source_id string id of the source
url string address
found_on string page that linked it
anchor string text of that link
kind string page or attachment
media string html, pdf, docx or text; unknown where it could not be told
content_sha256 string SHA-256 of the bytes
captured_at datetime first capture with this content
is_newest boolean no later capture of the address has other content
agency_id string adcode:normalized name
agency string the agency's full name
agency_printed string the name as printed
year integer the year that the report is about
form string statutory form that the tables follow
title string title as printed
published_on date publication date as printed
status string clean, as_printed, suspect (held out of the release) or unreadable
is_released boolean whether the table reports rests on it
n_cells integer statutory cells found
revision integer which content of the address it is, from 1, in order of capture
superseded_by string document_id of the newer edition at the address that took its place
agreeing_documents integer other documents of the agency and year that print the same figures
differing_documents integer other documents of the agency and year that print other figures
"""
PROBLEMS = """
source_id string id of the source
document_id string key of the table documents, empty where nothing could be fetched
url string address
agency_id string adcode:normalized name
year integer the year that the report is about
check string what found it
severity string error or warning
columns string columns of the codebook concerned, apart by blanks
message string what was wrong and what to do
"""
COVERAGE = """
agency_id string adcode:normalized name, stable across years
agency string the agency's full name
adcode string GB/T 2260 code of the place
province string province of the place
level string ministry, province, prefecture, county or township
year integer year of the report
outcome string released, suspect, unreadable, replaced, not_fetched or missing
documents integer documents that tell of the agency and year, all contents of all addresses
document_id string the one that the outcome is about, empty where there is none
url string its address, or the one that could not be fetched
source_id string id of the source
"""
SOURCE_COVERAGE = """
source_id string id of the source
source string name of the source
adcode string GB/T 2260 code of its place
level string ministry, province, prefecture, county or township
year integer year of the reports, empty where nothing tells it
expected integer reports a year that the source is declared to list, empty where it is not
listed integer reports that its lists named at the newest finished crawl
not_fetched integer addresses that this crawl could not fetch
fetched integer documents in the archive, pages and attachments, superseded ones left out
read integer those in which figures were found
released integer those that a row of reports rests on
suspect integer those held out since their reading is in doubt
unreadable integer those in which no figures were found (cover pages among them)
"""
AGENCIES = """
agency_id string adcode:normalized name, stable across years
agency string the agency's full name, as most documents give it
adcode string GB/T 2260 code of the place
province string province of the place
level string ministry, province, prefecture, county or township
kind string government, government_office, bureau, township ... (data/agencies/kinds.toml)
first_year integer first year that a document tells of
last_year integer last year that a document tells of
documents integer documents that name it, released or not
succeeds string agency_ids whose place it took, apart by blanks; why is in successions
"""
CROSSWALK = """
name_printed string name as printed
source_id string id of the source that lists it
agency_id string the agency that it means
agency string the name in full
resolved_by string place_added, full_form, government_added, alias, source_code; empty: as printed
documents integer documents of the source that print it
"""
SUCCESSIONS = """
agency_id string the agency that took another's place
succeeds string agency_id of the other
since integer year of the change, as far as known
why string what changed, and who decided it
"""
DOUBTFUL_PAIRS = """
agency_id string an agency
other_agency_id string another of the same place that may be the same
why string place, end, spelling (how the names differ) or succession (the years don't follow)
likeness number likeness of the names, 0 to 1
years string first and last year of the one
other_years string first and last year of the other
"""
CORRECTIONS = """
correction string file and number
agency_id string adcode:normalized name
year integer the year that the report is about
document_id string key of the table documents, empty where no row rests on its target
column string column of the codebook
printed string the printed text that it expects to replace
value number the figure that it puts there, in the codebook's unit, empty for none
reason string why
evidence string what shows it
date date when it was made
is_applied boolean whether the table reports carries it
refused string why it was not applied
"""


@cache
def tables() -> dict[str, tuple[Column, ...]]:
    """{table name: columns}. `reports` is partitioned by year and leaves that column out."""
    figures = tuple(
        Column(e.column, "number" if e.is_money else "integer", e.description, e.unit)
        for e in codebook()
    )
    which = _columns(WHICH)
    return {
        "reports": (*_columns(REPORT), *figures),
        "requests": (*which, *_columns(REQUESTS)),
        "review": (*which, *_columns(REVIEW)),
        "cells": (*which, *_columns(CELLS)),
        "sections": (*which, *_columns(SECTIONS)),
        "documents": _columns(DOCUMENTS),
        "problems": _columns(PROBLEMS),
        "coverage": _columns(COVERAGE),
        "corrections": _columns(CORRECTIONS),
        "agencies": _columns(AGENCIES),
        "crosswalk": _columns(CROSSWALK),
        "successions": _columns(SUCCESSIONS),
        "doubtful_pairs": _columns(DOUBTFUL_PAIRS),
        "source_coverage": _columns(SOURCE_COVERAGE),
    }


@cache
def arrow_schema(name: str) -> pa.Schema:
    """The Arrow schema of a table, descriptions and units in the fields' metadata, pandas' nullable
    types in the schema's."""
    columns = tables()[name]
    fields = [
        pa.field(
            c.name,
            ARROW[c.type],
            metadata={"description": c.description, **({"unit": c.unit} if c.unit else {})},
        )
        for c in columns
    ]
    frame = pd.DataFrame({c.name: pd.Series([], dtype=PANDAS.get(c.type, object)) for c in columns})
    pandas_metadata = pa.Schema.from_pandas(frame, preserve_index=False).metadata
    return pa.schema(fields, metadata=pandas_metadata)


def package_schema(name: str) -> dict[str, Any]:
    """The Table Schema of a table, for datapackage.json."""
    fields = [
        {
            "name": c.name,
            "type": c.type,
            "description": c.description,
            **({"unit": c.unit} if c.unit else {}),
        }
        for c in tables()[name]
    ]
    return {"fields": fields, "missingValues": ["", "nan", "NaT", "<NA>"]}
