import RoostDashboard
import RoostModel
import Synchronization

/// Work that forms began, so that pages can show how it goes. The newest hundred are kept; what they are about is told by the journals
/// of deployments and transactions for longer.
final class WorkBook: Sendable {
  private struct Work {
    var title: String
    /// Where to begin again.
    var back: Place?
    /// Its end is no page of its own.
    var leadsOn = false
    var events: [ProgressEvent] = []
    var outcome = WorkPage.Outcome.underWay
  }

  private struct State {
    var works: [Int: Work] = [:]
    var next = 1
  }

  static let mostKept = 100
  static let mostEvents = 400

  private let state = Mutex(State())
  private let runner: OperationRunner

  init(runner: OperationRunner) { self.runner = runner }

  /// Begins it, and says under which number it is found. It goes on when nobody looks.
  func begin(
    _ title: String, then place: Place, back: Place? = nil,
    _ operation: @escaping @Sendable (@escaping ProgressSink) async throws(Problem) -> Void
  ) throws(Problem) -> Place {
    // Whoever waits for a runtime wants to go on with what waits.
    let leadsOn = if case .draft = place { true } else { false }
    return try begin(Work(title: title, back: back, leadsOn: leadsOn)) { (sink) async throws(Problem) in
      try await operation(sink)
      return place
    }
  }

  /// The same for what says in the end where it leads.
  func begin(
    _ title: String, back: Place, _ operation: @escaping @Sendable (@escaping ProgressSink) async throws(Problem) -> Place
  ) throws(Problem) -> Place {
    try begin(Work(title: title, back: back, leadsOn: true), operation)
  }

  private func begin(
    _ work: Work, _ operation: @escaping @Sendable (@escaping ProgressSink) async throws(Problem) -> Place
  ) throws(Problem) -> Place {
    let number = enter(work)
    do throws(Problem) {
      try runner.submit { [self] in
        do throws(Problem) {
          let place = try await operation { self.note($0, number) }
          end(number, .done(place))
        } catch {
          end(number, .failed(error))
        }
      }
    } catch {
      state.withLock { $0.works[number] = nil }
      throw error
    }
    return .work(number)
  }

  func page(_ number: Int) throws(Problem) -> WorkPage {
    guard let work = state.withLock({ $0.works[number] }) else {
      throw Problem(
        .usageInvalid, "nothing is known of work \(number) any more", hint: "see what happened: roost runtime history")
    }
    return WorkPage(title: work.title, number: number, events: work.events, outcome: work.outcome, back: work.back)
  }

  /// Where ended work that is no page of its own led.
  func place(behind number: Int) -> Place? {
    guard let work = state.withLock({ $0.works[number] }), work.leadsOn, case .done(let place) = work.outcome else { return nil }
    return place
  }

  private func enter(_ work: Work) -> Int {
    state.withLock { state in
      let number = state.next
      state.next += 1
      state.works[number] = work
      state.works[number - WorkBook.mostKept] = nil
      return number
    }
  }

  private func note(_ event: ProgressEvent, _ number: Int) {
    state.withLock { state in
      guard var work = state.works[number] else { return }
      if let older = work.events.lastIndex(where: event.supersedes) {
        work.events[older] = event
      } else {
        work.events.append(event)
        if work.events.count > WorkBook.mostEvents { work.events.removeFirst() }
      }
      state.works[number] = work
    }
  }

  private func end(_ number: Int, _ outcome: WorkPage.Outcome) {
    state.withLock { $0.works[number]?.outcome = outcome }
  }
}
