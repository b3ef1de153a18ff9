/// Tells which processes the kernel killed because the sandbox's memory limit was reached.
///
/// The kernel counts victims without naming them: a process that died of SIGKILL is taken for one when the count has just
/// grown. A victim that was not started by a client makes a later one doubtful for a second, no longer.
final class MemoryVictims {
  private static let windowNanoseconds: UInt64 = 1_000_000_000

  private let events: Descriptor?
  /// How many there were when last looked at.
  private(set) var known: UInt64 = 0
  private var unclaimed: UInt64 = 0
  private var lastGrowth: UInt64 = 0

  init(_ events: Descriptor?) {
    self.events = events
    known = count()
  }

  /// Called at the end of every process, so that growth is seen when it happens.
  func look() {
    let (before, now) = (known, Clock.monotonic)
    known = count()
    if now - lastGrowth > MemoryVictims.windowNanoseconds { unclaimed = 0 }
    guard known > before else { return }
    unclaimed += known - before
    lastGrowth = now
  }

  /// Whether a process that was just killed can be one of them.
  func claim() -> Bool {
    if unclaimed == 0 { return false }
    unclaimed -= 1
    return true
  }

  private func count() -> UInt64 {
    guard let text = try? events?.read(4096, at: 0) else { return 0 }
    return MemoryVictims.count(in: String(decoding: text, as: UTF8.self))
  }

  /// From the line `oom_kill <count>`.
  private static func count(in text: String) -> UInt64 {
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count == 2, words[0] == "oom_kill" { return UInt64(words[1]) ?? 0 }
    }
    return 0
  }
}
