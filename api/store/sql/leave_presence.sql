-- A window is closed: it is not there any more, and holds nothing.
WITH gone AS (
    DELETE FROM presence WHERE layout = :layout AND client = :client AND person = :person
)
DELETE FROM feature_hold WHERE layout = :layout AND client = :client AND person = :person
