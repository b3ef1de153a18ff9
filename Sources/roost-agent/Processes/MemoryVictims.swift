/// Counts the processes that the kernel killed because the sandbox's memory limit was reached.
final class MemoryVictims {
  private let events: Descriptor?
  private var known: UInt64 = 0

  init(_ events: Descriptor?) {
    self.events = events
    known = count()
  }

  /// True when there are more than when last asked. Called for a process that died of SIGKILL.
  func hasGrown() -> Bool {
    let before = known
    known = count()
    return known > before
  }

  private func count() -> UInt64 {
    guard let text = try? events?.read(4096, at: 0) else { return 0 }
    return MemoryVictims.count(in: String(decoding: text, as: UTF8.self))
  }

  /// From the line `oom_kill <count>`.
  static func count(in text: String) -> UInt64 {
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count == 2, words[0] == "oom_kill" { return UInt64(words[1]) ?? 0 }
    }
    return 0
  }
}
