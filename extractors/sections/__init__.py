"""The sections of a report by their headings."""
