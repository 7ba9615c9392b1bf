-- Enter a value of an indicator; without a value it withdraws what was entered for that scope and year.
INSERT INTO indicator_value (author, rulebook, indicator, scope, year, value, source, note)
VALUES (:author, :rulebook, :indicator, :scope, :year, :value, :source, :note)
