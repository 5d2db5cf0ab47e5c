/// Marks the target of shared test helpers.
public enum TestSupportMarker {}
