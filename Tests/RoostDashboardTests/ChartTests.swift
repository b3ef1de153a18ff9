import RoostModel
import Testing

@testable import RoostDashboard

@Suite("Charts")
struct ChartTests {
  @Test(
    "A scale ends at a round number that is not less",
    arguments: [
      (0.0, 10.0, 10.0), (11, 10, 15), (21, 10, 30), (256, 10, 300), (99, 10, 100), (100, 10, 100), (0.07, 0.05, 0.08),
      (.nan, 1, 1),
      (.infinity, 1, 1),
    ])
  func tops(most: Double, least: Double, expected: Double) {
    #expect(abs(ChartScale.top(most, atLeast: least) - expected) < 1e-9)
  }

  @Test("Bars stand on those before them, and stay in the box")
  func bars() {
    var floor = [0.0, 0.0, 0.0]
    #expect(ChartPath.bars([5, nil, 10], on: &floor, 10) == "M0.1 100V50h.8V100zM2.1 100V0h.8V100z")
    #expect(ChartPath.bars([5, 0, 90], on: &floor, 10) == "M0.1 50V0h.8V50zM2.1 0V0h.8V0z")
  }

  @Test("A line is broken where nothing was measured")
  func lines() {
    #expect(ChartPath.line([1, 2, nil, 4], 4) == "M0.5 75L1.5 50M3.5 0h.1")
    #expect(ChartPath.area([nil, 2, 4], 4) == "M1.5 100L1.5 50L2.5 0V100z")
    #expect(ChartPath.line([nil, nil], 4).isEmpty)
  }

  @Test("Points are put together by the minute: requests add up, times and memory are the highest")
  func steps() {
    var first = MetricsPoint(at: 0, seconds: 10)
    first.successful = 3
    first.p95 = 9
    first.cpuSeconds = 5
    var second = MetricsPoint(at: 50, seconds: 10)
    second.successful = 4
    second.p95 = 20
    second.memory = 7
    var late = MetricsPoint(at: 3599, seconds: 10)
    late.successful = 1
    let outside = MetricsPoint(at: 3600, seconds: 10)
    let steps = MetricsSteps(
      AppMetrics(app: Mock.name("shop"), range: .hour, until: 3600, points: [first, second, late, outside], usage: nil))
    let sums = steps.sum { Double($0.successful) }
    #expect(sums.count == 60 && sums[0] == 7 && sums[1] == nil && sums[59] == 1)
    #expect(steps.most(\.p95)[0] == 20 && steps.most(\.memory)[0] == 7 && steps.most(\.memory)[59] == nil)
    #expect(steps.cores[0] == 0.25)
    #expect(steps.place(of: 1800) == 0.5 && steps.place(of: 3601) == nil)
  }

  @Test("An app that nobody asked for anything has charts, too")
  func empty() {
    let metrics = AppMetrics(app: Mock.name("shop"), range: .hour, until: 3600, points: [], usage: nil)
    let text = String(decoding: AppCharts(metrics: metrics, releases: []).html.bytes, as: UTF8.self)
    #expect(text.contains("no answers") && text.contains("not running") && !text.contains("NaN"))
    let begun = String(decoding: AppCharts(metrics: metrics, releases: [], isRunning: true).html.bytes, as: UTF8.self)
    #expect(begun.contains("not seen yet") && !begun.contains("not running"), "it runs, and nobody has looked yet")
  }
}
