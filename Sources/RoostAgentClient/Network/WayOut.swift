package import RoostSystem

/// How an environment reaches what is outside, once the rules for it are loaded.
package enum WayOut: Sendable {
  case closed
  /// With those who answer its questions for names.
  case open(ResolverConfiguration)
  /// Only there; it asks nobody for names, they are written down for it.
  case limited([ResolvedDestination])

  package var resolver: ResolverConfiguration {
    if case .open(let resolver) = self { resolver } else { ResolverConfiguration(files: []) }
  }

  package var isLimited: Bool { if case .limited = self { true } else { false } }

  package var names: [ResolvedDestination] { if case .limited(let destinations) = self { destinations } else { [] } }

  /// Of a hosts file, each once.
  package var hostLines: [String] { WayOut.hostLines(of: names) }

  package static func hostLines(of destinations: [ResolvedDestination]) -> [String] {
    var seen: Set<String> = []
    return destinations.flatMap(\.hostLines).filter { seen.insert($0).inserted }
  }
}
