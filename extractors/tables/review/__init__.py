"""Table 4 (reconsideration and litigation), which every agency sets in a way of its own."""
