"""Imports for the API: uploads on disk, and the confined work on them."""
