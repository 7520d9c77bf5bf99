"""Sets reports with known figures in the house styles of many agencies: ground truth for tests."""
