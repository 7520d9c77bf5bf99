"""Measurements of the readers."""
