/// What an environment may reach. It is always in a network of its own; nothing reaches it but ``dial``.
package enum NetworkPolicy: String, Sendable, Codable {
  /// Loopback only.
  case none
  /// Connections out of the machine, through address translation.
  case outbound
}
