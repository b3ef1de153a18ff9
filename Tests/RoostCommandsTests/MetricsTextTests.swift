import RoostModel
import Testing

@testable import RoostCommands

@Suite struct MetricsTextTests {
  @Test func barsAreAsHighAsTheirValues() {
    #expect(Sparkline.text([0, 1, 4, 8, nil, 2]) == "▁▁▄█ ▂")
    #expect(Sparkline.text([0, 0]) == "▁▁")
    #expect(Sparkline.text([nil]) == " ")
  }

  @Test func aTableWithoutColours() throws {
    var points: [MetricsPoint] = []
    for index in 0..<360 {
      var point = MetricsPoint(at: 1_800_000_000 + Double(index * 10), seconds: 10)
      point.successful = index % 20
      point.memory = 50_000_000 + index * 1000
      point.cpuSeconds = 0.5
      point.p95 = 1500
      points.append(point)
    }
    let metrics = AppMetrics(
      app: try AppName("shop"), range: .hour, until: 1_800_003_600, points: points, usage: nil)
    let text = MetricsText(metrics: metrics).text(.plain)
    let rows = text.split(separator: "\n").map { line in
      line.split(separator: "  ").map { String($0.drop { $0 == " " }) }
    }
    #expect(rows[0].first == "THE LAST HOUR", "\(text)")
    #expect(rows.contains { $0.first == "requests" && $0.contains("0.95/s") && $0.contains("1.9/s") }, "\(text)")
    #expect(rows.contains { $0.first == "processor" && $0.contains("5 %") }, "\(text)")
    #expect(rows.contains { $0.first == "memory" && $0.last?.count == 40 }, "\(text)")
    #expect(!text.contains("5xx") && !text.contains("\u{1B}"), "\(text)")
    #expect(text.hasSuffix("3420 requests, 0 restarts\n"), "\(text)")
    let nothing = AppMetrics(app: try AppName("shop"), range: .month, until: 1_800_003_600, points: [], usage: nil)
    #expect(MetricsText(metrics: nothing).text(.plain).contains("30 days"))
  }

  @Test func meansAreOverAllTheTimeNotThatOfPointsAlone() throws {
    var point = MetricsPoint(at: 1_800_000_000, seconds: 10)
    point.successful = 360
    let metrics = AppMetrics(app: try AppName("shop"), range: .hour, until: 1_800_003_600, points: [point], usage: nil)
    let text = MetricsText(metrics: metrics).text(.plain)
    #expect(text.contains("0.10/s") && text.contains("36/s"), "\(text)")
  }

  @Test(arguments: [(0.014, "0.01"), (0, "0"), (1.25, "1.2"), (99.99, "99.9"), (250.4, "250"), (3, "3"), (0.997, "1.0")])
  func numbersAreShort(_ value: Double, _ text: String) { #expect(MetricsText.tenths(value) == text) }

  @Test func aLineForEachStep() {
    var point = MetricsPoint(at: 1_800_000_000, seconds: 10)
    (point.successful, point.serverErrors, point.p95, point.memory) = (14, 1, 12_000, 50_000_000)
    (point.processes, point.cpuSeconds) = (2, 0.5)
    let line = MetricsLine(point: point).text(.plain)
    let words = line.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
    #expect(words == "08:00:00 1.5/s 0.10/s 12 ms 5 % 50.0 MB 2\n", "\(line)")
    let heading = MetricsLine.heading(.plain)
    #expect(heading.contains("PROCESSES") && heading.count <= 81)
    #expect(MetricsLine(point: MetricsPoint(at: 1, seconds: 10)).text(.plain).hasSuffix("-\n"))
  }
}
