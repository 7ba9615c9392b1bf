-- Revoke a waiver of a layout; no row when there is none or it is revoked already.
INSERT INTO waiver_revocation (waiver, author, reason)
SELECT number, :author, :reason FROM waiver WHERE number = :number AND layout = :layout
ON CONFLICT DO NOTHING
RETURNING waiver
