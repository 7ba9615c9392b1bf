-- Whoever gives signs of life goes on holding.
UPDATE feature_hold SET until = clock_timestamp() + make_interval(secs => :hold_s)
WHERE layout = :layout AND client = :client AND person = :person
