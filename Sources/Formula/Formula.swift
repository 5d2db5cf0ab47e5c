// Target Formula.
