/// What happened to a machine's packages between two looks at them.
struct PackageDifference: Sendable, Equatable {
  struct Change: Sendable, Equatable {
    var from: String
    var to: String
  }

  /// With their versions. Half-installed ones too, with an empty version.
  var added: [String: String] = [:]
  var removed: [String: String] = [:]
  var changed: [String: Change] = [:]

  init(from before: PackageSet, to after: PackageSet) {
    for (name, version) in after.installed {
      if let old = before.installed[name] {
        if old != version { changed[name] = Change(from: old, to: version) }
      } else {
        added[name] = version
      }
    }
    for name in after.broken where before.installed[name] == nil && !before.broken.contains(name) { added[name] = "" }
    for name in after.leftovers
    where before.installed[name] == nil && !before.broken.contains(name) && !before.leftovers.contains(name) {
      added[name] = ""
    }
    for (name, version) in before.installed where after.installed[name] == nil && !after.broken.contains(name) {
      removed[name] = version
    }
  }

  var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty }

  /// What of it is about these packages, as ``PackageForesight`` names them.
  func only(_ names: Set<String>) -> PackageDifference {
    var part = self
    part.added = added.filter { PackageForesight.contains($0.key, in: names) }
    part.removed = removed.filter { PackageForesight.contains($0.key, in: names) }
    part.changed = changed.filter { PackageForesight.contains($0.key, in: names) }
    return part
  }
}
