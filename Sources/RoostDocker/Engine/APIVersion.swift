/// A version of the Engine API: 1.41.
struct APIVersion: Sendable, Comparable, CustomStringConvertible {
  var major: Int
  var minor: Int

  /// What this client was written for.
  static let newest = APIVersion(major: 1, minor: 47)
  /// Docker 20.10 without its last features; older engines lack what environments need.
  static let oldest = APIVersion(major: 1, minor: 40)

  init(major: Int, minor: Int) {
    self.major = major
    self.minor = minor
  }

  init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let major = Int(parts[0]), let minor = Int(parts[1]), (0...99).contains(major),
      (0...9999).contains(minor)
    else { return nil }
    self.init(major: major, minor: minor)
  }

  var description: String { "\(major).\(minor)" }

  static func < (left: APIVersion, right: APIVersion) -> Bool { (left.major, left.minor) < (right.major, right.minor) }
}
