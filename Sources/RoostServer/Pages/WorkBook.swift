import RoostDashboard
import RoostModel
import Synchronization

/// Work that forms began, so that pages can show how it goes. The newest hundred are kept; what they are about is told by the journals
/// of deployments and transactions for longer.
final class WorkBook: Sendable {
  private struct Work {
    var title: String
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
    _ title: String, then place: Place, _ operation: @escaping @Sendable (@escaping ProgressSink) async throws(Problem) -> Void
  ) throws(Problem) -> Place {
    let number = enter(title)
    try runner.submit { [self] in
      do throws(Problem) {
        try await operation { self.note($0, number) }
        end(number, .done(place))
      } catch {
        end(number, .failed(error))
      }
    }
    return .work(number)
  }

  func page(_ number: Int) throws(Problem) -> WorkPage {
    guard let work = state.withLock({ $0.works[number] }) else {
      throw Problem(
        .usageInvalid, "nothing is known of work \(number) any more", hint: "see what happened: roost runtime history")
    }
    return WorkPage(title: work.title, number: number, events: work.events, outcome: work.outcome)
  }

  private func enter(_ title: String) -> Int {
    state.withLock { state in
      let number = state.next
      state.next += 1
      state.works[number] = Work(title: title)
      state.works[number - WorkBook.mostKept] = nil
      return number
    }
  }

  private func note(_ event: ProgressEvent, _ number: Int) {
    state.withLock { state in
      guard var work = state.works[number] else { return }
      if case .transfer(let name, _, _) = event, case .transfer(name, _, _) = work.events.last { work.events.removeLast() }
      work.events.append(event)
      if work.events.count > WorkBook.mostEvents { work.events.removeFirst() }
      state.works[number] = work
    }
  }

  private func end(_ number: Int, _ outcome: WorkPage.Outcome) {
    state.withLock { $0.works[number]?.outcome = outcome }
  }
}
