// The command and the clerk's page speak in the values of the layers below.
@_exported import Criteria
@_exported import Diagnostics
@_exported import Ledgers
@_exported import Reports
@_exported import Spreadsheets
