"""CAD drawings: what their entities enclose, which texts name it, and layouts as drawings that come back whole."""
