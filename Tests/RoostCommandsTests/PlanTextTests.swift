import RoostModel
import Testing

@testable import RoostCommands

@Suite struct PlanTextTests {
  @Test func everythingWithItsEvidence() throws {
    var plan = Plan(
      type: .node, score: 90, evidence: [Evidence(file: "package.json", line: 5, says: "scripts.start is set")],
      start: .command("node server.js", decidedBy: Evidence(file: "package.json", line: 5, says: "scripts.start")))
    let nodejs = try #require(RuntimeID("nodejs"))
    plan.runtimes = [
      RuntimeRequirement(
        runtime: nodejs, selector: ">=22", decidedBy: Evidence(file: "package.json", line: 7, says: "engines.node is \">=22\""))
    ]
    plan.root = "web"
    plan.dependencies = DependencyStep(tool: "npm", command: "npm ci", directory: "node_modules", inputs: [])
    plan.build = ["npm run build", "npm prune"]
    plan.otherProcesses = ["worker": "node worker.js"]
    plan.variables = ["B": "2", "A": "1"]
    plan.healthPath = "/health"
    plan.limits = ResourceLimits(memory: .megabytes(512), cpus: 0.5, processes: 256)
    plan.alternatives = [Candidate(type: .static, score: 55, evidence: [Evidence(file: "index.html", says: "exists")])]
    plan.warnings = ["no lockfile"]
    let expected = """
      Type         node (score 90 of 100)
      In           web
      Because      package.json:5 scripts.start is set
      Runtimes     nodejs@>=22  package.json:7 engines.node is ">=22"
      Install      npm ci  into node_modules
      Build        npm run build
                   npm prune
      Start        node server.js  package.json:5 scripts.start
      Not started  worker: node worker.js
      Port         3000, told to the app as $PORT
      Health       GET /health
      Variables    A=1
                   B=2
      Limits       512 MB of memory, 0.5 CPUs, 256 processes
      Network      outbound
      Considered   static (55): index.html exists
      Warnings     no lockfile

      """
    #expect(PlanText(plan: plan).text(.plain) == expected)
  }

  @Test(arguments: [(64 << 20, "64 MiB"), (2 << 30, "2 GiB"), (1 << 29, "512 MiB"), (500_000, "500 kB")] as [(UInt64, String)])
  func memoryIsShownInTheUnitsItWasWrittenIn(bytes: UInt64, shown: String) {
    var plan = Plan(type: .static, score: 55, evidence: [], start: .files(directory: ".", singlePage: false))
    plan.limits = ResourceLimits(memory: ByteCount(bytes))
    #expect(PlanText(plan: plan).text(.plain).contains("Limits   \(shown) of memory\n"))
  }

  @Test func aStaticSiteHasNoPortAndNothingFromAProjectSteersTheTerminal() {
    var plan = Plan(type: .static, score: 55, evidence: [], start: .files(directory: "dist\u{1B}[2J", singlePage: true))
    plan.network = .none
    let expected = """
      Type     static (score 55 of 100)
      Serve    the files in dist?[2J, index.html for every other path
      Network  none

      """
    #expect(PlanText(plan: plan).text(.plain) == expected)
  }
}
