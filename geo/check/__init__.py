"""Drivers that run the rules: all at once, in tiles, or edit by edit, with the same findings to the byte."""

from geo.check.edit import Checker, Delta, delta
from geo.check.engine import bind
from geo.check.full import check
from geo.check.tiles import check_tiled

__all__ = ["Checker", "Delta", "bind", "check", "check_tiled", "delta"]
