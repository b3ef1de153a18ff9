import Glibc
import RoostAgentProtocol
import RoostEnvironments
package import RoostModel
import RoostSystem
import SystemPackage

/// A process in an environment, spoken to through its agent. A value: holding one keeps nothing alive, dropping it ends nothing.
package struct EnvironmentProcess: ProcessHandle {
  package let number: ProcessNumber
  let link: AgentLink

  /// Bytes of input in one request.
  private static let inputChunk = 64 << 10
  /// How long a process may let input wait.
  private static let inputLimit: Duration = .seconds(30)

  package var hostPID: Int32? {
    get async {
      guard let agent = link.address.process, link.address.isLocal, let process = link.feed.processes[number], process.exit == nil
      else { return nil }
      return await BlockingWork.run { HostProcess.number(of: process.pid, agent: agent.pid) }
    }
  }

  /// One that nobody remembers is lost.
  package var exit: ExitStatus? { link.feed.processes[number].map(\.exit) ?? ExitStatus(.lost, at: WallClock.seconds()) }

  package func output(from offset: UInt64) -> AsyncThrowingStream<OutputChunk, any Error> {
    let reader = OutputReader(link, number, from: offset)
    return AsyncThrowingStream(unfolding: { try await reader.next() })
  }

  /// Past 30 seconds without the process reading: `timeout`; what was written before is not taken back.
  package func write(_ bytes: [UInt8]) async throws(Problem) {
    for start in stride(from: 0, to: bytes.count, by: EnvironmentProcess.inputChunk) {
      let chunk = Array(bytes[start..<min(start + EnvironmentProcess.inputChunk, bytes.count)])
      try await ask(.write(process: number.rawValue, bytes: chunk), "write to", within: EnvironmentProcess.inputLimit)
    }
  }

  package func closeInput() async throws(Problem) { try await ask(.closeInput(process: number.rawValue), "close the input of") }

  package func resize(_ size: TerminalSize) async throws(Problem) {
    try await ask(.resize(process: number.rawValue, columns: size.columns, rows: size.rows), "resize the terminal of")
  }

  /// One that has ended, with all of its session, takes no notice.
  package func signal(_ signal: Int32) async throws(Problem) {
    try await ask(.signal(process: number.rawValue, signal: signal), "signal", tolerating: ESRCH)
  }

  package func exitStatus() async throws(Problem) -> ExitStatus {
    guard let status = await link.feed.exit(of: number) else {
      throw .unexpected(CancellationError(), during: "waiting for process \(number)")
    }
    return status
  }

  package func outputEnd(within limit: Duration?) async throws(Problem) -> UInt64 {
    let reply = try await link.request(.list, within: limit)
    guard case .processes(let records) = reply.message, let record = records.first(where: { $0.process == number.rawValue })
    else {
      throw Problem(
        .environmentNotFound, "process \(number) is not known to its agent any more",
        hint: RestartHint.text)
    }
    return record.outputEnd
  }

  private func ask(
    _ request: AgentRequest, _ activity: String, within limit: Duration? = nil, tolerating tolerated: Int32? = nil
  ) async throws(Problem) {
    let reply = try await link.request(request, within: limit)
    guard case .failed(let errno) = reply.message, errno != tolerated else { return }
    throw Problem(
      .environmentState, "cannot \(activity) process \(number): \(Errno(rawValue: errno))",
      hint: "it may have ended, or was started without input: see what it said")
  }
}
