import RoostModel
import Testing

@testable import RoostKeeper

@Suite struct NoticeFeedTests {
  private func notice(_ name: EnvironmentName) -> EnvironmentNotice {
    EnvironmentNotice(environment: name, kind: .state, text: "x")
  }

  @Test func theOldestIsForgottenAndNumbersGrow() async throws {
    let feed = NoticeFeed(capacity: 3, now: { 0 })
    let name = try EnvironmentName("dev")
    for _ in 0..<5 { feed.add(notice(name)) }
    var ids: [Int] = []
    for try await notice in feed.notices(of: nil, after: nil, follows: false) { ids.append(notice.id) }
    #expect(ids == [3, 4, 5])
    ids = []
    for try await notice in feed.notices(of: nil, after: 4, follows: false) { ids.append(notice.id) }
    #expect(ids == [5])
  }

  @Test func somebodyWhoAsksForOneEnvironmentGetsNoOther() async throws {
    let feed = NoticeFeed(now: { 7 })
    let (one, two) = (try EnvironmentName("one"), try EnvironmentName("two"))
    feed.add(notice(one))
    let stream = feed.notices(of: two, after: nil, follows: true)
    feed.add(notice(one))
    feed.add(notice(two))
    feed.finish()
    var names: [EnvironmentName] = []
    for try await notice in stream { names.append(notice.environment) }
    #expect(names == [two])
  }
}
