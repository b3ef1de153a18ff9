import RoostSystem

/// How an environment reaches what is outside, once the rules for it are loaded.
enum WayOut: Sendable {
  case closed
  /// With those who answer its questions for names.
  case open(ResolverConfiguration)
  /// Only there; it asks nobody for names, they are written down for it.
  case limited([ResolvedDestination])

  var resolver: ResolverConfiguration {
    if case .open(let resolver) = self { resolver } else { ResolverConfiguration(files: []) }
  }

  var isLimited: Bool { if case .limited = self { true } else { false } }

  var names: [ResolvedDestination] { if case .limited(let destinations) = self { destinations } else { [] } }
}
