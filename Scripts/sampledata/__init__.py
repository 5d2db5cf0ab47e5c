"""Invented offices, people and ledgers: the raw material of the samples and of generated submissions.

Nothing here knows the Swift code: the rules are kept by construction, from the regulations.
"""
