import RoostModel

@testable import RoostDashboard

/// Every page by a name, as bytes.
struct Gallery {
  var mock = Mock()
  var frame = Mock.frame

  private func page(_ page: some Page) -> [UInt8] { Document(page, in: frame).bytes }

  private func outside(_ page: some Page) -> [UInt8] {
    var alone = Mock.outside
    alone.theme = frame.theme
    return Document(page, in: alone).bytes
  }

  func all() throws -> [(String, [UInt8])] { try machinePages() + appPages() + keptPages() + gatePages() }

  private func machinePages() throws -> [(String, [UInt8])] {
    [
      ("overview", page(OverviewPage(apps: mock.apps, runtimes: mock.runtimes, machine: mock.machine))),
      ("overview-empty", page(OverviewPage(apps: [], runtimes: [], machine: mock.machine))),
      ("apps", page(AppsPage(apps: (0..<12).map { mock.row(mock.app("app-\($0)"), seed: $0) }))),
      ("deploy", page(DeployPage(runtimes: mock.runtimes, problem: nil))),
      ("draft", page(draft())), ("draft-missing", page(draft(lacks: true))), ("draft-ambiguous", page(ambiguousDraft)),
      ("install", page(InstallPage(specifiers: ["django@5"], plan: installation()))),
      ("runtimes", page(RuntimesPage(runtimes: mock.runtimes, outdated: mock.outdated, profiles: profiles))),
      ("runtime", page(runtime)),
      ("environments", page(try environments)), ("environments-empty", page(EnvironmentsPage(environments: []))),
      ("events", page(EventsPage(events: events))), ("settings", page(settings)), ("machine", page(machine)),
      ("access", page(try access)),
      ("problem", page(ProblemPage(mock.problem))), ("missing", page(MissingPage())),
      ("work", page(WorkPage(title: "Installing Node.js", number: 7, events: steps, outcome: .underWay))),
      (
        "work-failed",
        page(WorkPage(title: "Deploying shop", number: 8, events: steps, outcome: .failed(mock.problem), back: .runtimes))
      ),
      (
        "work-done",
        page(WorkPage(title: "Deploying shop", number: 9, events: steps, outcome: .done(.app(Mock.name("shop"), .overview))))
      ),
    ]
  }

  private var site: AppDetail {
    var detail = mock.detail(mock.app("front"))
    detail.plan?.start = .files(directory: "dist", singlePage: true)
    detail.summary.pid = nil
    return detail
  }

  private func appPages() throws -> [(String, [UInt8])] {
    let shop = mock.app()
    let detail = mock.detail(shop)
    let ill = mock.app("data-dashboard", .runtimeMissing, type: .django)
    let variables = [try mock.variable("DATABASE_URL", nil), try mock.variable("SITE_TITLE", mock.foreign)]
    return [
      ("app", page(AppPage(detail: detail, metrics: mock.metrics, limits: mock.limits, lines: mock.lines))),
      ("app-site", page(AppPage(detail: site, metrics: mock.metrics))),
      ("app-missing", page(AppPage(detail: mock.detail(ill), metrics: nil, check: mock.check, install: installation()))),
      ("app-logs", page(AppLogsPage(app: shop, lines: mock.lines, releases: [14, 13]))),
      ("app-logs-nothing", page(AppLogsPage(app: shop, lines: [], filter: LogFilter(text: mock.foreign)))),
      ("app-releases", page(AppReleasesPage(detail: detail, deployments: mock.deployments))),
      (
        "app-variables",
        page(AppVariablesPage(app: shop, list: VariableList(version: 7, runningVersion: 6, variables: variables)))
      ),
      (
        "app-variables-empty",
        page(AppVariablesPage(app: shop, list: VariableList(version: 0, runningVersion: nil, variables: [])))
      ),
      ("app-processes", page(AppProcessesPage(detail: detail, crashes: [mock.crash]))),
      (
        "app-settings",
        page(
          AppSettingsPage(
            detail: detail,
            source: AppSource(source: .git(.init(url: "https://github.com/ada/shop", reference: "main")), hasCredential: true),
            webhook: WebhookDetail(
              urls: ["github": "https://oak.example.com/hooks/github/shop"], branch: "main", repository: "ada/shop"),
            limits: mock.limits))
      ),
    ]
  }

