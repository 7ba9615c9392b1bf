-- The layout's newest revision is now this one.
UPDATE layout SET head = :number WHERE id = :layout
