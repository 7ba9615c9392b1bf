DELETE FROM web_session WHERE person = :person AND hash <> :but
