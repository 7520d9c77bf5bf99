"""The statutory forms of the report, as data (one TOML each) and as frozen types.

A new form is a new TOML file in this folder; no Python changes. Nothing here imports another room.
"""
