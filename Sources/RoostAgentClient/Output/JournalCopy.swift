import Glibc
import RoostAgentProtocol
import RoostModel
import RoostSystem
import SystemPackage

/// Brings the output of one ended process here from an agent whose journal is elsewhere, as the journal it would have left.
actor JournalCopy {
  /// Bytes of output that are written in one go.
  private static let batch = 256 << 10
  /// Bytes of output in one segment.
  private static let segmentLength: UInt64 = 8 << 20

  private let directory: FilePath
  private var segment: UInt64?
  private var end: UInt64 = 0
  private var unwritten: [UInt8] = []

  /// - Parameter directory: gets a directory named by the process, unless there is one: then it was kept before.
  init(to directory: FilePath) { self.directory = directory }

  /// Whole or not at all: `connection-lost` when the agent is out of reach for longer than it may take to answer.
  func run(_ process: ProcessNumber, through link: AgentLink) async throws(Problem) {
    let place = directory.appending("\(process)")
    guard access(place.string, F_OK) != 0 else { return }
    try await BlockingWork.run { [directory] () throws(Problem) in try DirectoryCreation.ensure(directory, mode: 0o700) }
    let draft = directory.appending(".\(process).new")
    try await DirectoryRemoval.remove(draft)
    try await BlockingWork.run { () throws(Problem) in try DirectoryCreation.ensure(draft, mode: 0o700) }
    let reader = OutputReader(link, process, from: 0, patience: link.answerLimit)
    while let chunk = try await reader.next() { try await take(chunk, draft) }
    try await write(draft)
    guard rename(draft.string, place.string) == 0 else { throw .lastSystemCall("rename \(draft)") }
  }

  /// A hole in the output begins a segment, because a segment has none.
  private func take(_ chunk: OutputChunk, _ draft: FilePath) async throws(Problem) {
    if chunk.offset != end || end - (segment ?? 0) >= JournalCopy.segmentLength {
      try await write(draft)
      segment = nil
    }
    segment = segment ?? chunk.offset
    for start in stride(from: 0, to: chunk.bytes.count, by: JournalFormat.maximumRecordLength) {
      let bytes = chunk.bytes[start..<min(start + JournalFormat.maximumRecordLength, chunk.bytes.count)]
      unwritten += JournalFormat.recordHeader(
        OutputRecord.Channel(chunk.channel), nanoseconds: UInt64(chunk.at * 1e9), count: bytes.count)
      unwritten += bytes
    }
    end = chunk.nextOffset
    if unwritten.count >= JournalCopy.batch { try await write(draft) }
  }

  private func write(_ draft: FilePath) async throws(Problem) {
    guard let segment, !unwritten.isEmpty else { return }
    let bytes = unwritten
    unwritten = []
    let path = draft.appending(JournalFormat.segmentName(segment))
    try await BlockingWork.run { () throws(Problem) in
      let file = open(path.string, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o600)
      guard file >= 0 else { throw .lastSystemCall("create \(path)") }
      defer { close(file) }
      try AtomicFile.writeAll(bytes, to: file, path: path)
    }
  }
}

extension OutputRecord.Channel {
  fileprivate init(_ channel: OutputChannel) {
    self =
      switch channel {
      case .standardOutput: .standardOutput
      case .standardError: .standardError
      case .terminal: .terminal
      }
  }
}