  private func keptPages() throws -> [(String, [UInt8])] {
    let shop = mock.app()
    let entries = [
      FileEntry(name: "src", kind: .directory, size: 0, mode: 0o755, modified: Mock.now - 4000),
      FileEntry(name: "package.json", kind: .file, size: 812, mode: 0o644, modified: Mock.now - 4000),
      FileEntry(name: mock.foreign, kind: .file, size: 3, mode: 0o644, modified: Mock.now - 90),
      FileEntry(name: "current", kind: .link, size: 0, mode: 0o777, modified: Mock.now - 90),
    ]
    let listing = AppFileListing(tree: .code, path: "/", release: 14, entries: entries, total: 2400, next: 1000)
    let foreign = AppFilePath.root.appending(mock.foreign)
    func files(_ content: AppFilesPage.Content, _ path: AppFilePath = .root) -> [UInt8] {
      page(AppFilesPage(app: shop, tree: .code, path: path, content: content))
    }
    let nothing = AppFileListing(tree: .data, path: "/", release: nil, entries: [], total: 0, next: nil)
    return [
      ("app-files", files(.directory(listing, from: 0))), ("app-files-empty", files(.directory(nothing, from: 0))),
      ("app-file", files(.file(text: "let a = 1\n\u{1B}[31m\(mock.foreign)\u{202E}\n", size: ByteCount(812)), foreign)),
      ("app-file-binary", files(.file(text: nil, size: .megabytes(3)), foreign)),
      ("app-file-withheld", files(.withheld, try AppFilePath("/.env"))),
      ("app-backups", page(AppBackupsPage(app: shop, status: try backups))),
      ("backups", page(BackupsPage(apps: try allBackups))), ("backups-none", page(BackupsPage(apps: []))),
      ("doctor", page(DoctorPage(findings: findings))), ("certificates", page(CertificatesPage(certificates: certificates))),
      ("certificates-none", page(CertificatesPage(certificates: []))),
    ]
  }

  private var backups: BackupStatus {
    get throws {
      let policy = BackupPolicy(schedule: try CronSchedule("0 3 * * *"), keep: 7)
      return BackupStatus(
        policy: policy, isOwn: true, next: Mock.now + 40_000, problem: mock.problem, directory: "/var/lib/roost/backups/shop",
        backups: [
          BackupSummary(
            name: "2026-11-22T03-00-00", reason: .scheduled, createdAt: Mock.now - 20_000, size: .megabytes(12), release: 14,
            data: .megabytes(30)),
          BackupSummary(
            name: "2026-11-21T03-00-00", reason: .asked, createdAt: 0, size: ByteCount(0), release: nil, data: nil, isWhole: false
          ),
        ])
    }
  }

  private var allBackups: [AppBackups] {
    get throws {
      let none = BackupStatus(policy: nil, isOwn: false, next: nil, problem: nil, directory: "/b/docs", backups: [])
      var old = none
      old.backups = Array(try backups.backups.prefix(1))
      return [
        AppBackups(app: Mock.name("docs"), exists: true, status: none),
        AppBackups(app: Mock.name("former"), exists: false, status: old),
        AppBackups(app: Mock.name("shop"), exists: true, status: try backups),
      ]
    }
  }

  private var findings: [DoctorFinding] {
    [
      DoctorFinding(.ok, "running as root: apps get users of their own"),
      DoctorFinding(.warning, "1.2 GB free for /var/lib/roost", remedy: "free some space, or use a larger disk: ROOST_HOME=DIR"),
      DoctorFinding(.error, "mmdebstrap is missing", remedy: "apt-get install -y mmdebstrap"),
    ]
  }

  private var certificates: [CertificateSummary] {
    func certificate(_ name: String, days: Int, _ problem: Problem? = nil) -> CertificateSummary {
      CertificateSummary(
        name: name, hosts: ["\(name).example.com", mock.foreign], issuer: mock.foreign, notBefore: Int(Mock.now) - 86_400,
        notAfter: Int(Mock.now) + days * 86_400, problem: problem)
    }
    var kept = certificate("kept", days: 40)
    kept.renewal = FailedRenewal(at: Mock.now - 7000, problem: mock.problem)
    return [
      certificate("shop", days: 60), kept, certificate("soon", days: 3), certificate("late", days: -3),
      certificate("bad", days: 9, mock.problem),
    ]
  }

