import RoostModel
import Testing

@testable import RoostApps

@Suite struct EventFeedTests {
  private func feed(capacity: Int = 1000) -> EventFeed { EventFeed(capacity: capacity) { 0 } }

  private func numbers(_ stream: AsyncStream<ServerEvent>) async -> [Int] {
    var numbers: [Int] = []
    for await event in stream { numbers.append(event.id) }
    return numbers
  }

  @Test func aClientGoesOnWhereItWas() async {
    let feed = feed()
    for number in 1...3 { feed.add(.appState, subject: "shop", text: "\(number)", state: .running) }
    #expect(await numbers(feed.events(after: nil, follows: false)) == [1, 2, 3])
    #expect(await numbers(feed.events(after: 2, follows: false)) == [3])
  }

  @Test func onlyTheNewestAreKept() async {
    let feed = feed(capacity: 2)
    for number in 1...5 { feed.add(.runtimeInstalled, subject: "x", text: "\(number)") }
    #expect(await numbers(feed.events(after: nil, follows: false)) == [4, 5])
  }

  @Test func aListenerGetsWhatComesAndEndsWithTheFeed() async {
    let feed = feed()
    feed.add(.appState, subject: "shop", text: "before")
    let stream = feed.events(after: nil, follows: true)
    feed.add(.appState, subject: "shop", text: "after", state: .runtimeMissing)
    feed.finish()
    var texts: [String] = []
    for await event in stream { texts.append(event.text) }
    #expect(texts == ["before", "after"])
  }

  @Test func aNumberOfAnEarlierDaemonHidesNothing() async {
    let later = EventFeed { 1_763_000_000 }
    for number in 1...3 { later.add(.appState, subject: "shop", text: "\(number)") }
    let all = [1_763_000_000_001, 1_763_000_000_002, 1_763_000_000_003]
    #expect(await numbers(later.events(after: 1_762_999_999_002, follows: false)) == all)
    #expect(await numbers(later.events(after: all[1], follows: false)) == [all[2]])

    // The clock was set back.
    let feed = feed()
    for number in 1...2 { feed.add(.appState, subject: "shop", text: "\(number)") }
    #expect(await numbers(feed.events(after: 900, follows: false)) == [1, 2])
    #expect(await numbers(feed.events(after: 2, follows: false)) == [])
    #expect(await numbers(feed.events(after: .max, follows: false)) == [], "who wants nothing of what is kept")
  }
}
