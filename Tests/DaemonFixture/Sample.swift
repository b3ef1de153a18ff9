package import RoostModel

/// Values to send to and fro.
package enum Sample {
  package static func app(_ name: AppName, _ state: AppState = .running) -> AppSummary {
    AppSummary(
      name: name, type: .node, state: state, release: 3, urls: ["http://localhost:8080/app/\(name)/"], pid: 4242,
      startedAt: 1_700_000_000.5, restarts: 1)
  }

  package static func detail(_ name: AppName) -> AppDetail {
    AppDetail(
      summary: app(name), plan: plan,
      releases: [
        ReleaseSummary(number: 3, state: .live, createdAt: 2, problem: nil),
        ReleaseSummary(number: 2, state: .failed, createdAt: 1, problem: Problem(.buildFailed, "m", hint: "h", cause: "c")),
      ], layers: ["debian-12-aaaa"], dataDirectory: "/data", lastExit: ExitStatus(.signaled(9), at: 5), problem: nil)
  }

  package static var plan: Plan {
    Plan(
      type: .node, score: 90, evidence: [Evidence(file: "package.json", line: 3, says: "scripts.start")],
      start: .command("node server.js", decidedBy: Evidence(file: "package.json", line: 4, says: "scripts.start")))
  }

  package static func result(_ name: AppName) -> DeployResult {
    DeployResult(app: app(name), plan: plan, release: 3, seconds: 1.5, warnings: ["w"])
  }

  package static func layer(_ runtime: RuntimeID) -> InstalledLayer {
    InstalledLayer(
      runtime: runtime, version: "24.1.0", digest: String(repeating: "a", count: 64), tree: "/t", size: ByteCount(61_000_000),
      installedAt: 1, variables: ["A": "b"], provenance: ["wheel"], seconds: 2)
  }

  package static func runtime(_ id: RuntimeID) -> RuntimeSummary {
    RuntimeSummary(
      runtime: id, title: "Node.js", aliases: ["node"], provides: ["node", "npm"], sources: ["wheel"], channels: ["lts"],
      installed: [layer(id)], usedBy: ["24.1.0": ["shop"]], cost: .none)
  }

  package static func line(_ number: Int, _ text: String = "x\n") -> LogLine {
    LogLine(release: 1, channel: .standardOutput, offset: UInt64(number), at: Double(number), text: text)
  }
}
