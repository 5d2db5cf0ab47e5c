// Target LegacyFormats.
