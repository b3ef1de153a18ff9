import Foundation

/// What happened, in its order; a test may stop what happens at a moment of its choice.
actor Moments {
  private(set) var seen: [String] = []
  private var held: Set<String> = []
  private var stopped: [String: [CheckedContinuation<Void, Never>]] = [:]

  /// Suspends while a test holds it there.
  func reach(_ moment: String) async {
    seen.append(moment)
    guard held.contains(moment) else { return }
    await withCheckedContinuation { stopped[moment, default: []].append($0) }
  }

  func hold(_ moment: String) { held.insert(moment) }

  func letGo(_ moment: String) {
    held.remove(moment)
    for waiter in stopped.removeValue(forKey: moment) ?? [] { waiter.resume() }
  }

  func count(_ moment: String) -> Int { seen.count { $0 == moment } }
  func place(_ moment: String) -> Int? { seen.firstIndex(of: moment) }
}
