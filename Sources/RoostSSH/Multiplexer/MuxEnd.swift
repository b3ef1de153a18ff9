/// Where a forwarding leads.
enum MuxEnd: Equatable, Sendable {
  case socket(String)
  /// Of the host's loopback.
  case port(UInt16)
}
