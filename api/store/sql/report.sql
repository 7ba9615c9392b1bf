-- A cached report.
SELECT body FROM report_cache WHERE layout = :layout AND revision = :revision AND fingerprint = :fingerprint
