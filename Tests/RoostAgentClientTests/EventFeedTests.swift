import RoostModel
import Testing

@testable import RoostAgentClient

/// Events to many listeners that come and go.
@Suite struct EventFeedTests {
  /// A cancelled listener calls back while the runtime holds what a yield to it needs: one that takes the feed's lock never returns.
  @Test(.timeLimit(.minutes(1))) func aListenerMayLeaveWhileSomethingHappens() async {
    let feed = EventFeed()
    for _ in 0..<3000 {
      await withTaskGroup { group in
        for _ in 0..<2 { group.addTask { for await _ in feed.events() {} } }
        group.addTask { for turn in 0..<20 { feed.enter(turn % 2 == 0 ? .paused : .ready) } }
        group.addTask { for turn in 0..<20 { feed.enter(turn % 2 == 0 ? .ready : .paused) } }
        await group.next()
        group.cancelAll()
      }
    }
  }

  @Test func everybodySeesTheSameOrderAndTheEnd() async {
    let feed = EventFeed()
    let (one, two) = (feed.events(), feed.events())
    for state in [EnvironmentState.ready, .paused, .ready, .destroyed] { feed.enter(state) }
    var (first, second): ([EnvironmentEvent], [EnvironmentEvent]) = ([], [])
    for await event in one { first.append(event) }
    for await event in two { second.append(event) }
    #expect(first == second && first.last == .state(.destroyed), "\(first)")
  }
}
