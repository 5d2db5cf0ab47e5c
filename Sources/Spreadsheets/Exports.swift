// Whoever imports the door sees the formats behind it.
@_exported import CSV
@_exported import Diagnostics
@_exported import LegacyFormats
@_exported import SpreadsheetModel
@_exported import XLSX
