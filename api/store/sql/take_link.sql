SELECT take_link(:hash, :name, :plain, :password)
