"""Vector tiles: tile matrix sets, tiles drawn by PostGIS, and a cache that never serves a stale one."""
