-- Layouts' waivers in the order in which they were given, with the revocation of those that no longer count.
SELECT waiver.*, revocation.created AS revoked, revocation.author AS revoked_by, revocation.reason AS revoked_why,
       decision.approved, decision.created AS decided, decision.author AS decided_by, decision.reason AS decided_why
FROM waiver
LEFT JOIN waiver_revocation revocation ON revocation.waiver = waiver.number
LEFT JOIN waiver_decision decision ON decision.waiver = waiver.number
WHERE waiver.layout = ANY(:layouts)
ORDER BY waiver.number
