import RoostModel

@testable import RoostDashboard

/// Values as a machine with a few apps has them. `foreign` stands wherever somebody else chooses the text.
struct Mock {
  static let now = 1_795_345_200.0
  static let hostile = "<script>alert('x')</script>\"><img src=x onerror=\"f()\" style='a'>&amp;"

  /// What a commit says, a line of output, a value of a variable.
  var foreign = "Mend the basket's total"

  static let frame = Frame(node: "oak", version: "0.1.0", user: "ada", now: now, assets: "/assets")
  static let outside = Frame(node: "oak", version: "0.1.0", user: nil, now: now, assets: "/assets")

  static func name(_ text: String) -> AppName {
    do { return try AppName(text) } catch { preconditionFailure(error.description) }
  }

  static func runtime(_ text: String) -> RuntimeID {
    guard let runtime = RuntimeID(text) else { preconditionFailure(text) }
    return runtime
  }

  func app(
    _ name: String = "shop", _ state: AppState = .running, type: ProjectType = .nextjs, release: Int = 14, restarts: Int = 0
  ) -> AppSummary {
    var app = AppSummary(
      name: Mock.name(name), type: type, state: state, release: release,
      urls: ["https://\(name).example.com", "http://oak:8080/app/\(name)/"], pid: state == .running ? 4711 : nil,
      startedAt: state == .running ? Mock.now - 7300 : nil, restarts: restarts)
    if state == .sleeping { app.sleep = SleepStatus(depth: .frozen, since: Mock.now - 2400) }
    return app
  }

  func row(_ app: AppSummary, requests: Int = 1247, seed: Int = 3) -> AppRow {
    var metrics = RouteMetrics(name: app.name.text, inFlight: 0)
    metrics.successful = requests
    if requests > 0 { metrics.duration = Latency(count: requests, sum: requests * 9000, p50: 4_200 + seed * 310, p99: 61_000) }
    var usage = AppUsage()
    usage.memory = ByteCount(UInt64(48 + seed * 7) * 1_000_000)
    metrics.usage = app.state == .running ? usage : nil
    return AppRow(summary: app, metrics: metrics, recent: requests > 0 ? wave(20, seed) : [])
  }

  /// The same every time, and not flat.
  func wave(_ count: Int, _ seed: Int) -> [Int] {
    (0..<count).map { index in (index * index * (seed + 3) + index * 17 * seed + 5) % 23 + (index > count / 2 ? 6 : 0) }
  }

  var apps: [AppRow] {
    [
      row(app()), row(app("blog", type: .static, release: 3), requests: 312, seed: 1),
      row(app("data-dashboard", .runtimeMissing, type: .django, release: 7), requests: 0),
      row(app("mailer", .error, type: .node, release: 22, restarts: 5), requests: 8, seed: 5),
      row(app("intranet", .sleeping, type: .rails, release: 31), requests: 64, seed: 2),
      row(app("preview", .starting, type: .sveltekit, release: 1), requests: 0),
      row(app("old-api", .stopped, type: .go, release: 9), requests: 0),
    ]
  }

  var machine: MachineLoad {
    MachineLoad(
      disk: Space(total: ByteCount(51_000_000_000), free: ByteCount(22_400_000_000)),
      memory: Space(total: ByteCount(8_200_000_000), free: ByteCount(1_900_000_000)), processors: 4, load: 0.82)
  }

  func layer(_ runtime: String, _ version: String, megabytes: UInt64) -> InstalledLayer {
    InstalledLayer(
      runtime: Mock.runtime(runtime), version: version, digest: "0123456789abcdef", tree: "/t", size: .megabytes(megabytes),
      installedAt: Mock.now - 864_000, variables: [:], provenance: [], seconds: 12)
  }

  func runtime(_ name: String, _ title: String, _ layers: [InstalledLayer] = [], usedBy: [String: [String]] = [:])
    -> RuntimeSummary
  {
    RuntimeSummary(
      runtime: Mock.runtime(name), title: title, aliases: [], provides: [], sources: ["debian"], channels: ["lts"],
      installed: layers,
      usedBy: usedBy, cost: Cost(download: .megabytes(31), disk: .megabytes(140), seconds: 24, learned: true))
  }

  var runtimes: [RuntimeSummary] {
    let node = layer("nodejs", "22.12.0", megabytes: 121)
    let nginx = layer("nginx", "1.26.2", megabytes: 6)
    return [
      runtime("nodejs", "Node.js", [node], usedBy: [node.name: ["shop", "mailer", "preview", "docs"]]),
      runtime("nginx", "nginx", [nginx], usedBy: [nginx.name: ["blog"]]), runtime("python", "Python"), runtime("ruby", "Ruby"),
      runtime("go", "Go"), runtime("rust", "Rust"), runtime("php", "PHP"), runtime("deno", "Deno"),
    ]
  }

  var outdated: [OutdatedRuntime] {
    [
      OutdatedRuntime(
        runtime: Mock.runtime("nodejs"), installed: "22.12.0", selector: "22", newestInRange: "22.21.1", newest: "24.11.0",
        support: SupportPhase(versions: "22", phase: .lts, until: "2027-04"))
    ]
  }

  var problem: Problem {
    Problem(
      .gateNotListening, "release 14 of shop never listened on port 3000", hint: "see what it said: roost logs shop --build",
      cause: foreign)
  }
}
