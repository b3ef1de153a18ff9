import CRoost
import Glibc
import RoostAgentProtocol

/// `roost-agent boot [BUILDER ARGUMENTS...]`: a specification on standard input, a report on standard output, and an agent that
/// stays. A builder makes the sandbox instead of us and ends with ``BootHandover/command``.
enum BootCommand {
  /// Returns the exit status of the launching process.
  static func run(builder: [String]) -> Int32 {
    let report: BootReport
    do throws(BootFailure) {
      // What our caller left open by mistake would stay open for as long as the sandbox lives, within reach of it.
      try BootFailure.check(.agent, "closing inherited descriptors", roost_close_from(STDERR_FILENO + 1))
      let launch = try Launch(try specification(in: Descriptor(dup(STDIN_FILENO))), builder: builder)
      report = .ready(pid: try launch.start())
    } catch {
      report = .failed(error)
    }
    return write(report) ? 0 : 1
  }

  static func specification(in input: Descriptor) throws(BootFailure) -> BootSpec {
    let bytes = try BootFailure.at(.specification, "reading the specification") { () throws(SystemFailure) in
      try input.readAll(limit: BootSpec.maximumLength)
    }
    do {
      return try BootSpec(decoding: bytes)
    } catch {
      throw BootFailure(stage: .specification, errno: 0, message: "not understood: \(error)")
    }
  }

  private static func write(_ report: BootReport) -> Bool {
    let bytes = report.encoded
    let isWritten = Glibc.write(STDOUT_FILENO, bytes, bytes.count) == bytes.count
    guard case .ready = report else { return false }
    return isWritten
  }
}
