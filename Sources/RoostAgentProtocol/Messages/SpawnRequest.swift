/// A process to be started inside.
package struct SpawnRequest: Equatable, Sendable {
  /// The program first; looked up in `PATH` unless it holds a slash.
  package var arguments: [String]
  /// `NAME=value`, stronger than the environment's own.
  package var variables: [String]
  /// Empty is the environment's working directory.
  package var workingDirectory: String
  package var acceptsInput: Bool
  package var terminal: TerminalShape?
  /// When it is asked to end, in milliseconds from its start; killed five seconds later. Nil is never.
  package var limitMilliseconds: UInt64?

  package init(
    arguments: [String], variables: [String] = [], workingDirectory: String = "", acceptsInput: Bool = false,
    terminal: TerminalShape? = nil
  ) {
    self.arguments = arguments
    self.variables = variables
    self.workingDirectory = workingDirectory
    self.acceptsInput = acceptsInput
    self.terminal = terminal
  }

  func encode(into writer: inout ByteWriter) {
    writer.put(each: arguments) { $0.put($1) }
    writer.put(each: variables) { $0.put($1) }
    writer.put(workingDirectory)
    writer.put(acceptsInput)
    writer.put(optional: terminal) { $1.encode(into: &$0) }
  }

  init(from reader: inout ByteReader) throws(DecodingFailure) {
    arguments = try reader.list { reader throws(DecodingFailure) in try reader.text() }
    variables = try reader.list { reader throws(DecodingFailure) in try reader.text() }
    workingDirectory = try reader.text()
    acceptsInput = try reader.flag()
    terminal = try reader.optional { reader throws(DecodingFailure) in try TerminalShape(from: &reader) }
  }
}
