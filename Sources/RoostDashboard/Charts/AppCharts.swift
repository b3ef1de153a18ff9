import RoostModel

/// The pictures of an app's last hour.
struct AppCharts {
  let metrics: AppMetrics
  let releases: [ReleaseSummary]
  var memoryLimit: ByteCount?
  /// Files are served without one.
  var hasProcess = true
  /// It may run and not have been looked at yet.
  var isRunning = false

  var html: HTML {
    let steps = MetricsSteps(metrics)
    return Tag.div(.id("charts"), .class("charts")) {
      requests(steps).html
      times(steps).html
      if hasProcess {
        memory(steps).html
        processor(steps).html
      }
    }
  }

  private func marks(_ steps: MetricsSteps) -> [ChartMark] {
    releases.compactMap { release in
      guard release.state != .failed, let place = steps.place(of: release.createdAt) else { return nil }
      return ChartMark(place: place, label: "v\(release.number)")
    }
  }

  private func requests(_ steps: MetricsSteps) -> Chart {
    let total = metrics.points.map(\.requests).reduce(0, +)
    let failed = metrics.points.map(\.serverErrors).reduce(0, +)
    let series = [
      Series(name: "2xx", kind: "c-ok", shape: .bars, values: steps.sum { Double($0.successful + $0.informational) }),
      Series(name: "3xx", kind: "c-moved", shape: .bars, values: steps.sum { Double($0.redirected) }),
      Series(name: "4xx", kind: "c-client", shape: .bars, values: steps.sum { Double($0.clientErrors) }),
      Series(name: "5xx", kind: "c-server", shape: .bars, values: steps.sum { Double($0.serverErrors) }),
    ]
    let errors = failed == 0 ? "none failed" : "\(NumberText.count(failed)) failed"
    return Chart(
      title: "Requests", headline: "\(NumberText.count(total)), \(errors)", series: series, marks: marks(steps), from: steps.from,
      until: steps.until, least: 10, format: { NumberText.count(Int($0)) })
  }

  private func times(_ steps: MetricsSteps) -> Chart {
    let series = [
      Series(name: "p50", kind: "c-p50", shape: .line, values: steps.most(\.p50)),
      Series(name: "p95", kind: "c-p95", shape: .line, values: steps.most(\.p95)),
      Series(name: "p99", kind: "c-p99", shape: .line, values: steps.most(\.p99)),
    ]
    let last = metrics.points.last { $0.p95 != nil }?.p95
    return Chart(
      title: "Answer times", headline: last.map { "p95 \(NumberText.latency($0))" } ?? "no answers", series: series,
      marks: marks(steps), from: steps.from, until: steps.until, least: 1000, format: { NumberText.latency(Int($0)) })
  }

  private var nothing: String { isRunning ? "not seen yet" : "not running" }

  private func memory(_ steps: MetricsSteps) -> Chart {
    let now = metrics.usage?.memory ?? metrics.points.last { $0.memory != nil }?.memory.map { ByteCount(UInt64(max(0, $0))) }
    let limit = memoryLimit.map { " of \($0)" } ?? ""
    let series = [Series(name: "memory", kind: "c-memory", shape: .area, values: steps.most(\.memory))]
    return Chart(
      title: "Memory", headline: now.map { "\($0)\(limit)" } ?? nothing, series: series,
      limit: memoryLimit.map { Double($0.bytes) }, marks: marks(steps), from: steps.from, until: steps.until, least: 1_000_000,
      format: { ByteCount(UInt64($0)).description })
  }

  private func processor(_ steps: MetricsSteps) -> Chart {
    let cores = steps.cores
    let last = cores.last { $0 != nil } ?? nil
    let series = [Series(name: "processor", kind: "c-cpu", shape: .area, values: cores)]
    return Chart(
      title: "Processor", headline: last.map { "\(NumberText.percent($0)) of a core" } ?? nothing, series: series,
      marks: marks(steps), from: steps.from, until: steps.until, least: 0.05, format: { NumberText.percent($0) })
  }
}
