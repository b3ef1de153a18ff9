import Hummingbird
import Logging
import RoostDashboard
import RoostModel
import Synchronization

/// A page that is open, told what changes: the same address, asked for as events. Its handler makes the page again, and what became of
/// the elements that a browser has seen is sent.
struct LivePage: Sendable {
  /// What is sent when something changed.
  struct Change: Codable, Sendable, Resumable {
    var parts: [Fragments.Fragment]
    /// Nothing more will change.
    var isStill: Bool?
    /// The answer is elsewhere now.
    var place: String?
    /// Sent as the event's own number.
    var seen = ""
    var streamID: String { seen }

    private enum CodingKeys: String, CodingKey { case parts, isStill, place }
  }

  /// Something of the machine or of an app happened.
  let events: @Sendable () async throws(Problem) -> AsyncStream<ServerEvent>
  /// Makes the page and puts it into the context; or leads elsewhere.
  let render: @Sendable () async throws -> Response
  let context: APIContext
  var seen: String

  /// Whoever is allowed to look may not be any more: a browser asks again, and is looked at.
  private static let longest: Duration = .seconds(300)
  /// No page is made more often, and none takes more than a twentieth of a processor, unless it would be late by more than a beat.
  private static let pause: Duration = .milliseconds(300)
  private static let share = 20

  private static func rest(after cost: Duration) -> Duration { max(pause, min(cost * share, Beat.idle)) }

  static func isWanted(by request: Request) -> Bool { StreamForm(wantedBy: request) == .events }

  func response() async throws -> Response {
    let events = try await events()
    // One that is not there, or not for who asks, is refused as a page is.
    let first = try await sight()
    let feed = LineFeed<StreamItem<Change>>(capacity: 4)
    let body = LineStreamBody(
      feed: feed, dropped: { _ in nil }, stopping: .problem(.daemonStopping), unknown: .problem(.unknownCredential),
      form: .events)
    return body.response(for: context) { await follow(events, from: first, into: feed) }
  }

  private func follow(
    _ events: AsyncStream<ServerEvent>, from first: Sight, into feed: LineFeed<StreamItem<Change>>
  ) async {
    let (wakes, wake) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    let beat = Beat()
    do {
      try await withThrowingTaskGroup(of: Void.self) { group in
        defer { group.cancelAll() }
        group.addTask {
          for await _ in events { wake.yield() }
          wake.finish()
        }
        group.addTask {
          while (try? await Task.sleep(for: beat.interval)) != nil { wake.yield() }
        }
        wake.yield()
        try await look(at: wakes, from: first, into: feed, beat)
      }
      feed.end()
    } catch {
      feed.end(with: .problem(.unexpected(error, during: "keeping a page up to date")))
    }
  }

  private func look(
    at wakes: AsyncStream<Void>, from first: Sight, into feed: LineFeed<StreamItem<Change>>, _ beat: Beat
  ) async throws {
    let clock = ContinuousClock()
    let end = clock.now + LivePage.longest
    var seen = seen
    var known: Sight? = first
    for await _ in wakes {
      guard clock.now < end else { return }
      let began = clock.now
      let sight = if let known { known } else { try await sight() }
      let cost = clock.now - began
      known = nil
      guard case .page(let fragments, let freshness) = sight else { return await lead(by: sight, in: feed) }
      let parts = fragments.changes(since: seen)
      seen = fragments.seen
      let isStill = freshness == .still
      if !parts.isEmpty || isStill {
        let change = Change(parts: parts, isStill: isStill ? true : nil, seen: seen)
        guard await feed.put(.item(change)), !isStill else { return }
      }
      beat.set(freshness == .work ? .seconds(1) : Beat.idle)
      try await clock.sleep(for: LivePage.rest(after: cost))
    }
  }

  private func lead(by sight: Sight, in feed: LineFeed<StreamItem<Change>>) async {
    guard case .elsewhere(let place) = sight else { return }
    _ = await feed.put(.item(Change(parts: [], isStill: true, place: place, seen: seen)))
  }

  private enum Sight {
    case page(Fragments, Freshness)
    case elsewhere(String)
  }

  private func sight() async throws -> Sight {
    let response = try await render()
    if let shown = context.shown.take() { return .page(shown.0, shown.1) }
    guard response.status.kind == .redirection, let place = response.headers[.location] else { throw Problem.pageGone }
    return .elsewhere(place)
  }
}

/// How often a page is looked at though nothing is known to have happened.
private final class Beat: Sendable {
  static let idle = Duration.seconds(10)
  private let state = Mutex(Duration.seconds(1))
  var interval: Duration { state.withLock { $0 } }
  func set(_ interval: Duration) { state.withLock { $0 = interval } }
}

/// What a handler made, when it is asked by ``LivePage``.
final class ShownPage: Sendable {
  private let page = Mutex<(Fragments, Freshness)?>(nil)

  func put(_ page: some Page, in frame: Frame) {
    let made = (Document(page, in: frame).fragments, page.freshness)
    self.page.withLock { $0 = made }
  }

  func take() -> (Fragments, Freshness)? {
    page.withLock { page in
      defer { page = nil }
      return page
    }
  }
}

extension Problem {
  /// The answer is another page now, or none.
  fileprivate static var pageGone: Problem {
    Problem(.usageInvalid, "what the page showed is not there any more", hint: "load the page again")
  }
}
