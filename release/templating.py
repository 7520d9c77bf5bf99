"""Pages made from the templates of this room: the same input gives the same bytes."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

FOLDER = Path(__file__).parent / "templates"


@cache
def _environment() -> Environment:
    """HTML is escaped, since names and texts come from the web; a name that a template does not
    get is an error, not a blank."""
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=select_autoescape(("html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def rendered(template: str, **values: object) -> bytes:
    """A template of the folder, filled in, as UTF-8."""
    return _environment().get_template(template).render(**values).encode()
