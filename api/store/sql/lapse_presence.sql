-- Forget windows of a layout that have given no sign of life, that were closed as long ago, and holds that have lapsed.
WITH gone AS (
    DELETE FROM presence WHERE layout = :layout AND seen < clock_timestamp() - make_interval(secs => :keep_s)
), closed AS (
    DELETE FROM closed_window WHERE layout = :layout AND closed < clock_timestamp() - make_interval(secs => :keep_s)
)
DELETE FROM feature_hold WHERE layout = :layout AND until < clock_timestamp()
