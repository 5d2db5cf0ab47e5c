// Formats of old: see the folders.
