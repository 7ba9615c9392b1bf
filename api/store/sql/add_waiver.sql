-- Enter a waiver into a layout's register.
INSERT INTO waiver (layout, revision, author, asked, approver, finding, rule, subjects, reason_zh, reason_en, clause, expires,
                    measured, grows, evidence, evidence_area_m2)
VALUES (:layout, :revision, :author, :asked, :approver, :finding, :rule, :subjects, :reason_zh, :reason_en, :clause, :expires,
        :measured, :grows, :evidence, :evidence_area_m2)
RETURNING number
