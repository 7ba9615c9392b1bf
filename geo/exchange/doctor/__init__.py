"""The import doctor's parts: each looks at one side of a file and proposes how to read it (`geo.exchange.inspect`)."""
