-- Forget a job that has ended, with its file.
DELETE FROM print_job WHERE id = :id AND ended IS NOT NULL
