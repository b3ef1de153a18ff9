/// How an environment is made real. Open: a name that this version does not know is reported, not trapped.
package struct StrategyKind: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
  package var description: String { rawValue }

  /// A plain process of this machine, kept apart by nothing.
  package static let process = StrategyKind(rawValue: "process")
  package static let sandbox = StrategyKind(rawValue: "sandbox")
  /// A container of a Docker or Podman engine.
  package static let docker = StrategyKind(rawValue: "docker")
  /// Another host.
  package static let ssh = StrategyKind(rawValue: "ssh")
  /// A virtual machine.
  package static let machine = StrategyKind(rawValue: "vm")

  /// What environments may reach when nobody says; `nil` where that depends on who asks. A plain process has the host's network.
  package var usualNetwork: NetworkPolicy? { self == .process ? .outbound : nil }
}
