SELECT offer_link(:hash, CAST(:person AS bigint), :lasts)
