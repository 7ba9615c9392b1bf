-- Whether a window has said that it is closed.
SELECT EXISTS (SELECT FROM closed_window WHERE layout = :layout AND client = :client AND person = :person)
