-- Add to a thread, at the newest revision; a trigger numbers it and holds it to its order.
INSERT INTO comment_event (layout, comment, number, revision, what, hides, author, body)
SELECT comment.layout, comment.number, 0, layout.head, :what, :hides, :author, :body
FROM comment
JOIN layout ON layout.id = comment.layout
WHERE comment.layout = :layout AND comment.number = :number
