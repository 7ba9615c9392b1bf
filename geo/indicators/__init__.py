"""Indicators against what was measured: values by scope and year, progress towards targets, tables in and out."""

from geo.indicators.measured import measured
from geo.indicators.standing import Standing, State, standings
from geo.indicators.tables import WrongCells, read_values, template_csv, template_xlsx
from geo.indicators.values import Value, Wrong, baselines, check_value, combined

__all__ = [
    "Standing", "State", "Value", "Wrong", "WrongCells", "baselines", "check_value", "combined", "measured",
    "read_values", "standings", "template_csv", "template_xlsx",
]  # fmt: skip
