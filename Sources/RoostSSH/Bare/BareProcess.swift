import RoostEnvironments
import RoostModel

/// A process on a host without an agent, as its session here shows it. How it ended counts as the host wrote it down: the
/// status of a session does not tell an end from a loss.
struct BareProcess: ProcessHandle {
  let inner: any ProcessHandle
  let far: BareFar

  var number: ProcessNumber { inner.number }
  var hostPID: Int32? { get async { nil } }

  var exit: ExitStatus? {
    get async {
      guard let status = await inner.exit else { return nil }
      return await far.told(status, of: number)
    }
  }

  func output(from offset: UInt64) -> AsyncThrowingStream<OutputChunk, any Error> { inner.output(from: offset) }
  func write(_ bytes: [UInt8]) async throws(Problem) { try await inner.write(bytes) }
  func closeInput() async throws(Problem) { try await inner.closeInput() }
  func resize(_ size: TerminalSize) async throws(Problem) { try await inner.resize(size) }
  func outputEnd(within limit: Duration?) async throws(Problem) -> UInt64 { try await inner.outputEnd(within: limit) }
  func signal(_ signal: Int32) async throws(Problem) {
    if try await far.signal(signal, number) { return }
    if await inner.exit != nil { return }
    let address = far.carrier.host.address
    throw Problem(
      .environmentState, "process \(number.rawValue) is not found on \(address): it left its session and its variables",
      hint: "look for it: \(address.commandLine) ps -eo pid,sess,cmd")
  }

  func exitStatus() async throws(Problem) -> ExitStatus { await far.told(try await inner.exitStatus(), of: number) }
}
