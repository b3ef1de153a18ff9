/// Makes guessing slow: after a few wrong passwords each further one costs twice the wait of the one before. Counted for a name at
/// an address, for an address, and for a name from anywhere, so that neither many names nor many addresses are a way around.
package struct LoginThrottle: Sendable {
  package struct Rule: Sendable {
    /// So many wrong ones cost nothing.
    var free: Int
    /// In seconds, and so is the next.
    var first: Double = 1
    var longest: Double = 900

    func wait(after failures: Int) -> Double {
      guard failures >= free else { return 0 }
      return min(longest, first * Double(1 << min(failures - free, 20)))
    }
  }

  private struct Count {
    var failures = 0
    var last = 0.0

    /// Not longer than the rule says, should the clock have been set back.
    func wait(_ rule: Rule, _ now: Double) -> Double {
      let wait = rule.wait(after: failures)
      return min(wait, max(0, last + wait - now))
    }
  }

  private struct Key: Hashable {
    var name: String?
    var address: ClientKey?
  }

  private static let pair = Rule(free: 5)
  private static let address = Rule(free: 20)
  /// Whoever guesses from everywhere does not lock the owner out for long; neither does whoever shares the machine with others.
  private static let name = Rule(free: 50, longest: shared)
  private static let shared = 30.0
  /// What was quiet for so long is forgotten.
  private static let memory = 3600.0
  private static let mostKept = 10_000

  private var counts: [Key: Count] = [:]

  package init() {}

  /// Seconds until a password may be looked at. 0 is now, and then it counts as wrong until ``succeeded(name:address:)`` takes that
  /// back: many at once have no more tries than one after the other.
  package mutating func attempt(name: String, address: String, now: Double) -> Double {
    let rules = LoginThrottle.rules(name, address)
    let wait = rules.map { key, rule in counts[key]?.wait(rule, now) ?? 0 }.max()
    guard wait ?? 0 <= 0 else { return wait ?? 0 }
    if counts.count >= LoginThrottle.mostKept { forget(now) }
    for (key, _) in rules {
      var count = counts[key] ?? Count()
      if now - count.last > LoginThrottle.memory { count.failures = 0 }
      count.failures += 1
      count.last = now
      counts[key] = count
    }
    return 0
  }

  /// What others got wrong, and what was wrong for other names, stays counted.
  package mutating func succeeded(name: String, address: String) {
    let client = ClientKey(IPAddress(address))
    counts[Key(name: name, address: client)] = nil
    for key in [Key(name: nil, address: client), Key(name: name, address: nil)] {
      counts[key]?.failures -= 1
    }
  }

  /// An attempt that was neither right nor wrong yet does not count.
  package mutating func takeBack(name: String, address: String) {
    for (key, _) in LoginThrottle.rules(name, address) { counts[key]?.failures -= 1 }
  }

  package var kept: Int { counts.count }

  private static func rules(_ name: String, _ address: String) -> [(Key, Rule)] {
    let place = IPAddress(address)
    let client = ClientKey(place)
    var (pair, all) = (pair, self.address)
    if place?.isLoopback == true { (pair.longest, all.longest) = (shared, shared) }
    return [
      (Key(name: name, address: client), pair), (Key(name: nil, address: client), all),
      (Key(name: name, address: nil), self.name),
    ]
  }

  private mutating func forget(_ now: Double) {
    counts = counts.filter { now - $0.value.last <= LoginThrottle.memory }
    guard counts.count >= LoginThrottle.mostKept else { return }
    let oldest = counts.sorted { $0.value.last < $1.value.last }.prefix(LoginThrottle.mostKept / 2)
    for (key, _) in oldest { counts[key] = nil }
  }
}

extension Problem {
  package static func throttled(_ seconds: Int) -> Problem {
    Problem(.accessThrottled, "too many passwords were wrong", hint: "try again in \(seconds) seconds")
  }
}
