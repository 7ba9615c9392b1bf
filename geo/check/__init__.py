"""Drivers that run the rules: all at once, in tiles, or edit by edit, with the same findings to the byte."""

from geo.check.edit import Checker, delta
from geo.check.engine import bind
from geo.check.full import check
from geo.check.tiles import check_tiled
from geo.check.waivers import approval
from geo.model import Delta

__all__ = ["Checker", "Delta", "approval", "bind", "check", "check_tiled", "delta"]
