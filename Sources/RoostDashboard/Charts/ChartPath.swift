/// The `d` of a path, in a box that is as wide as there are values and 100 high.
enum ChartPath {
  /// Bars that stand on those of the series before.
  static func bars(_ values: [Double?], on floor: inout [Double], _ top: Double) -> String {
    var text = ""
    for (index, value) in values.enumerated() {
      guard let value, value > 0, floor.indices.contains(index) else { continue }
      let bottom = Chart.y(floor[index], top)
      floor[index] += value
      text +=
        "M\(NumberText.short(Double(index) + 0.1)) \(number(bottom))V\(number(Chart.y(floor[index], top)))h.8V\(number(bottom))z"
    }
    return text
  }

  /// Through the middle of each step; where there is no value the line is broken.
  static func line(_ values: [Double?], _ top: Double) -> String {
    runs(values).map { run in
      let points = run.map { "\(NumberText.short(Double($0.0) + 0.5)) \(number(Chart.y($0.1, top)))" }
      // A point alone is seen, too.
      return "M" + points.joined(separator: "L") + (run.count == 1 ? "h.1" : "")
    }.joined()
  }

  /// The same, down to the floor.
  static func area(_ values: [Double?], _ top: Double) -> String {
    runs(values).map { run in
      let points = run.map { "\(NumberText.short(Double($0.0) + 0.5)) \(number(Chart.y($0.1, top)))" }
      return "M\(run[0].0).5 100L" + points.joined(separator: "L") + "V100z"
    }.joined()
  }

  private static func runs(_ values: [Double?]) -> [[(Int, Double)]] {
    var runs: [[(Int, Double)]] = []
    var isOpen = false
    for (index, value) in values.enumerated() {
      guard let value else {
        isOpen = false
        continue
      }
      if isOpen { runs[runs.count - 1].append((index, value)) } else { runs.append([(index, value)]) }
      isOpen = true
    }
    return runs
  }

  private static func number(_ value: Double) -> String { NumberText.short((value * 10).rounded() / 10) }
}
