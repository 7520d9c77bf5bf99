"""From bytes to a Reading: one reader per medium, one Document model, one way of finding things.

Everything here is pure: bytes in, frozen dataclasses out; no files, no network, no clock.
"""
