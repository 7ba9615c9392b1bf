SELECT change_password(:person, :present, :wanted)
