"""Tables of data a rule must find, and of sound data that no rule may touch (Scripts/check-probes)."""
