package import RoostModel

/// A program to be run over runtimes, attached to this process's standard streams.
package struct ProgramRequest: Sendable {
  /// The stack, base first.
  package var layers: [InstalledLayer]
  /// The program and its arguments; looked up in the stack's PATH.
  package var command: [String]
  /// Absolute path of the host's directory it works in.
  package var directory: String
  package var variables: [String: String]
  /// `nil` is outbound where that is possible.
  package var network: NetworkPolicy?
  /// Gives it a terminal of this size instead of this process's own streams.
  package var terminal: TerminalSize?

  package init(
    layers: [InstalledLayer], command: [String], directory: String, variables: [String: String] = [:],
    network: NetworkPolicy? = nil, terminal: TerminalSize? = nil
  ) {
    self.layers = layers
    self.command = command
    self.directory = directory
    self.variables = variables
    self.network = network
    self.terminal = terminal
  }
}

/// What reaches a running program from outside.
package enum ProgramControl: Sendable, Equatable {
  case signal(Int32)
  case resized(TerminalSize)
}
