import RoostModel
import RoostStore
import Testing

@Suite struct RepeatStoreTests {
  @Test func aKeyIsTakenOnceAndKeepsWhatBecameOfIt() async throws {
    let store = try Store.inMemory()
    #expect(try await store.claimRepeat("k", digest: [1], now: 100, since: 0) == nil)
    let taken = try #require(try await store.claimRepeat("k", digest: [2], now: 101, since: 0))
    #expect(taken.digest == [1] && taken.outcome == nil)
    try await store.keepRepeat("k", outcome: [7, 8])
    #expect(try await store.claimRepeat("k", digest: [1], now: 102, since: 0)?.outcome == [7, 8])
    #expect(try await store.claimRepeat("other", digest: [1], now: 102, since: 0) == nil)
  }

  @Test func whatIsOldOrGivenBackIsForgotten() async throws {
    let store = try Store.inMemory()
    _ = try await store.claimRepeat("old", digest: [1], now: 100, since: 0)
    #expect(try await store.claimRepeat("old", digest: [2], now: 300, since: 200) == nil)
    try await store.keepRepeat("old", outcome: nil)
    #expect(try await store.claimRepeat("old", digest: [3], now: 301, since: 200) == nil)
  }
}
