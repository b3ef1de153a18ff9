/// What a program that builds a sandbox around an agent leaves open for it, by descriptor, and how it starts it. Not below 20,
/// so that its own descriptors are not in the way.
package enum BootHandover: Int32, Sendable {
  case launcher = 20
  case listener
  case log
  case journal
  /// Only where memory is limited.
  case memoryEvents
  /// The agent's executable, which has no path inside. Comes last.
  case agent

  /// What a builder has to start, as first process of its process namespace.
  package static let command = ["/proc/self/fd/\(BootHandover.agent.rawValue)", "inside"]
}
