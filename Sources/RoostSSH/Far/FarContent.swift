import SystemPackage

/// Something of this machine that a host shall have, under the name of its SHA-256.
struct FarContent: Sendable, Equatable {
  enum Kind { case agent, tree }

  var kind: Kind
  /// Here.
  var source: FilePath
  /// There.
  var path: FilePath
  var sha256: String
}
