import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage

/// Fetches one file over HTTP: in pieces, hashed on the way, continued after an interruption, bounded in size and time.
struct Downloader: Sendable {
  let client: HTTPClient
  let largest: ByteCount
  var schedule = RetrySchedule()
  /// Sent to the server itself, not to where it redirects.
  var headers: HTTPHeaders = [:]

  /// For one file, all attempts together.
  private static let timeLimit = Duration.seconds(3600)
  private static let headLimit = TimeAmount.seconds(60)
  /// Gathered before a piece goes to the disk.
  private static let pieceSize = 512 << 10

  /// Continues `file` until it is whole and has the artifact's checksum.
  ///
  /// `download.corrupt` when the whole does not have it: the file is removed. `download.failed` when it cannot be had:
  /// what came is kept to be continued.
  func fetch(_ artifact: Artifact, into file: GrowingFile, meter: TransferMeter) async throws(Problem) -> GrowingFile {
    try await fetch(artifact, into: file, meter: meter, isLast: false)
  }

  /// What was put together from several answers and is wrong is fetched once more, from its beginning.
  private func fetch(_ artifact: Artifact, into file: GrowingFile, meter: TransferMeter, isLast: Bool) async throws(Problem)
    -> GrowingFile
  {
    let (whole, isContinued) = try await receive(artifact, into: file, meter: meter)
    if whole.digits == artifact.sum.digits { return whole }
    guard isContinued, !isLast else {
      try whole.remove()
      throw corrupt(artifact, "its \(artifact.sum.algorithm.name) is \(whole.digits), expected \(artifact.sum.digits)")
    }
    // What an earlier answer left may have been another file's bytes.
    meter.correct(by: -Int64(whole.size))
    return try await fetch(artifact, into: try whole.emptied(), meter: meter, isLast: true)
  }

  private func receive(_ artifact: Artifact, into start: GrowingFile, meter: TransferMeter) async throws(Problem)
    -> (file: GrowingFile, isContinued: Bool)
  {
    let clock = ContinuousClock()
    let deadline = clock.now + Downloader.timeLimit
    var attempt = DownloadAttempt(file: start, artifact: artifact, limit: artifact.size ?? largest, meter: meter)
    meter.correct(by: Int64(start.size))
    if artifact.size?.bytes == start.size, start.size > 0 { return (start, true) }
    var number = 0
    while true {
      let reason: String
      do throws(FetchInterruption) {
        try await run(&attempt, until: deadline)
        return (attempt.file, attempt.isContinued)
      } catch {
        switch error {
        case .problem(let problem): throw problem
        case .final(let why): throw failed(artifact, why)
        case .transient(let why): reason = why
        }
      }
      guard let pause = schedule.pause(after: number), clock.now < deadline else { throw failed(artifact, reason) }
      number += 1
      do { try await clock.sleep(for: pause) } catch { throw Problem.unexpected(error, during: "fetching \(artifact.name)") }
    }
  }

  /// One request and its body.
  private func run(_ attempt: inout DownloadAttempt, until deadline: ContinuousClock.Instant) async throws(FetchInterruption) {
    var request = FollowedRequest(address: attempt.artifact.url, ownHeaders: headers, patience: Downloader.headLimit)
    request.headers.add(name: "Accept-Encoding", value: "identity")
    let offset = attempt.file.size
    if offset > 0 { request.headers.add(name: "Range", value: "bytes=\(offset)-") }
    do {
      let response = try await request.run(with: client).response
      let range = response.headers.first(name: "Content-Range")
      try attempt.begin(FetchOutcome(status: response.status.code, range: range, offset: offset))
      if let length = response.headers.first(name: "Content-Length").flatMap(UInt64.init) { attempt.meter.expect(length) }
      try await receive(response.body, into: &attempt, until: deadline)
      try attempt.end()
    } catch {
      throw FetchInterruption(error)
    }
  }

  private func receive(
    _ body: HTTPClientResponse.Body, into attempt: inout DownloadAttempt, until deadline: ContinuousClock.Instant
  ) async throws {
    var piece: [UInt8] = []
    piece.reserveCapacity(Downloader.pieceSize)
    do {
      for try await chunk in body {
        piece.append(contentsOf: chunk.readableBytesView)
        guard piece.count >= Downloader.pieceSize else { continue }
        try await attempt.take(piece)
        piece.removeAll(keepingCapacity: true)
        guard ContinuousClock().now < deadline else { throw FetchInterruption.final("it took longer than an hour") }
      }
    } catch let interruption where !(interruption is Problem) {
      // What came before the connection broke need not be sent again.
      try await attempt.take(piece)
      throw interruption
    }
    try await attempt.take(piece)
  }

  private func failed(_ artifact: Artifact, _ reason: String) -> Problem {
    Problem(
      .downloadFailed, "\(artifact.name) could not be fetched: \(reason)",
      hint: "check the connection, then run the command again; behind a proxy: export HTTPS_PROXY=http://HOST:PORT",
      cause: WebAddress.withoutUser(artifact.url))
  }

  private func corrupt(_ artifact: Artifact, _ what: String) -> Problem {
    Problem(
      .downloadCorrupt, "\(artifact.name) is not what was announced: \(what)",
      hint:
        "nothing was installed; run the command again, and if it stays so, check the mirror or proxy: pip config list; env | grep -i -e proxy -e mirror",
      cause: WebAddress.withoutUser(artifact.url))
  }
}
