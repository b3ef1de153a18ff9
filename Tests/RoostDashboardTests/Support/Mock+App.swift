import RoostModel

@testable import RoostDashboard

extension Mock {
  var plan: Plan {
    var plan = Plan(
      type: .nextjs, score: 90, evidence: [], start: .command("node server.js", decidedBy: Evidence(says: "package.json")))
    plan.runtimes = [RuntimeRequirement(runtime: Mock.runtime("nodejs"), selector: "22", decidedBy: Evidence(says: "engines"))]
    plan.healthPath = "/healthz"
    plan.limits.memory = .megabytes(256)
    return plan
  }

  func release(_ number: Int, _ state: ReleaseSummary.State, hoursAgo: Double) -> ReleaseSummary {
    var source = SourceRecord(kind: .git, place: "https://github.com/ada/shop", reference: "main")
    source.commit = "9f2c41e07ab3"
    source.message = foreign
    source.author = "Ada"
    return ReleaseSummary(
      number: number, state: state, createdAt: Mock.now - hoursAgo * 3600, problem: state == .failed ? problem : nil,
      source: source,
      pinned: number == 11 ? true : nil)
  }

  func detail(_ app: AppSummary) -> AppDetail {
    AppDetail(
      summary: app, plan: plan,
      releases: [release(11, .retired, hoursAgo: 400), release(13, .failed, hoursAgo: 30), release(14, .live, hoursAgo: 0.45)],
      layers: [], dataDirectory: "/var/lib/roost/apps/\(app.name)/data", lastExit: ExitStatus(.exited(0), at: Mock.now - 1700),
      problem: nil,
      processes: [
        AppProcess(name: "worker", command: "node worker.js", pid: 4720, startedAt: Mock.now - 7000, restarts: 1),
        AppProcess(
          name: "report", cron: "0 3 * * *", command: foreign, pid: nil, startedAt: nil, next: Mock.now + 39_600,
          lastExit: ExitStatus(.exited(1), at: Mock.now - 46_800)),
      ])
  }

  var metrics: AppMetrics {
    let start = Mock.now - 3600
    var points: [MetricsPoint] = []
    let heights = wave(360, 4)
    for index in 0..<360 where !(150..<156).contains(index) {
      var point = MetricsPoint(at: start + Double(index) * 10, seconds: 10)
      point.successful = heights[index] * (index > 200 ? 3 : 2)
      point.redirected = heights[index] / 4
      point.clientErrors = index % 29 == 0 ? 9 : heights[index] / 9
      point.serverErrors = (220..<236).contains(index) ? 6 : 0
      point.p50 = 4000 + heights[index] * 90
      point.p95 = 14_000 + heights[index] * 500 + ((220..<236).contains(index) ? 52_000 : 0)
      point.p99 = 21_000 + heights[index] * 900 + ((220..<236).contains(index) ? 80_000 : 0)
      point.memory = (index < 156 ? 118 : 82) * 1_000_000 + index * 190_000 + heights[index] * 200_000
      point.cpuSeconds = Double(heights[index]) / 12
      points.append(point)
    }
    var usage = AppUsage()
    usage.memory = .megabytes(151)
    return AppMetrics(app: Mock.name("shop"), range: .hour, until: Mock.now, points: points, usage: usage)
  }

  var limits: AppLimitsReport {
    AppLimitsReport(
      app: Mock.name("shop"),
      limits: [
        AppLimitStatus(.memory, value: "256 MB", by: "roost.yml", use: "151 MB", share: 0.59),
        AppLimitStatus(.processes, value: "128", by: "default", use: "23", share: 0.18),
        AppLimitStatus(.storage, value: "2.0 GB", by: "set", use: "1.8 GB", share: 0.9),
        AppLimitStatus(.rate, value: nil, by: nil),
      ], pending: [.memory])
  }

  var lines: [LogLine] {
    let texts = [
      "> shop@2.1.0 start", "> node server.js", "Server started on port 3000",
      "\u{1B}[32mGET\u{1B}[0m /api/todos \u{1B}[1m200\u{1B}[0m 45ms",
      "\u{1B}[36mPOST\u{1B}[0m /api/todos 201 123ms", "\u{1B}[31mError:\u{1B}[0m upstream answered 502", foreign,
      "GET / 200 12ms",
    ]
    return texts.enumerated().map { index, text in
      LogLine(
        release: 14, channel: index == 5 ? .standardError : .standardOutput, offset: UInt64(index * 40),
        at: Mock.now - 1600 + Double(index) * 41.7, text: text)
    }
  }

  var check: RuntimeCheckResult {
    RuntimeCheckResult(
      canStart: false, missingRuntimes: ["python@3.12"], conflictingRuntimes: [],
      versionMismatches: [
        VersionMismatch(runtime: Mock.runtime("nginx"), required: ">=1.27", installed: "1.26.2", severity: .warning)
      ],
      suggestedActions: [SuggestedAction(message: "Or on the machine itself:", command: "roost runtime install python@3.12")])
  }

  var deployments: [DeploymentSummary] {
    [
      DeploymentSummary(number: 18, kind: .deploy, state: .running, stage: "build", release: 15, createdAt: Mock.now - 12),
      DeploymentSummary(
        number: 17, kind: .deploy, state: .succeeded, stage: "switch", release: 14, createdAt: Mock.now - 1640,
        endedAt: Mock.now - 1620),
      DeploymentSummary(
        number: 16, kind: .deploy, state: .failed, stage: "gate", release: 13, createdAt: Mock.now - 108_000,
        endedAt: Mock.now - 107_970,
        problem: problem),
      DeploymentSummary(
        number: 15, kind: .rollback, state: .rolledBack, stage: "switch", release: 11, createdAt: Mock.now - 200_000,
        endedAt: Mock.now - 199_998),
    ]
  }

  func variable(_ name: String, _ value: String?) throws -> VariableSummary {
    VariableSummary(
      name: try VariableName(name), value: value, secret: value == nil, scope: value == nil ? .run : .both,
      source: value == nil ? .generated : .set, version: 6, changedAt: Mock.now - 90_000)
  }

  var crash: CrashReport {
    CrashReport(
      number: 3, release: 14, run: 2, process: "worker", exit: ExitStatus(.outOfMemory, at: Mock.now - 5200), uptime: 340,
      hints: ["It may use more: roost app limits shop --memory 512M"], lastLines: ["heap is growing", foreign], restartsAt: nil)
  }
}
