package import RoostCatalog
package import RoostModel

/// The answer to "is this runtime there?".
package enum ResolvedRuntime: Sendable {
  case installed(InstalledLayer)
  case missing(MissingRuntime)

  package var layer: InstalledLayer? {
    if case .installed(let layer) = self { layer } else { nil }
  }
  package var missing: MissingRuntime? {
    if case .missing(let missing) = self { missing } else { nil }
  }
}

/// A runtime that would have to be installed.
package struct MissingRuntime: Sendable {
  package var specifier: RuntimeSpecifier
  package var title: String
  /// The version an install would take; `nil` when nobody could be asked, see ``lookupProblem``.
  package var version: String?
  package var estimate: InstallEstimate
  /// Why ``version`` is not known: usually there is no network, or the base has to come first.
  package var lookupProblem: Problem?

  package init(specifier: RuntimeSpecifier, title: String, version: String?, estimate: InstallEstimate, lookupProblem: Problem?) {
    self.specifier = specifier
    self.title = title
    self.version = version
    self.estimate = estimate
    self.lookupProblem = lookupProblem
  }
}

extension Problem {
  /// `runtime.missing` for a deploy or a command that may not install by itself. `missing` is not empty.
  package static func runtimesMissing(_ missing: [MissingRuntime]) -> Problem {
    let names = missing.map { one in one.version.map { "\(one.title) \($0)" } ?? one.title }
    let download = missing.reduce(ByteCount(0)) { $0 + $1.estimate.download }
    let disk = missing.reduce(ByteCount(0)) { $0 + $1.estimate.disk }
    let specifiers = missing.map { "'\($0.specifier)'" }.joined(separator: " ")
    return Problem(
      .runtimeMissing, "not installed: \(names.joined(separator: ", ")) (about \(download) to fetch, \(disk) on disk)",
      hint: "roost runtime install \(specifiers)")
  }
}
