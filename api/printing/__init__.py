"""Printing for the API: orders as clients write them, sheets, and atlases as jobs."""
