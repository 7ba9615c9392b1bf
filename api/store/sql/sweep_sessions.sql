DELETE FROM web_session
WHERE seen < now() - make_interval(secs => :idle_s) OR created < now() - make_interval(secs => :longest_s)
