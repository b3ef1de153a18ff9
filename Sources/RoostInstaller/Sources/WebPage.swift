import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import RoostModel
import RoostSystem

/// A small document on a server: a list of versions, of checksums, a signature.
struct WebPage: Sendable {
  let address: String
  let proxy: ProxySettings
  var headers: HTTPHeaders = [:]
  var limit = WebPage.longest
  var schedule = RetrySchedule(pauses: [.milliseconds(300), .seconds(1)])

  static let longest = 32 << 20
  private static let patience = TimeAmount.seconds(30)

  struct Answer: Sendable {
    var status: UInt
    var headers: HTTPHeaders
    var body: [UInt8]
  }

  /// Its contents. `download.failed` when it cannot be had.
  func fetch() async throws(Problem) -> [UInt8] {
    let answer = try await ask()
    guard answer.status == 200 else { throw failed("the server answered \(answer.status)") }
    return answer.body
  }

  /// Whatever the server answers, asked again while it is in trouble.
  func ask() async throws(Problem) -> Answer {
    guard case .web(let scheme, let host) = ArtifactLocation(url: address) else { throw failed("this is no http address") }
    var number = 0
    while true {
      let reason: String
      do {
        let answer = try await HTTPClient.withDownloads(through: proxy.server(scheme: scheme, host: host)) { client in
          try await ask(client)
        }
        guard answer.status == 429 || answer.status >= 500 else { return answer }
        reason = "the server answered \(answer.status)"
      } catch {
        switch FetchInterruption(error) {
        case .problem(let problem): throw problem
        case .final(let why): throw failed(why)
        case .transient(let why): reason = why
        }
      }
      guard let pause = schedule.pause(after: number) else { throw failed(reason) }
      number += 1
      do { try await ContinuousClock().sleep(for: pause) } catch {
        throw Problem.unexpected(error, during: "fetching \(address)")
      }
    }
  }

  private func ask(_ client: HTTPClient) async throws -> Answer {
    let request = FollowedRequest(address: address, ownHeaders: headers, patience: WebPage.patience)
    let response = try await request.run(with: client).response
    do {
      let body = try await response.body.collect(upTo: limit)
      return Answer(status: response.status.code, headers: response.headers, body: Array(body.readableBytesView))
    } catch is NIOTooManyBytesError {
      throw FetchInterruption.final("it is longer than \(ByteCount(UInt64(limit)))")
    }
  }

  private func failed(_ reason: String) -> Problem {
    Problem(
      .downloadFailed, "\(WebAddress.withoutUser(address)) could not be fetched: \(reason)",
      hint: "check the connection, then run the command again; behind a proxy: export HTTPS_PROXY=http://HOST:PORT")
  }
}
