import HTTPTypes

extension HTTPField.Name {
  /// Which site a request is from (Fetch Metadata).
  static let secFetchSite = Self.known("Sec-Fetch-Site")
  /// The word by which a visit's page proves itself.
  static let visitToken = Self.known("X-Taizhang-Token")
  /// The name of the file sent, percent-encoded.
  static let fileName = Self.known("X-Taizhang-File")
  static let frameOptions = Self.known("X-Frame-Options")
  static let referrerPolicy = Self.known("Referrer-Policy")
  static let openerPolicy = Self.known("Cross-Origin-Opener-Policy")
  static let resourcePolicy = Self.known("Cross-Origin-Resource-Policy")
  static let permissionsPolicy = Self.known("Permissions-Policy")

  /// A name known to be a token of RFC 9110; the fall-back is never used, and stands here so that a
  /// misspelt name cannot trap.
  private static func known(_ name: String) -> Self { Self(name) ?? .xContentTypeOptions }
}
