"""Hostile inputs: each a small generator and what must come of it."""
