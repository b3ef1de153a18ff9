import Glibc
import RoostAgentClient
import RoostAgentProtocol
import RoostModel
import RoostSystem
import SystemPackage

/// A host that environments are on: what is kept there, and how it gets there. One thing is sent at a time.
actor FarHost {
  nonisolated let connection: SSHConnection
  nonisolated let configuration: SSHConfiguration
  nonisolated let sums: ContentSums
  nonisolated let network: FarNetwork
  private var isSending = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ connection: SSHConnection, _ configuration: SSHConfiguration, _ sums: ContentSums) {
    self.connection = connection
    self.configuration = configuration
    self.sums = sums
    network = FarNetwork(connection, configuration.subnet)
  }

  nonisolated var address: SSHAddress { connection.address }

  /// Sends those of the contents that are wanted there and still missing. Returns once they are there, whole.
  func send(_ contents: [FarContent]) async throws(Problem) {
    while isSending { await withCheckedContinuation { waiting.append($0) } }
    isSending = true
    defer {
      isSending = false
      let next = waiting
      waiting = []
      for continuation in next { continuation.resume() }
    }
    // Somebody else may have sent them meanwhile.
    let answer = try await connection.call(FarScript.missing(contents.map(\.path.string)), isRepeatable: true)
    let missing = Set(answer.text.split(separator: "\n").map(String.init))
    for content in contents where missing.contains(content.path.string) { try await send(content) }
  }

  private func send(_ content: FarContent) async throws(Problem) {
    let facts = try await connection.facts()
    let transfer = FarTransfer(content: content, connection: connection, facts: facts, limit: configuration.sendLimit)
    let answer = try await transfer.run()
    guard answer.status != .exited(0) else { return }
    if answer.errors.contains("No space left on device") {
      throw Problem(
        .diskFull, "\(address) has no room for \(content.source.lastComponent?.string ?? "a layer")",
        hint: "free some there: \(address.commandLine) df -h", cause: answer.errors)
    }
    throw Problem(
      .environmentBootFailed, "\(content.source) did not arrive whole on \(address)",
      hint: "look whether tar, tee, mkfifo and sha256sum are there, then try again: \(address.commandLine) 'command -v tar'",
      cause: answer.errors.isEmpty ? nil : answer.errors)
  }
}
