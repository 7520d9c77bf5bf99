"""Finding and fetching reports, politely: sources, list-page habits, the crawl, its guards."""