  private func gatePages() throws -> [(String, [UInt8])] {
    let wrong = Problem(
      .permissionDenied, "name or password is wrong", hint: "set a new one on the machine: roost user password ada")
    return [
      ("claim", outside(ClaimPage(token: "t0ken", profiles: profiles, free: ByteCount(22_400_000_000)))),
      ("login", outside(LoginPage())), ("login-wrong", outside(LoginPage(problem: wrong, next: "/apps/shop"))),
      ("login-code", outside(LoginPage(next: "/apps/shop", ticket: "t1cket"))),
    ]
  }

  private var runtime: RuntimePage {
    let node = mock.runtimes[0]
    let check = SafetyCheck(
      safe: false, targets: ["nodejs@22.12.0"],
      dependentApps: [AppUse(app: "shop", state: .running, version: "22"), AppUse(app: "docs", state: .stopped, version: "22")],
      dependentRuntimes: [], unused: [], warnings: [], forceRemovalConsequences: ["2 apps become runtime-missing."])
    let versions = VersionList(
      runtime: node.runtime,
      versions: [
        .init(
          version: "24.11.0", source: "nodejs", isInstalled: false,
          support: SupportPhase(versions: "24", phase: .lts, until: "2028-04")),
        .init(
          version: "22.12.0", source: "nodejs", isInstalled: true, support: SupportPhase(versions: "22", phase: .maintenance)),
        .init(version: "18.20.4", source: "nodejs", isInstalled: false, support: SupportPhase(versions: "18", phase: .eol)),
      ], silent: [])
    let why = WhyAnswer(
      runtime: node.runtime, layers: [], requestedIn: [], requiredBy: [], apps: [], profiles: [],
      reasons: ["shop needs it: package.json"])
    return RuntimePage(runtime: node, versions: versions, why: why, removals: ["22.12.0": check])
  }

  private var environments: EnvironmentsPage {
    get throws {
      var dev = EnvironmentSummary(
        name: try EnvironmentName("dev"), id: EnvironmentID(), target: .sandbox, state: .ready, madeOf: ["nodejs@22"],
        createdAt: Mock.now - 600)
      dev.processes = 2
      dev.ports = [ServedPort(port: 3000, address: "0.0.0.0")]
      var lost = EnvironmentSummary(
        name: try EnvironmentName("ci"), id: EnvironmentID(), target: .sandbox, state: .lost, createdAt: Mock.now - 90_000)
      lost.problem = mock.problem
      let snapshot = SnapshotSummary(
        name: try EnvironmentName("ready"), environment: dev.name, createdAt: Mock.now - 300, madeOf: ["nodejs@22"])
      return EnvironmentsPage(environments: [dev, lost], snapshots: [snapshot])
    }
  }

  private var events: [ServerEvent] {
    [
      ServerEvent(
        id: 41, at: Mock.now - 86_000, kind: .runtimeInstalled, subject: "nodejs", text: "nodejs 22.12.0 was installed"),
      ServerEvent(id: 42, at: Mock.now - 1700, kind: .appState, subject: "mailer", text: mock.foreign, state: .error),
      ServerEvent(id: 43, at: Mock.now - 1600, kind: .appState, subject: "shop", text: "release 14 serves", state: .running),
      ServerEvent(id: 44, at: Mock.now - 130, kind: .appLimit, subject: "shop", text: "storage: 1.8 GB of 2.0 GB are used"),
      ServerEvent(id: 45, at: Mock.now - 30, kind: .diskFull, subject: "/var/lib/roost", text: "no space is left"),
    ]
  }

