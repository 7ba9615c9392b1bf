"""A site may be a point.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

POINTS = """
ALTER TABLE feature_version
    ALTER COLUMN geom TYPE geometry(Geometry, 4490),
    ADD CONSTRAINT feature_version_geom_of_kind CHECK (
        GeometryType(geom) = 'MULTIPOLYGON' OR (kind = 'site' AND GeometryType(geom) = 'POINT'));
"""

POLYGONS = """
ALTER TABLE feature_version
    DROP CONSTRAINT feature_version_geom_of_kind,
    ALTER COLUMN geom TYPE geometry(MultiPolygon, 4490);
"""


def upgrade() -> None:
    """Let the geometry of a site be a point, and no other."""
    op.execute(POINTS)


def downgrade() -> None:
    """Polygons only; refused while there are points."""
    op.execute(POLYGONS)
