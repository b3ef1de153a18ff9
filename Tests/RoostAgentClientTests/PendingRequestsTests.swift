import RoostAgentProtocol
import Testing

@testable import RoostAgentClient

/// Which answer goes to whom.
struct PendingRequestsTests {
  private let later = ContinuousClock.now.advanced(by: .seconds(60))

  @Test func answersGoToTheirRequestOnce() {
    var pending = PendingRequests<String>()
    let (left, right) = (pending.add(.request("left", deadline: later)), pending.add(.request("right", deadline: later)))
    #expect(left == 1 && right == 2)
    guard case .answer("right") = pending.deliver(.done, on: 2) else { return #expect(Bool(false), "the second request") }
    guard case .nobody = pending.deliver(.done, on: 2) else { return #expect(Bool(false), "an answer comes once") }
    guard case .nobody = pending.deliver(.done, on: 99) else { return #expect(Bool(false), "nobody asked") }
  }

  @Test func subscriptionsEndWithTheirLastMessage() {
    var pending = PendingRequests<String>()
    _ = pending.add(.subscription(Mailbox(capacity: 10)))
    guard case .message(_, isLast: false) = pending.deliver(.gap(from: 0, to: 1), on: 1) else { return #expect(Bool(false)) }
    guard case .message(_, isLast: true) = pending.deliver(.end(offset: 1), on: 1) else { return #expect(Bool(false)) }
    #expect(pending.isEmpty)
  }

  @Test func lateRequestsAreGivenUp() {
    var pending = PendingRequests<String>()
    _ = pending.add(.request("late", deadline: .now))
    _ = pending.add(.request("early", deadline: later))
    _ = pending.add(.events)
    #expect(pending.expired(at: .now.advanced(by: .seconds(1))) == ["late"])
    #expect(pending.hasDeadlines)
  }

  @Test func thereIsABound() {
    var pending = PendingRequests<Int>()
    for number in 0..<PendingRequests<Int>.maximumCount { _ = pending.add(.request(number, deadline: later)) }
    #expect(pending.add(.events) == nil)
    #expect(pending.removeAll().count == PendingRequests<Int>.maximumCount)
  }
}
