"""The layouts that a report can follow: which form each of its three tables is taken from."""

from collections.abc import Mapping
from dataclasses import dataclass

from forms.loader import form_by_id
from forms.model import Field, Identity, Table

PROACTIVE, REQUESTS, REVIEW = "proactive_disclosure", "requests", "review"
TABLES = (PROACTIVE, REQUESTS, REVIEW)


@dataclass(frozen=True)
class Layout:
    """`form` is the form that the report counts as; `tables` the form of each table."""

    name: str
    form: str
    tables: Mapping[str, str]
    years: tuple[int, ...]

    def table(self, table_id: str) -> Table:
        found = form_by_id(self.tables[table_id]).table(table_id)
        assert found is not None
        return found

    @property
    def identities(self) -> tuple[Identity, ...]:
        return tuple(
            identity
            for table_id, form_id in self.tables.items()
            for identity in form_by_id(form_id).identities
            if identity.table == table_id
        )

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(field for table_id in TABLES for field in self.table(table_id).fields)


LAYOUTS: Mapping[str, Layout] = {
    "2019": Layout("2019", "2019", dict.fromkeys(TABLES, "2019"), (2019, 2020)),
    "2021": Layout("2021", "2021", dict.fromkeys(TABLES, "2021"), (2021, 2022, 2023, 2024, 2025)),
    # Table 3 kept from the old form, with its single row （六）其他处理: seen years later.
    "mixed": Layout(
        "mixed", "2021", {PROACTIVE: "2021", REQUESTS: "2019", REVIEW: "2021"}, (2021, 2023, 2024)
    ),
}
