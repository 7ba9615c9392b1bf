"""Reports: text for people, JSON and GeoJSON for programs."""

from geo.report.data import to_geojson, to_json
from geo.report.text import print_report
from geo.report.words import SECTIONS

__all__ = ["SECTIONS", "print_report", "to_geojson", "to_json"]
