"""What stands literally in a script: strings, also joined from literals and from variables that
hold one. Nothing is run; what needs more than reading is not known."""

import re

ASSIGNED = re.compile(
    r"""(?:\bvar|\blet|\bconst|[,;{])\s*(\w+)\s*=\s*(?=["'`])(?P<value>[^;\n]*)"""
)
PART = re.compile(r"""\s*(?:'([^'\n]*)'|"([^"\n]*)"|`([^`$\n]*)`|([A-Za-z_$][\w$]*))\s*""")


def variables(script: str) -> dict[str, str]:
    """The variables that a script gives a literal string: {name: string}."""
    names: dict[str, str] = {}
    for found in ASSIGNED.finditer(script):
        value = value_of(found.group("value"), names)
        if value is not None:
            names.setdefault(found.group(1), value)
    return names


def value_of(expression: str, names: dict[str, str]) -> str | None:
    """The string that an expression begins with: 'a' + "b" + c, up to whatever ends it. None where
    a part of it is no literal and no known name."""
    value, start = "", 0
    while True:
        part = PART.match(expression, start)
        if part is None:
            return None
        literal = next((text for text in part.groups()[:3] if text is not None), None)
        known = names.get(part.group(4) or "") if literal is None else literal
        if known is None:
            return None
        value += known.replace("\\/", "/")
        if expression[part.end() : part.end() + 1] != "+":
            is_used = literal is None and expression[part.end() : part.end() + 1] in (".", "(", "[")
            return None if is_used else value
        start = part.end() + 1
