-- Enter into a branch's register the waivers that hold in its origin's, as they were approved.
INSERT INTO waiver (layout, revision, person, author, approver, finding, rule, subjects, reason_zh, reason_en, clause,
                    expires, measured, grows, evidence, evidence_area_m2)
SELECT :layout, 1, waiver.person, waiver.author, coalesce(approver, decision.author), finding, rule, subjects,
       reason_zh, reason_en, clause, expires, measured, grows, evidence, evidence_area_m2
FROM waiver
LEFT JOIN waiver_decision decision ON decision.waiver = waiver.number
WHERE layout = :origin AND (NOT asked OR decision.approved)
  AND NOT EXISTS (SELECT FROM waiver_revocation WHERE waiver_revocation.waiver = waiver.number)
ORDER BY number
