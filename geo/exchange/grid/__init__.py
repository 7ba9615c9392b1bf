"""Tables of cells, as spreadsheets and text files hold them: where their header is, and what their rows draw."""

from __future__ import annotations

from geo.exchange.grid.cells import Cell, Grid
from geo.exchange.grid.reading import layer_of

__all__ = ["Cell", "Grid", "layer_of"]
