import RoostModel

extension EnvironmentText {
  func detail(_ detail: EnvironmentDetail, _ style: TextStyle) -> String {
    var fields = FieldList()
    let summary = detail.summary
    fields.add("Name", summary.name.text)
    fields.add("State", paint(summary.state, summary.state.rawValue, style))
    fields.add("On", summary.target.description)
    fields.add("Passed over", detail.passedOver.map { "\($0.target): \($0.reasons.joined(separator: "; "))" })
    fields.add("Made of", summary.madeOf)
    fields.add("Snapshot", detail.snapshot?.text)
    fields.add("Created", TimeText.ago(summary.createdAt, now: now))
    fields.add("Network", detail.network.rawValue)
    fields.add("Limits", limits(detail.limits))
    fields.add("Mounts", detail.mounts.map { "\($0.source) at \($0.target)\($0.readOnly ? ", read-only" : "")" })
    fields.add("Starts in", detail.workingDirectory)
    fields.add("Ports", summary.ports.map(port))
    fields.add("Forwards", (detail.forwards ?? []).map { "http://127.0.0.1:\($0.outside) to port \($0.inside)" })
    fields.add("Uses", detail.metrics.map(uses) ?? nil)
    fields.add("Took", took(detail.timings))
    if detail.warm > 0 { fields.add("Kept warm", "\(detail.warm) more like it") }
    var text = CleanText.clean(fields.text(style), colours: style.enabled)
    if let problem = summary.problem { text += ProblemText(problem: problem).text(style) }
    return text + (detail.processes.isEmpty ? "" : "\n" + processes(detail.processes, style))
  }

  private func port(_ port: ServedPort) -> String {
    "\(port.port) at \(port.address)" + (port.process.map { ", \($0.name) (pid \($0.pid))" } ?? "")
  }

  private func limits(_ limits: ResourceLimits) -> String? {
    let parts = [
      limits.memory.map { "\($0) of memory" }, limits.cpus.map { "\($0) \($0 == 1 ? "core" : "cores")" },
      limits.processes.map(count),
      limits.disk.map { "\($0) written" }, limits.seconds.map { "\($0) s" },
    ].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  private func uses(_ metrics: EnvironmentMetrics) -> String? {
    let parts = [
      metrics.memory.map { "\($0) of memory" }, metrics.memoryPeak.map { "at most \($0)" },
      metrics.cpuSeconds.map { "\(TimeText.length($0)) of processor" }, metrics.processes.map(count),
      metrics.memoryKills.flatMap { $0 > 0 ? "\($0) ended for memory" : nil },
    ].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  private func count(processes: Int) -> String { "\(processes) \(processes == 1 ? "process" : "processes")" }

  func took(_ timings: EnvironmentTimings) -> [String] {
    [("boot", timings.boot), ("files", timings.mount), ("spawn", timings.spawn)].compactMap { name, timing in
      guard timing.count + timing.failures > 0 else { return nil }
      let failures = timing.failures > 0 ? ", \(timing.failures) failed" : ""
      let times = [timing.median.map { "median \(milliseconds($0))" }, timing.last.map { "last \(milliseconds($0))" }]
      return "\(name): \(([("\(timing.count)")] + times.compactMap(\.self)).joined(separator: ", "))\(failures)"
    }
  }

  private func milliseconds(_ seconds: Double) -> String {
    seconds >= 10 ? TimeText.length(seconds) : "\((seconds * 10_000).rounded() / 10) ms"
  }

  private func processes(_ processes: [ProcessSummary], _ style: TextStyle) -> String {
    let rows = processes.suffix(50).map { process in
      [
        TextTable.Cell("\(process.number)"), TextTable.Cell(process.exit.map { "\($0.reason)" } ?? "runs"),
        TextTable.Cell(process.startedAt.map { TimeText.ago($0, now: now) } ?? "-"),
        TextTable.Cell(clean(process.command.joined(separator: " "))),
      ]
    }
    return TextTable(heading: ["NUMBER", "STATE", "STARTED", "COMMAND"], rows: rows).text(style)
  }
}
