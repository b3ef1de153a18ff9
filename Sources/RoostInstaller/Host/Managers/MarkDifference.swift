/// Which packages a manager must be told about so that they are marked as they were. Pure.
struct MarkDifference: Sendable, Equatable {
  /// Those that came because others need them.
  var toAutomatic: [String] = []
  /// Those that somebody asked for.
  var toManual: [String] = []

  /// `wanted`: by the name of a package, whether it is of the first kind. Packages that are gone are passed over.
  init(wanted: [String: Bool], automatic: Set<String>, installed: PackageSet) {
    for (name, isAutomatic) in wanted.sorted(by: { $0.key < $1.key }) where installed.installed[name] != nil {
      guard PackageForesight.contains(name, in: automatic) != isAutomatic else { continue }
      if isAutomatic { toAutomatic.append(name) } else { toManual.append(name) }
    }
  }
}
