import RoostModel

/// Something of an app that is still to be removed, on an engine or a host that was away.
enum Leftover: Codable, Hashable, Sendable, CustomStringConvertible {
  case environment(EnvironmentID)
  /// A directory that outlives environments.
  case volume(String, StrategyTarget)

  var description: String {
    switch self {
    case .environment(let id): "environment \(id)"
    case .volume(let name, let target): "\(name) on \(target)"
    }
  }
}
