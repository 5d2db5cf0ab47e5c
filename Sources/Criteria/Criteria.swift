// Target Criteria.
