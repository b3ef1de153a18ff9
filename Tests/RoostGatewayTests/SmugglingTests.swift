import RoostGateway
import Synchronization
import Testing

/// Requests that two readers could understand differently, over real sockets to an app that notes what it gets.
@Suite struct SmugglingTests {
  /// What apps got, over all cases.
  private final class Record: Sendable {
    private let targets = Mutex<[String]>([])
    private let encodings = Mutex<[String]>([])

    func note(_ request: Message) {
      // What the gateway breaks off reaches the app as a message that is not whole, which an app drops.
      if !request.isTruncated { targets.withLock { $0.append(request.target) } }
      if let encoding = request["transfer-encoding"], encoding != "chunked" { encodings.withLock { $0.append(encoding) } }
    }
    func count(_ path: String) -> Int { targets.withLock { $0.count { $0.hasPrefix(path) } } }
    /// Said in other words than the gateway's: an app that does not know them reads another request.
    var strangeEncodings: [String] { encodings.withLock { $0 } }
    var evil: [String] { targets.withLock { $0.filter { $0.contains("/evil") } } }
  }

  private struct Outcome: Equatable {
    var statuses: [Int] = []
    var staysOpen = false
  }

  @Test func theCorpusIsThere() {
    #expect(CorpusCase.requests.count >= 230)
    #expect(Set(CorpusCase.requests.map(\.name)).count == CorpusCase.requests.count)
  }

  @Test func everyCaseEndsAsItMust() async throws {
    let record = Record()
    let app = try TestApp.answering { request in
      record.note(request)
      return ok(request.target)
    }
    defer { app.stop() }
    try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      for item in CorpusCase.requests {
        let ended = try await onThread { try outcome(of: item, at: port) }
        #expect(ended == Outcome(statuses: item.statuses, staysOpen: item.staysOpen), "\(item.name)")
        #expect(try await eventually { record.count(item.path) == item.seen }, "\(item.name): \(record.count(item.path)) seen")
      }
      // Once more, when everything that could still arrive has.
      for item in CorpusCase.requests { #expect(record.count(item.path) == item.seen, "\(item.name)") }
      #expect(record.evil == [] && record.strangeEncodings == [])
    }
  }

  /// Cut anywhere, a case ends as it does at once.
  @Test func everyCaseByTheByte() {
    for item in CorpusCase.requests where item.bytes.count < 2_000 {
      let whole = Transcript(item.bytes, cuts: [])
      #expect(Transcript(item.bytes, cuts: Array(0..<item.bytes.count)) == whole, "\(item.name)")
    }
  }

  private func outcome(of item: CorpusCase, at port: Int) throws -> Outcome {
    let reader = MessageReader(try RawSocket.connect(port))
    // The gateway may have answered and gone before everything is sent.
    try? reader.socket.send(item.bytes)
    if item.statuses.isEmpty { reader.socket.shutdownWrites() }
    var outcome = Outcome()
    for _ in item.statuses {
      guard let answer = try reader.next(isResponse: true) else { return outcome }
      outcome.statuses.append(answer.status)
    }
    guard item.staysOpen else {
      if let more = try reader.next(isResponse: true) { outcome.statuses.append(more.status) }
      return outcome
    }
    // Whatever the gateway believes to have read, the next request must be answered as itself.
    try reader.socket.send(get("/after", host: "shop.localhost"))
    outcome.staysOpen = try reader.next(isResponse: true)?.text == "/after"
    return outcome
  }
}
