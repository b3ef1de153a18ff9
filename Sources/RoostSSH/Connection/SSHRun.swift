import Glibc
import RoostModel
import RoostSystem

/// One run of `ssh`: what is sent to the far command, what it answers. Bounded in time and output.
struct SSHRun: Sendable {
  static let usualOutput = 1 << 20
  typealias Feed = @Sendable (StreamSocket) throws(Problem) -> Void

  var arguments: [String]
  var timeout: Duration
  var outputLimit = usualOutput

  /// - Parameter feed: writes the far command's input, blocking. Without it there is none.
  func run(feed: Feed? = nil) async throws(Problem) -> SSHAnswer {
    let output = try StreamSocket.make()
    let input = try source(feed, closingOnFailure: output.theirs)
    var command = ExternalCommand("ssh", arguments)
    command.timeout = timeout
    let ssh = command
    async let result = Result.of { () async throws(Problem) in
      // What was sent before can still be read.
      defer {
        output.end()
        input.socket?.end()
      }
      return try await ssh.run(from: input.descriptor, to: output.theirs)
    }
    async let fed = Result.of { () async throws(Problem) in
      guard let feed, let socket = input.socket else { return }
      try await BlockingWork.run { () throws(Problem) in
        defer { socket.endSending() }
        try feed(socket)
      }
    }
    let limit = outputLimit
    let bytes = await Result.of { () async throws(Problem) in
      try await BlockingWork.run { () throws(Problem) in try SSHRun.read(output, limit: limit) }
    }
    let (ended, sent) = await (result, fed)
    let answer = try ended.get()
    let written = try bytes.get()
    // A command that failed did not want the rest of its input.
    if answer.succeeded { try sent.get() }
    return SSHAnswer(
      status: answer.status, output: RemoteCommand.output(in: written), errors: answer.standardError)
  }

  private func source(_ feed: Feed?, closingOnFailure other: Int32) throws(Problem) -> (socket: StreamSocket?, descriptor: Int32)
  {
    do throws(Problem) {
      if feed != nil {
        let socket = try StreamSocket.make()
        return (socket, socket.theirs)
      }
      let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
      guard nothing >= 0 else { throw .lastSystemCall("open /dev/null") }
      return (nil, nothing)
    } catch {
      close(other)
      throw error
    }
  }

  private static func read(_ socket: StreamSocket, limit: Int) throws(Problem) -> [UInt8] {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = piece.withUnsafeMutableBytes { Glibc.read(socket.ours.number, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 || errno == ECONNRESET else { throw .lastSystemCall("read what ssh says") }
      guard count > 0 else { return bytes }
      bytes += piece[..<count]
      guard bytes.count <= limit else {
        socket.end()
        throw tooMuch(limit)
      }
    }
  }

  static func tooMuch(_ limit: Int) -> Problem {
    Problem(
      .toolFailed, "the host answers with more than \(ByteCount(UInt64(limit)))",
      hint: "look at what its login shell prints: remove that from ~/.bashrc there")
  }
}
