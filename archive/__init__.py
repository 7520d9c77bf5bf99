"""The home of a dataset and its archive of captures (WARC), append-only."""
