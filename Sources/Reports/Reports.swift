// Target Reports.
