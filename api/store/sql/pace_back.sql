UPDATE pace SET due = due - make_interval(secs => :every_s) WHERE key = :key
