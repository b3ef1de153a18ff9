package import RoostModel

/// A program to be run in an environment of its own, attached to this process's standard streams.
package struct ProgramRequest: Sendable {
  /// The stack, base first; empty for an image.
  package var layers: [InstalledLayer]
  /// The program and its arguments; looked up in the stack's PATH.
  package var command: [String]
  /// Absolute path of the host's directory it works in.
  package var directory: String
  package var environment: EnvironmentRequest
  /// Ports of the program that this machine's loopback leads to.
  package var ports: [PortMapping] = []
  /// Seconds it may run.
  package var timeLimit: Double?
  /// Gives it a terminal of this size instead of this process's own streams.
  package var terminal: TerminalSize?

  package init(layers: [InstalledLayer], command: [String], directory: String, environment: EnvironmentRequest) {
    self.layers = layers
    self.command = command
    self.directory = directory
    self.environment = environment
  }
}

/// What reaches a running program from outside.
package enum ProgramControl: Sendable, Equatable {
  case signal(Int32)
  case resized(TerminalSize)
}
