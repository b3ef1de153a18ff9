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

  /// Runs both to their ends. The producer's failure is the one told, as it usually causes the other's.
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
    if !results.1.succeeded, results.0.status == .signaled(SIGPIPE) { throw consumer.failure(results.1) }
    guard results.0.succeeded else { throw producer.failure(results.0) }
    guard results.1.succeeded else { throw consumer.failure(results.1) }
  }

  /// A one-way channel whose ends no other command inherits, even one started at this moment; pipe(2) cannot say that.
  private static func channel() throws(Problem) -> (read: FileDescriptor, write: FileDescriptor) {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw Problem.lastSystemCall("connect two commands") }
    return (FileDescriptor(rawValue: ends[0]), FileDescriptor(rawValue: ends[1]))
  }
}
