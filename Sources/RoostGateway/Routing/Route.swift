import RoostModel

/// A name and what is behind it now. Immutable: a change makes another route.
final class Route: Sendable {
  let name: AppName
  let target: Target
  let settings: RouteSettings
  /// `/app/NAME`
  let prefix: [UInt8]
  /// What is added to a request that came under the prefix: who it is mounted as, in the words its server understands.
  let prefixField: [UInt8]

  init(name: AppName, target: Target, settings: RouteSettings = RouteSettings()) {
    self.name = name
    self.target = target
    self.settings = settings
    let prefix = "/app/\(name)"
    self.prefix = Array(prefix.utf8)
    switch target.kind {
    case .upstream(_, prefixMode: .scriptName, _): prefixField = Array("SCRIPT_NAME: \(prefix)\r\n".utf8)
    default: prefixField = Array("X-Forwarded-Prefix: \(prefix)\r\n".utf8)
    }
  }

  var stripsPrefix: Bool {
    if case .upstream(_, prefixMode: .scriptName, _) = target.kind { false } else { true }
  }
}
