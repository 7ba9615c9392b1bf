-- One process at a time takes a job.
SELECT pg_advisory_xact_lock(hashtext('yuantu.print_job'))
