"""The server: FastAPI over PostGIS. Handlers parse, call geo, and answer."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("yuantu")
except PackageNotFoundError:
    __version__ = "0.1.0"