  private var settings: SettingsPage {
    SettingsPage(
      status: DaemonStatus(
        version: "0.1.0", pid: 812, home: "/var/lib/roost", gateway: "http://oak:8080", tlsPort: 8443, apps: 7,
        startedAt: Mock.now - 400_000),
      settings: [
        SettingDetail(key: "gateway.port", value: "80", isDefault: false),
        SettingDetail(key: "gateway.domain", value: "", isDefault: true),
        SettingDetail(key: "api.hosts", value: "<b>oak</b>.example.com, elm.example.com", isDefault: false),
      ])
  }

  private var access: AccessPage {
    get throws {
      let (ada, program) = (try AccessName("ada"), try AccessName("ci-shop"))
      return AccessPage(
        accounts: [AccountSummary(name: ada, createdAt: Mock.now - 4_000_000, sessions: 2)],
        sessions: [
          SessionSummary(
            id: 1, account: ada, createdAt: Mock.now - 90, lastUsedAt: Mock.now - 2, address: "127.0.0.1",
            userAgent: "Firefox on Linux"),
          SessionSummary(
            id: 2, account: ada, createdAt: Mock.now - 9000, lastUsedAt: Mock.now - 7200, address: "192.0.2.7",
            userAgent: mock.foreign),
        ], ownSession: 1,
        tokens: [
          TokenSummary(
            id: 3, name: program, prefix: "rst_4f2a", scope: .deploy, apps: [Mock.name("shop")], createdAt: Mock.now - 80_000,
            expiresAt: Mock.now + 5_000_000, lastUsedAt: Mock.now - 600, createdBy: "ada"),
          TokenSummary(
            id: 4, name: try AccessName("status"), prefix: "rst_91bc", scope: .read, apps: nil, createdAt: Mock.now - 80_000,
            expiresAt: nil,
            createdBy: "ada"),
        ],
        audit: [
          AuditEntry(
            at: Mock.now - 600, kind: .token, actor: "ci-shop", action: .appsDeploy, resource: "shop",
            request: "POST /api/v1/deployments",
            outcome: "accepted", address: "192.0.2.7")
        ], made: "rst_4f2a77d1")
    }
  }

  private var machine: MachinePage {
    MachinePage(
      capabilities: Capabilities(
        version: "0.1.0",
        system: OperatingSystem(
          id: "debian", versionID: "12", name: "Debian GNU/Linux 12", architecture: "x86_64", libc: "glibc 2.36",
          kernel: "6.1.0-28"),
        cgroup: CgroupSupport(mode: "v2", controllers: ["cpu", "memory", "pids"], limits: true),
        strategies: [
          ProbeReport(
            strategy: .sandbox, isUsable: true, isolation: .namespaces, abilities: [.terminal, .dial, .pause, .limitMemory],
            findings: []),
          ProbeReport(
            strategy: .docker, isUsable: false, isolation: .container, abilities: [],
            findings: [.init(passed: false, what: "no engine answers", remedy: "systemctl start docker")]),
        ], runtimes: [], packageManagers: [], home: "/var/lib/roost", disk: mock.machine.disk, memory: mock.machine.memory,
        processors: 4,
        isRoot: true, profile: "web"))
  }

  private var steps: [ProgressEvent] {
    [
      .stage("download", detail: "nodejs 22.12.0"), .transfer("nodejs", done: .megabytes(18), total: .megabytes(31)),
      .finished("download", seconds: 2.4), .stage("verify", detail: ""), .output(mock.foreign), .warning("the mirror is slow"),
    ]
  }

  var profiles: [ProfileSummary] {
    func profile(_ name: String, _ title: String, _ specifiers: [String], _ megabytes: UInt64, _ seconds: Double)
      -> ProfileSummary
    {
      let cost = Cost(download: .megabytes(megabytes / 3), disk: .megabytes(megabytes), seconds: seconds, learned: false)
      return ProfileSummary(
        name: name, title: title, specifiers: specifiers, isDefault: name == "web", isChosen: false, isCustom: false, cost: cost,
        total: cost,
        installed: false)
    }
    return [
      profile("minimal", "Minimal", ["nodejs"], 500, 120), profile("web", "Web apps", ["nodejs", "python"], 800, 240),
      profile("full", "Full stack", ["nodejs", "python", "go", "ruby", "rust", "php"], 3000, 900),
      profile("docker", "Docker only", ["docker"], 700, 180),
    ]
  }
}
