/// Durations of one thing done many times.
struct Samples {
  private var values: [Duration] = []

  mutating func add(_ value: Duration) { values.append(value) }

  /// Times one more and returns what it returned.
  mutating func time<Value>(_ body: () async throws -> Value) async rethrows -> Value {
    let began = ContinuousClock.now
    let value = try await body()
    values.append(began.duration(to: .now))
    return value
  }

  /// `name  p50  min  p95` in milliseconds.
  func report(_ name: String) {
    let sorted = values.sorted()
    guard let least = sorted.first else { return }
    let figures = [sorted[sorted.count / 2], least, sorted[sorted.count * 95 / 100]].map(Samples.milliseconds)
    let padding = String(repeating: " ", count: max(1, 58 - name.count))
    print("\(name)\(padding)p50 \(figures[0])  min \(figures[1])  p95 \(figures[2])")
  }

  private static func milliseconds(_ value: Duration) -> String {
    let microseconds = Int(value / .microseconds(1))
    let rest = String(microseconds % 1000)
    return "\(microseconds / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest) ms"
  }
}
