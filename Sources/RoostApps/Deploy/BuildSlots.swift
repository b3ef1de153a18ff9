import RoostModel
import Synchronization

/// How many builds, or environments made ahead, are under way at once on this machine. Those that wait go in the order in which
/// they came.
final class BuildSlots: Sendable {
  private struct State {
    var free: Int
    var waiting: [(number: Int, turn: CheckedContinuation<Bool, Never>)] = []
    var next = 0
  }
  private let state: Mutex<State>

  init(_ count: Int) { state = Mutex(State(free: max(1, count))) }

  /// Runs `build` in a slot; says so when it has to wait for one. Throws `cancelled` when it is called off while it waits.
  func occupy<Value: Sendable>(
    _ progress: ProgressSink, _ build: () async throws(Problem) -> Value
  ) async throws(Problem) -> Value {
    guard await enter(progress) else {
      throw Problem(.cancelled, "the build was called off while it waited for another one", hint: "deploy again")
    }
    defer { leave() }
    return try await build()
  }

  private func enter(_ progress: ProgressSink) async -> Bool {
    let number: Int? = state.withLock { state in
      if state.free > 0 {
        state.free -= 1
        return nil
      }
      state.next += 1
      return state.next
    }
    guard let number else { return true }
    progress(.stage("wait", detail: "other builds are under way on this machine"))
    return await withTaskCancellationHandler {
      await withCheckedContinuation { turn in wait(number, turn) }
    } onCancel: {
      giveUp(number)
    }
  }

  private func wait(_ number: Int, _ turn: CheckedContinuation<Bool, Never>) {
    let answer: Bool? = state.withLock { state in
      if Task.isCancelled { return false }
      if state.free > 0 {
        state.free -= 1
        return true
      }
      state.waiting.append((number, turn))
      return nil
    }
    if let answer { turn.resume(returning: answer) }
  }

  private func giveUp(_ number: Int) {
    let turn: CheckedContinuation<Bool, Never>? = state.withLock { state in
      guard let index = state.waiting.firstIndex(where: { $0.number == number }) else { return nil }
      return state.waiting.remove(at: index).turn
    }
    turn?.resume(returning: false)
  }

  private func leave() {
    let turn: CheckedContinuation<Bool, Never>? = state.withLock { state in
      guard state.waiting.isEmpty else { return state.waiting.removeFirst().turn }
      state.free += 1
      return nil
    }
    turn?.resume(returning: true)
  }
}
