DELETE FROM web_session WHERE hash = :hash
