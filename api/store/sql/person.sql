SELECT number, name, role, districts, active FROM person WHERE number = :number
