// Target OpenPackaging.
