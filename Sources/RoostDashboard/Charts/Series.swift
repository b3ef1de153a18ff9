/// Values of a chart, one for each step; nil where there is none.
struct Series: Sendable, Equatable {
  enum Shape: Sendable { case bars, line, area }

  let name: String
  /// Its class: what the stylesheet colours it by.
  let kind: String
  let shape: Shape
  var values: [Double?]
}

/// Something that happened at a moment: a deployment.
struct ChartMark: Sendable, Equatable {
  /// 0 is the left edge, 1 the right.
  let place: Double
  let label: String
}

/// The upper end of a scale.
enum ChartScale {
  /// The next round number that is not less.
  static func top(_ most: Double, atLeast least: Double) -> Double {
    let most = max(most.isFinite ? most : 0, least)
    var power = 1.0
    while power * 10 <= most { power *= 10 }
    while power > most { power /= 10 }
    let steps = [1, 1.5, 2, 3, 4, 5, 6, 8].map { $0 * power }
    return steps.first { $0 >= most } ?? power * 10
  }
}
