"""Who may do what: people and their roles, who asks just now, and what each route needs."""
