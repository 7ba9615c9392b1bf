SELECT whose, named FROM link_for(:hash)
