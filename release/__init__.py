"""Immutable releases: tidy Parquet with codebook, provenance and problems."""
