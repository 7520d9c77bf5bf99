"""Errors that say that a host could not prove by TLS who it is."""

import re

SAID = re.compile(r"certificate verify failed|SSL routines|VerificationError|SSL_ERROR")


def is_about_certificate(error: BaseException | None) -> bool:
    """Whether an error is of that kind; asking again does not help."""
    return SAID.search(str(error)) is not None
