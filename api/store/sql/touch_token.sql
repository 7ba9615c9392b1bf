UPDATE api_token SET used = clock_timestamp() WHERE hash = :hash
