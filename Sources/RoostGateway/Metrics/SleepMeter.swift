/// How long an app slept, and how often it woke. Times are nanoseconds of one clock. Pure.
struct SleepMeter: Sendable, Equatable {
  private(set) var wakes = 0
  private var slept: UInt64 = 0
  private var since: UInt64?

  mutating func note(asleep: Bool, at now: UInt64) {
    switch (since, asleep) {
    case (nil, true): since = now
    case (let began?, false):
      slept += now - min(now, began)
      since = nil
      wakes += 1
    case (nil, false), (_?, true): break
    }
  }

  func seconds(at now: UInt64) -> Double {
    Double(slept + (since.map { now - min(now, $0) } ?? 0)) / 1_000_000_000
  }
}
