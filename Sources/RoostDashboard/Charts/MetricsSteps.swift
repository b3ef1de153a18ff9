import RoostModel

/// Points of a range put together to as many steps as a chart has room for.
struct MetricsSteps {
  static let count = 60

  let from: Double
  let until: Double
  private let steps: [[MetricsPoint]]

  init(_ metrics: AppMetrics) {
    from = metrics.from
    until = metrics.until
    let width = (metrics.until - metrics.from) / Double(MetricsSteps.count)
    var steps = Array(repeating: [MetricsPoint](), count: MetricsSteps.count)
    for point in metrics.points {
      let place = (point.at - metrics.from) / width
      guard place.isFinite, place >= 0, place < Double(MetricsSteps.count) else { continue }
      steps[Int(place)].append(point)
    }
    self.steps = steps
  }

  /// Added up; nil for a step without any point.
  func sum(_ value: (MetricsPoint) -> Double) -> [Double?] {
    steps.map { $0.isEmpty ? nil : $0.map(value).reduce(0, +) }
  }

  /// The highest of each step; of percentiles, that of the worst ten seconds.
  func most(_ value: (MetricsPoint) -> Int?) -> [Double?] {
    steps.map { step in step.compactMap(value).max().map(Double.init) }
  }

  /// Processor time by the time that passed: 1 is one core.
  var cores: [Double?] {
    steps.map { step in
      let seconds = step.map(\.seconds).reduce(0, +)
      return seconds > 0 ? step.map(\.cpuSeconds).reduce(0, +) / seconds : nil
    }
  }

  func place(of moment: Double) -> Double? {
    guard moment >= from, moment <= until, until > from else { return nil }
    return (moment - from) / (until - from)
  }
}
