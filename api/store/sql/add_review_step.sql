-- A step of the review of a revision; a trigger holds it to its order.
INSERT INTO review_step (layout, revision, step, author, message)
VALUES (:layout, :revision, :step, :author, :message)
