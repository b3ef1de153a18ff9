/// Values as a row of bars, one character each; where there is none a blank.
enum Sparkline {
  private static let bars = Array("▁▂▃▄▅▆▇█")

  static func text(_ values: [Double?]) -> String {
    let most = values.compactMap { $0 }.max() ?? 0
    return String(
      values.map { value -> Character in
        guard let value else { return " " }
        guard most > 0, value > 0 else { return bars[0] }
        let height = Int((value / most * Double(bars.count)).rounded(.up))
        return bars[max(1, min(bars.count, height)) - 1]
      })
  }
}
