import Glibc
import RoostAgentProtocol
package import RoostModel
import RoostSystem
import SystemPackage

extension AgentEnvironment {
  /// Entries of one directory that are told; those behind them are refused rather than left out.
  private static let maximumEntries = 200_000
  /// What the agent reads at once.
  private static let portion = 512 << 10

  package func readFile(_ path: String, from offset: UInt64, limit: Int) async throws(Problem) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < limit {
      let count = UInt32(min(limit - bytes.count, AgentEnvironment.portion))
      let request = AgentRequest.readFile(path: path, offset: offset + UInt64(bytes.count), limit: count)
      guard case .content(let part) = try await ask(request, "read \(path)") else { throw AgentConnection.lost }
      bytes += part
      if part.isEmpty { break }
    }
    return bytes
  }

  package func writeFile(_ path: String, _ bytes: [UInt8], at offset: UInt64, mode: UInt16) async throws(Problem) {
    guard SpecRules.isPlain(path) else { throw UploadPlan.refused(path) }
    try await TreeUpload(link: try link(to: "write \(path)")).write(bytes, mode: mode, to: path, at: offset)
  }

  package func listFiles(_ path: String) async throws(Problem) -> [FileEntry] {
    var entries: [FileEntry] = []
    while entries.count <= AgentEnvironment.maximumEntries {
      let request = AgentRequest.listDirectory(path: path, after: entries.last?.name ?? "")
      guard case .entries(let page, let hasMore) = try await ask(request, "list \(path)") else { throw AgentConnection.lost }
      entries += page.map(FileEntry.init)
      if !hasMore || page.isEmpty { return entries }
    }
    throw AgentEnvironment.problem(EFBIG, "list \(path)")
  }

  package func removeFile(_ path: String, recursive: Bool) async throws(Problem) {
    _ = try await ask(.remove(path: path, recursive: recursive), "remove \(path)", within: .seconds(600))
  }

  package func watchFiles(_ path: String) async throws(Problem) -> AsyncThrowingStream<FileChange, any Error> {
    let reader = ChangeReader(try link(to: "watch \(path)"), path)
    try await reader.begin()
    return AsyncThrowingStream(unfolding: { try await reader.next() })
  }

  package func metrics(within limit: Duration?) async throws(Problem) -> EnvironmentMetrics {
    guard case .statistics(let found) = try await ask(.statistics, "tell what it uses", within: limit) else {
      throw AgentConnection.lost
    }
    return EnvironmentMetrics(
      cpuSeconds: Double(found.cpuMicroseconds) / 1e6, memory: ByteCount(found.memory), processes: Int(found.processes),
      memoryKills: Int(clamping: found.memoryKills))
  }

  private func ask(
    _ request: AgentRequest, _ activity: String, within limit: Duration? = nil
  ) async throws(Problem) -> AgentMessage {
    let reply = try await link(to: activity).request(request, within: limit)
    if case .failed(let errno) = reply.message { throw AgentEnvironment.problem(errno, activity) }
    return reply.message
  }

  static func problem(_ errno: Int32, _ activity: String) -> Problem {
    .system(Errno(rawValue: errno), "\(activity) inside the environment")
  }
}

extension FileEntry {
  init(_ record: EntryRecord) {
    let kind: Kind =
      switch record.kind {
      case .file: .file
      case .directory: .directory
      case .link: .link
      case .other: .other
      }
    self.init(
      name: record.name, kind: kind, size: record.size, mode: record.mode, modified: Double(record.modified) / 1e9)
  }
}
