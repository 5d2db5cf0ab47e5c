// Target XMLStreaming.
