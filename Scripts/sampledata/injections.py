"""Errors that clerks make, each put into clean records one at a time, with what must be found."""

from . import injections_branch, injections_members, injections_steps  # noqa: F401  (they register themselves)
from .kinds import KINDS

__all__ = ["KINDS"]
