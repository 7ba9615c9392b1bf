"""Reports: text for people, JSON and GeoJSON for programs."""

from geo.report.against import Against, report_data
from geo.report.data import to_geojson, to_json
from geo.report.loading import from_json
from geo.report.text import print_report
from geo.report.words import SECTIONS

__all__ = ["SECTIONS", "Against", "from_json", "print_report", "report_data", "to_geojson", "to_json"]
