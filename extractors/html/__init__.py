"""HTML to a Document: by lxml, and a second time by BeautifulSoup with Python's own parser."""
