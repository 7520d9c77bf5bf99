"""From Readings to numbers, checks, statuses and one row per agency and year."""
