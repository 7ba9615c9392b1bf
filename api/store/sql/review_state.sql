-- What the steps and publications of a revision come to.
SELECT review_state(:layout, :revision)
