"""DOCX to a Document: its XML as Word shows it, and a second time by python-docx."""
