"""From rows to cells: which reading of a table holds, and what is wrong or missing."""
