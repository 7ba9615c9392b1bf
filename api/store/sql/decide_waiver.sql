-- Decide on a waiver of a layout that was asked for; no row when it waits for no decision.
INSERT INTO waiver_decision (waiver, approved, author, reason)
SELECT number, :approved, :author, :reason FROM waiver
WHERE number = :number AND layout = :layout AND asked
  AND NOT EXISTS (SELECT FROM waiver_revocation WHERE waiver_revocation.waiver = waiver.number)
ON CONFLICT DO NOTHING
RETURNING waiver
