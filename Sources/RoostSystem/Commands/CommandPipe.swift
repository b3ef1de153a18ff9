import Glibc
package import RoostModel
import SystemPackage

/// A command whose standard output is read in this process, by code that blocks.
package struct CommandPipe: Sendable {
  package var producer: ExternalCommand

  package init(_ producer: ExternalCommand) { self.producer = producer }

  /// Runs the command beside `body`. When `body` gives up, the command loses its reader and ends.
  package func read<Value: Sendable>(
    _ body: @escaping @Sendable (DescriptorStream) throws(Problem) -> Value
  ) async throws(Problem) -> Value {
    let (read, write) = try CommandPair.channel()
    let name = producer.tool
    let command = producer
    async let produced = Result.of { () throws(Problem) in try await CommandRun(command: command, line: nil).run(outputTo: write)
    }
    let consumed: Result<Value, Problem> = await Result.of { () throws(Problem) in
      try await BlockingWork.run { () throws(Problem) in
        try body(DescriptorStream(OwnedDescriptor(owning: read.rawValue), name: "the output of \(name)"))
      }
    }
    // A command that could not be run at all is why there was nothing to read.
    let result = try await produced.get()
    let value = try consumed.get()
    guard result.succeeded else { throw producer.failure(result) }
    return value
  }
}
