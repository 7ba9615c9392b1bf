-- The file of a print job that is done.
SELECT body FROM print_job WHERE id = :id AND state = 'done'
