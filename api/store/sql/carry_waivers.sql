-- Enter into a branch's register the waivers that hold in its origin's, as they were approved.
INSERT INTO waiver (layout, revision, author, approver, finding, rule, subjects, reason_zh, reason_en, clause, expires,
                    measured, grows, evidence, evidence_area_m2)
SELECT :layout, 1, author, approver, finding, rule, subjects, reason_zh, reason_en, clause, expires,
       measured, grows, evidence, evidence_area_m2
FROM waiver
WHERE layout = :origin AND NOT EXISTS (SELECT FROM waiver_revocation WHERE waiver_revocation.waiver = waiver.number)
ORDER BY number
