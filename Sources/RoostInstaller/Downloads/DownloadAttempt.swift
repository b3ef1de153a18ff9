import RoostModel
import SystemPackage

/// The state of a download over its attempts.
struct DownloadAttempt: Sendable {
  private(set) var file: GrowingFile
  /// Whether it holds bytes of more than one answer, which may have been of different files.
  private(set) var isContinued = false
  let artifact: Artifact
  /// More bytes than this are refused.
  let limit: ByteCount
  let meter: TransferMeter

  /// Acts on the head of an answer: the file is ready for the body afterwards.
  mutating func begin(_ outcome: FetchOutcome) throws {
    switch outcome {
    case .append: isContinued = isContinued || file.size > 0
    case .startOver: try startOver()
    case .askForAll:
      try startOver()
      throw FetchInterruption.transient("the server could not continue the file")
    case .retry(let why): throw FetchInterruption.transient(why)
    case .giveUp(let why): throw FetchInterruption.final(why)
    }
  }

  private mutating func startOver() throws(Problem) {
    meter.correct(by: -Int64(file.size))
    file = try file.emptied()
    isContinued = false
  }

  mutating func take(_ piece: [UInt8]) async throws(Problem) {
    guard !piece.isEmpty else { return }
    guard file.size + UInt64(piece.count) <= limit.bytes else {
      try file.remove()
      throw Problem(
        .downloadCorrupt, "\(artifact.name) is longer than \(limit)",
        hint: "nothing was installed; check the mirror or proxy it came through: pip config list",
        cause: WebAddress.withoutUser(artifact.url))
    }
    file = try await file.appending(piece)
    meter.add(piece.count)
  }

  /// A body that ended early is asked for again from where it ended.
  func end() throws(FetchInterruption) {
    guard let size = artifact.size, file.size < size.bytes else { return }
    throw .transient("the connection ended after \(ByteCount(file.size)) of \(size)")
  }
}
