UPDATE web_session SET seen = clock_timestamp() WHERE hash = :hash
