/// One change of a machine's packages.
enum PackageAction: Sendable, Equatable {
  case install([PackageWish])
  /// `purging` takes their configuration along, so that the machine is as it was before they came.
  case remove([String], purging: Bool)
}

/// A package that is wanted; in this very version, or in the one the manager prefers.
struct PackageWish: Sendable, Equatable, Codable {
  var name: String
  var version: String?
}
