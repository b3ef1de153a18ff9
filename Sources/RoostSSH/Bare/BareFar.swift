import Logging
import RoostAgentClient
import RoostModel
import RoostSystem

/// The far side of an environment without an agent there: what its processes are called, and what became of them.
actor BareFar {
  nonisolated let carrier: BareCarrier
  private var names: [UInt32: String]
  private var ends: [UInt32: ExitReason] = [:]
  private var isWriting = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ carrier: BareCarrier, _ record: BareRecord?) {
    self.carrier = carrier
    names = record?.names ?? [:]
  }

  private nonisolated var connection: SSHConnection { carrier.host.connection }

  nonisolated func record() async throws(Problem) -> BareRecord {
    if let record = await carrier.record { return record }
    throw Problem(
      .environmentState, "environment \(carrier.spec.id) is not up", hint: "boot it first")
  }

  /// Kept where a later daemon finds it. One after the other, so that the last has them all.
  func name(_ process: ProcessNumber, _ name: String) async throws(Problem) {
    names[process.rawValue] = name
    while isWriting { await withCheckedContinuation { waiting.append($0) } }
    isWriting = true
    defer {
      isWriting = false
      let next = waiting
      waiting = []
      for continuation in next { continuation.resume() }
    }
    var record = try await record()
    record.names = names
    let (written, directory) = (record, carrier.directory)
    try await BlockingWork.run { () throws(Problem) in try written.write(to: directory) }
  }

  /// False when nothing of it is found there, although nobody wrote down how it ended.
  func signal(_ signal: Int32, _ process: ProcessNumber) async throws(Problem) -> Bool {
    guard let name = names[process.rawValue] else { return true }
    let script = BareScript.signal(signal, mark: "\(BareLaunch.mark)=\(name)", try await record().directory, name)
    return try await connection.brief(script).status != .exited(5)
  }

  /// A session that ended with what `ssh` says when it was lost, or that was killed, is looked up. Never invented: without a
  /// word from the host it is lost.
  func told(_ status: ExitStatus, of process: ProcessNumber) async -> ExitStatus {
    switch status.reason {
    case .exited(255), .signaled: break
    default: return status
    }
    if let known = ends[process.rawValue] { return ExitStatus(known, at: status.at) }
    do throws(Problem) {
      let reason = try await found(process).map { ExitReason.exited($0) } ?? .lost
      ends[process.rawValue] = reason
      return ExitStatus(reason, at: status.at)
    } catch {
      // Whoever asks later may reach it.
      carrier.hosts.logger.debug("host out of reach", metadata: ["problem": "\(error.message)"])
      return ExitStatus(.lost, at: status.at)
    }
  }

  private func found(_ process: ProcessNumber) async throws(Problem) -> Int32? {
    guard let name = names[process.rawValue] else { return nil }
    let answer = try await connection.brief(BareScript.exit(try await record().directory, name), isRepeatable: true)
    return answer.text.split(separator: "\n").first.flatMap { Int32($0) }
  }
}
