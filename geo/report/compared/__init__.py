"""Two layouts side by side for readers: as JSON, as text at a terminal, as GeoJSON and as one HTML file."""

from geo.report.compared.data import compared_data
from geo.report.compared.findings import FindingsDelta, findings_delta

__all__ = ["FindingsDelta", "compared_data", "findings_delta"]
