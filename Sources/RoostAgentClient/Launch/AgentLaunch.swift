import Glibc
package import RoostAgentProtocol
package import RoostModel
import RoostSystem
package import SystemPackage

/// Runs `roost-agent boot` once: the specification in, the report out. Blocking; what it starts outlives this process.
package struct AgentLaunch: Sendable {
  package var executable: FilePath
  package var limit: Duration
  /// Gets what the agent says on standard error.
  package var log: FilePath
  /// Command line of a program that builds the sandbox around the agent; empty when the agent does.
  package var builder: [String] = []

  /// Longest report: a stage, a number, a sentence.
  private static let reportLimit = 64 << 10

  package init(executable: FilePath, limit: Duration, log: FilePath) {
    self.executable = executable
    self.limit = limit
    self.log = log
  }

  /// Returns the agent's process as this machine sees it.
  package func run(_ spec: BootSpec) throws(Problem) -> Int32 {
    let input = try specification(spec)
    let error = open(log.string, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard error >= 0 else { throw .lastSystemCall("create \(log)") }
    let errors = OwnedDescriptor(owning: error)
    let (reading, pid) = try spawn(input, errors)
    let report: [UInt8]
    do throws(Problem) {
      report = try read(from: reading)
    } catch {
      kill(pid, SIGKILL)
      collect(pid)
      throw error
    }
    collect(pid)
    return try outcome(report)
  }

  private func outcome(_ report: [UInt8]) throws(Problem) -> Int32 {
    let decoded: BootReport
    do throws(DecodingFailure) {
      decoded = try BootReport(decoding: report)
    } catch {
      throw BootProblem.silent(log: log)
    }
    switch decoded {
    case .ready(let pid): return pid
    case .failed(let failure): throw failure.stage == .builder ? BootProblem.of(failure, log: log) : BootProblem.of(failure)
    }
  }

  /// A file without a name, so that no pipe can fill up while nobody reads it and no secret stays on the disk.
  private func specification(_ spec: BootSpec) throws(Problem) -> OwnedDescriptor {
    let bytes = spec.encoded
    guard bytes.count <= BootSpec.maximumLength else {
      throw Problem(.usageInvalid, "the environment has too many or too long variables", hint: "shorten `env` in roost.yml")
    }
    let path = FilePath(log.string + ".specification")
    let file = open(path.string, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .lastSystemCall("create \(path)") }
    let owned = OwnedDescriptor(owning: file)
    guard unlink(path.string) == 0 else { throw .lastSystemCall("unlink \(path)") }
    try AtomicFile.writeAll(bytes, to: file, path: path)
    guard lseek(file, 0, SEEK_SET) == 0 else { throw .lastSystemCall("rewind \(path)") }
    return owned
  }

  private func read(from pipe: OwnedDescriptor) throws(Problem) -> [UInt8] {
    let deadline = ContinuousClock.now.advanced(by: limit)
    var report: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while report.count <= AgentLaunch.reportLimit {
      let left = ContinuousClock.now.duration(to: deadline)
      guard left > .zero else { throw BootProblem.late(limit) }
      var waiting = pollfd(fd: pipe.number, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, Int32(clamping: left.components.seconds * 1000 + 1)) != 0 else { continue }
      let count = buffer.withUnsafeMutableBytes { Glibc.read(pipe.number, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      report.append(contentsOf: buffer[..<count])
    }
    return report
  }

  private func collect(_ pid: pid_t) {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
  }
}
