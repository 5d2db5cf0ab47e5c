// Target CSV.
