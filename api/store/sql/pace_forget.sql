DELETE FROM pace WHERE key = :key OR due < clock_timestamp()
