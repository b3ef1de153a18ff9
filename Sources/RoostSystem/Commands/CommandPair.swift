import Glibc
package import RoostModel
import Subprocess
import SystemPackage

/// Two commands, the output of the first being the input of the second. The data does not pass through this process.
package struct CommandPair: Sendable {
  package var producer: ExternalCommand
  package var consumer: ExternalCommand

  package init(_ producer: ExternalCommand, into consumer: ExternalCommand) {
    self.producer = producer
    self.consumer = consumer
  }

  /// Runs both to their ends. When both fail, the one that caused it is told.
  package func succeed(line: (@Sendable (String) -> Void)? = nil) async throws(Problem) {
    let (read, write) = try CommandPair.channel()
    let results: (CommandResult, CommandResult)
    do {
      async let produced = CommandRun(command: producer, line: line).run(outputTo: write)
      async let consumed = CommandRun(command: consumer, line: line)
        .run(input: .fileDescriptor(read, closeAfterSpawningProcess: true))
      results = (try await produced, try await consumed)
    } catch {
      throw Problem.unexpected(error, during: "running \(producer.tool) and \(consumer.tool)")
    }
    // A producer that lost its reader is not the one to blame; through a shell that looks like an exit status.
    let lostReader = results.0.status == .signaled(SIGPIPE) || results.0.status == .exited(128 + SIGPIPE)
    if lostReader, !results.1.succeeded { throw consumer.failure(results.1) }
    guard results.0.succeeded else { throw producer.failure(results.0) }
    guard results.1.succeeded else { throw consumer.failure(results.1) }
  }

  /// Closed on exec; commands started just before that is said do not keep it either, as they close all they do not need.
  static func channel() throws(Problem) -> (read: FileDescriptor, write: FileDescriptor) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw Problem.lastSystemCall("connect two commands") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (FileDescriptor(rawValue: ends[0]), FileDescriptor(rawValue: ends[1]))
  }
}
