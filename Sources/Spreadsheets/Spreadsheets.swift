// Target Spreadsheets.
