import Synchronization
import Testing

@testable import RoostGateway

@Suite struct RouteGateTests {
  private final class Turns: Sendable {
    private let told = Mutex<[Int]>([])
    var list: [Int] { told.withLock { $0 } }
    func note(_ number: Int) { told.withLock { $0.append(number) } }
  }

  private final class Tally: Sendable {
    private let counts = Mutex((served: 0, most: 0))
    var served: Int { counts.withLock { $0.served } }
    var most: Int { counts.withLock { $0.most } }
    func note(_ inside: Int) { counts.withLock { $0 = ($0.served + 1, max($0.most, inside)) } }
  }

  @Test func whoWaitsComesInOrder() {
    let gate = RouteGate(capacity: 1, places: 2)
    let turns = Turns()
    #expect(gate.enter(turn: turns.note) == .entered)
    #expect(gate.enter(turn: turns.note) == .waits(0))
    #expect(gate.enter(turn: turns.note) == .waits(1))
    #expect(gate.enter(turn: turns.note) == .full)
    gate.leave()
    #expect(turns.list == [0] && gate.count == 1)
    gate.leave()
    #expect(turns.list == [0, 1] && gate.count == 1)
    gate.leave()
    #expect(gate.count == 0 && gate.enter(turn: turns.note) == .entered)
  }

  @Test func whoGivesUpTakesNoTurn() {
    let gate = RouteGate(capacity: 1, places: 2)
    let turns = Turns()
    _ = gate.enter(turn: turns.note)
    _ = gate.enter(turn: turns.note)
    _ = gate.enter(turn: turns.note)
    gate.forget(0)
    gate.leave()
    #expect(turns.list == [1])
    gate.leave()
    #expect(gate.count == 0 && gate.waiting == 0)
  }

  @Test func withoutAQueueOneTooManyIsRefused() {
    let gate = RouteGate(capacity: 2, places: 0)
    #expect(gate.enter { _ in } == .entered && gate.enter { _ in } == .entered && gate.enter { _ in } == .full)
    gate.leave()
    #expect(gate.enter { _ in } == .entered)
  }

  /// Nobody is forgotten in the queue and never more are inside than allowed, whatever the order of threads.
  @Test func manyThreads() async {
    let gate = RouteGate(capacity: 3, places: 10_000)
    let tally = Tally()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          for _ in 0..<2_000 {
            await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
              if gate.enter(turn: { _ in done.resume() }) == .entered { done.resume() }
            }
            tally.note(gate.count)
            gate.leave()
          }
        }
      }
    }
    #expect(tally.served == 8_000 && tally.most <= 3)
    #expect(gate.count == 0 && gate.waiting == 0)
  }
}
