import AsyncHTTPClient
import Crypto
import NIOCore
import NIOHTTP1
import RoostModel
import RoostSystem
import SystemPackage

/// The fetching of one archive: redirects are followed one by one, each to an address that was checked.
struct WebDownload: Sendable {
  private static let longestChain = 5

  private let start: WebPlace
  private let sum: String?
  private let fields: [(name: String, value: String)]
  private let settings: SourceSettings
  private let check: AddressCheck
  private let progress: ProgressSink

  init(source: DeploySource.Web, headers: [UInt8]?, settings: SourceSettings, progress: @escaping ProgressSink) throws(Problem) {
    start = try WebPlace(source.url)
    if let sum = source.sha256 {
      guard sum.utf8.count == 64, sum.allSatisfy(\.isHexDigit) else {
        throw Problem(.usageInvalid, "the SHA-256 is not 64 hexadecimal digits", hint: "ask for it: sha256sum shop.tar.gz")
      }
    }
    sum = source.sha256?.lowercased()
    fields = try HeaderLines.parse(headers ?? [])
    self.settings = settings
    check = AddressCheck(rule: PublicAddresses(allowed: settings.allowed))
    self.progress = progress
  }

  var shownAddress: String { start.shown }
  var fileName: String { SourceText.line(start.fileName, atMost: 100) }

  /// The file and its SHA-256.
  func run(in room: FetchRoom) async throws(Problem) -> (FilePath, String) {
    progress(.stage("fetch", detail: shownAddress))
    let file = room.root.appending("download")
    let deadline = ContinuousClock.now + settings.timeLimit
    var place = start
    for _ in 0...WebDownload.longestChain {
      guard let next = try await hop(place, to: file, until: deadline) else {
        let found = try await BlockingWork.run { () throws(Problem) in try FileSum.sha256(of: file) }
        guard sum == nil || sum == found else {
          throw Problem(
            .downloadCorrupt, "\(fileName) has the SHA-256 \(found), not \(sum ?? "")",
            hint: "compare it with what its maker says, then name that one: --sha256 \(found)")
        }
        return (file, found)
      }
      place = next
    }
    throw failed("the server redirects more than \(WebDownload.longestChain) times")
  }

  /// One request: `nil` when its body is in the file, else where to ask next.
  private func hop(_ place: WebPlace, to file: FilePath, until deadline: ContinuousClock.Instant) async throws(Problem)
    -> WebPlace?
  {
    let target = try await check.place(of: place.host)
    guard place.scheme == "https" || target.isAllowed else {
      throw Problem(
        .permissionDenied, "\(place.shown) is not protected by TLS",
        hint: "use https: \(place.shown.replacing("http:", with: "https:"))")
    }
    let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration(place, target))
    let outcome: Result<WebPlace?, Problem>
    do {
      outcome = .success(try await ask(place, client, file, deadline))
    } catch let problem as Problem {
      outcome = .failure(problem)
    } catch {
      outcome = .failure(failed("\(error)"))
    }
    do { try await client.shutdown() } catch {
      throw Problem.unexpected(error, during: "closing the connection to \(place.host)")
    }
    return try outcome.get()
  }

  private func configuration(_ place: WebPlace, _ target: AddressCheck.Place) -> HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow, decompression: .disabled)
    configuration.timeout = .init(connect: .seconds(10), read: .nanoseconds(Int64(settings.stallLimit / .nanoseconds(1))))
    configuration.httpVersion = .http1Only
    configuration.connectionPool.retryConnectionEstablishment = false
    // The name stays in the certificate's check and in `Host`; the connection goes to the address that was judged.
    configuration.dnsOverride = [place.host: target.address]
    return configuration
  }

  private func ask(
    _ place: WebPlace, _ client: HTTPClient, _ file: FilePath, _ deadline: ContinuousClock.Instant
  ) async throws -> WebPlace? {
    var request = HTTPClientRequest(url: place.text)
    request.headers.add(name: "User-Agent", value: "roost/\(RoostVersion.current)")
    request.headers.add(name: "Accept-Encoding", value: "identity")
    if place.isSameOrigin(as: start) { for (name, value) in fields { request.headers.add(name: name, value: value) } }
    let response = try await client.execute(request, timeout: .seconds(60))
    if [301, 302, 303, 307, 308].contains(response.status.code) {
      guard let location = response.headers.first(name: "Location") else { throw failed("the server redirects to nowhere") }
      return try place.following(location)
    }
    guard response.status == .ok else { throw failed("the server answered \(response.status.code)") }
    let total = response.headers.first(name: "Content-Length").flatMap(UInt64.init)
    if let total, total > settings.archiveLimit.bytes { throw tooLarge }
    try await receive(response.body, total: total, to: file, until: deadline)
    return nil
  }

  private func receive(
    _ body: HTTPClientResponse.Body, total: UInt64?, to path: FilePath, until deadline: ContinuousClock.Instant
  ) async throws {
    let file = try await BlockingWork.run { () throws(Problem) in try FetchedFile(path) }
    var done: UInt64 = 0
    var told = ContinuousClock.now
    for try await chunk in body {
      done += UInt64(chunk.readableBytes)
      guard done <= settings.archiveLimit.bytes else { throw tooLarge }
      let bytes = Array(chunk.readableBytesView)
      try await BlockingWork.run { () throws(Problem) in try file.append(bytes) }
      let now = ContinuousClock.now
      guard now < deadline else { throw failed("it took longer than \(settings.timeLimit.components.seconds) s") }
      guard now - told > .milliseconds(200) else { continue }
      told = now
      progress(.transfer(fileName, done: ByteCount(done), total: total.map(ByteCount.init)))
    }
    guard total == nil || total == done else { throw failed("the connection ended after \(ByteCount(done))") }
    progress(.transfer(fileName, done: ByteCount(done), total: ByteCount(done)))
  }

  private var tooLarge: Problem {
    Problem(
      .projectFileRefused, "\(fileName) is longer than \(settings.archiveLimit)",
      hint: "leave out of it what the project does not need, such as node_modules")
  }

  private func failed(_ why: String) -> Problem {
    Problem(
      .downloadFailed, "\(shownAddress) could not be fetched: \(why)",
      hint: "see what it answers: curl -fLo /dev/null '\(shownAddress)'")
  }
}
