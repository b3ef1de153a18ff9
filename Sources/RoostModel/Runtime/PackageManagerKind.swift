/// A package manager of a machine, by the name of its command.
package enum PackageManagerKind: String, Codable, Sendable, CaseIterable {
  case apt
  case dnf
  case yum
  case apk
  case brew
  case choco
}
