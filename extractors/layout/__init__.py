"""Text whose tables are set by blanks, tabs or pipes: plain text, and text of the other media."""
