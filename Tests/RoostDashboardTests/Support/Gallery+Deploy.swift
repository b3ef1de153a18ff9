import RoostModel

@testable import RoostDashboard

/// Pages from a source to an app.
extension Gallery {
  private static let id = DraftID("0123456789abcdef") ?? DraftID()

  func installation(_ state: PlannedRuntime.State = .missing) -> InstallPlan {
    let cost = Cost(download: .megabytes(31), disk: .megabytes(140), seconds: 24, learned: true)
    func planned(_ name: String, _ title: String, _ version: String, _ state: PlannedRuntime.State, for others: [String] = [])
      -> PlannedRuntime
    {
      PlannedRuntime(
        runtime: Mock.runtime(name), title: title, selector: version, version: version, state: state, source: "apt \(name)",
        requiredBy: others.map(Mock.runtime), cost: state == .missing ? cost : .none)
    }
    return InstallPlan(
      scope: .layer,
      runtimes: [
        planned("debian", "Debian", "12", .installed, for: ["nodejs"]), planned("nodejs", "Node.js", "22.12.0", state),
      ],
      conflicts: [], cost: state == .missing ? cost : .none, free: .megabytes(22_400))
  }

  func draft(lacks: Bool = false) -> DraftPage {
    var plan = Plan(
      type: .nextjs, score: 95, evidence: [Evidence(file: "package.json", line: 12, says: "next is \(mock.foreign)")],
      start: .command("npm start", decidedBy: Evidence(file: "package.json", line: 6, says: "scripts.start")))
    plan.runtimes = [
      RuntimeRequirement(
        runtime: Mock.runtime("nodejs"), selector: "22", decidedBy: Evidence(file: "package.json", line: 7, says: "engines.node"))
    ]
    plan.build = ["npm run build"]
    plan.decisions = ["build": Evidence(file: "package.json", line: 5, says: "scripts.build")]
    plan.healthPath = "/healthz"
    plan.generatedSecrets = ["SESSION_SECRET"]
    plan.warnings = ["no lock file: versions are chosen anew by each deployment"]
    plan.alternatives = [Candidate(type: .node, score: 40, evidence: [Evidence(file: "package.json", says: "scripts.start")])]
    var summary = self.summary
    summary.name = Mock.name("shop")
    summary.plan = plan
    summary.variables = [variable("DATABASE_URL", true, mock.foreign), variable("SITE_TITLE", false, "My shop")].compactMap { $0 }
    return DraftPage(
      draft: summary, install: installation(lacks ? .missing : .installed), existing: lacks ? nil : mock.app(),
      gateway: "http://oak:8080")
  }

  var ambiguousDraft: DraftPage {
    let found = [
      Candidate(type: .flask, score: 91, evidence: [Evidence(file: "app.py", line: 1, says: mock.foreign)]),
      Candidate(type: .node, score: 90, evidence: [Evidence(file: "package.json", line: 3, says: "scripts.start")]),
    ]
    var summary = self.summary
    summary.problem = ProjectAmbiguity(found).problem(of: "shop", word: "shop")
    return DraftPage(draft: summary, gateway: "http://oak:8080")
  }

  private var summary: DraftSummary {
    DraftSummary(
      id: Gallery.id, source: SourceRecord(kind: .archive, place: mock.foreign), expiresAt: Mock.now + 3600)
  }

  private func variable(_ name: String, _ isRequired: Bool, _ example: String) -> DraftVariable? {
    (try? VariableName(name)).map { DraftVariable(name: $0, isRequired: isRequired, file: ".env.example", example: example) }
  }
}
