SELECT meet_viewer(:name, :plain, :issuer, :subject)
