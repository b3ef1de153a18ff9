import CRoost
import Glibc
import RoostAgentProtocol

/// Both ends of a new process's three streams: pipes, or one terminal.
struct StandardStreams {
  /// What becomes 0, 1 and 2 in the process.
  let theirs: (input: Descriptor, output: Descriptor, error: Descriptor)
  /// Nil when the process reads end of file.
  let input: Descriptor?
  let outputs: [(channel: OutputRecord.Channel, descriptor: Descriptor)]
  let terminal: Descriptor?

  init(_ request: SpawnRequest, null: Descriptor) throws(SpawnFailure) {
    do throws(SystemFailure) {
      if let shape = request.terminal {
        try self.init(terminal: shape)
      } else {
        try self.init(acceptsInput: request.acceptsInput, null: null)
      }
    } catch {
      throw SpawnFailure(stage: request.terminal == nil ? .output : .terminal, errno: error.errno)
    }
  }

  private init(terminal shape: TerminalShape) throws(SystemFailure) {
    var number: Int32 = -1
    let terminal = try Descriptor(checking: roost_terminal_open(shape.columns, shape.rows, &number))
    let peer = Descriptor(number)
    theirs = (peer, peer, peer)
    self.terminal = terminal
    // Under a number of its own, because reading and writing are watched separately.
    input = Descriptor(try SystemFailure.checkLibrary(fcntl(terminal.number, F_DUPFD_CLOEXEC, 3)))
    outputs = [(.terminal, terminal)]
  }

  private init(acceptsInput: Bool, null: Descriptor) throws(SystemFailure) {
    let output = try StandardStreams.pipe()
    let error = try StandardStreams.pipe()
    let input = acceptsInput ? try StandardStreams.pipe() : nil
    theirs = (input?.read ?? null, output.write, error.write)
    self.input = input?.write
    outputs = [(.standardOutput, output.read), (.standardError, error.read)]
    terminal = nil
  }

  private static func pipe() throws(SystemFailure) -> (read: Descriptor, write: Descriptor) {
    var pair: [Int32] = [-1, -1]
    try SystemFailure.check(roost_pipe(&pair))
    return (Descriptor(pair[0]), Descriptor(pair[1]))
  }
}
