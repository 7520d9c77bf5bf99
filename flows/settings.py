"""Prefect's settings for one machine, set before Prefect is imported.

Whatever the operator has set in the environment stands (a server's PREFECT_API_URL, say).
"""

import os
import sys

DEFAULTS = {
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_LOGGING_SERVER_LEVEL": "ERROR",
    "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
    "PREFECT_CLI_COLORS": "false",
}


def configure() -> None:
    """Fills in what the environment leaves open. Has no effect once Prefect is imported."""
    if "prefect" in sys.modules:
        return
    for name, value in DEFAULTS.items():
        os.environ.setdefault(name, value)
