import RoostModel
import Testing

@testable import RoostCatalog

@Suite struct PlanOverridesTests {
  private let catalogue: Catalogue

  init() throws { catalogue = try Catalogue.load(extraDirectory: nil) }

  private func plan(_ texts: [String: String], _ change: (inout PlanOverrides) -> Void) throws -> Plan {
    var overrides = PlanOverrides()
    change(&overrides)
    return try ProjectDetector.plan(for: ProjectTree(name: "shop", texts: texts), catalogue: catalogue, overrides: overrides)
  }

  private let everywhere = [
    "server.js": "", "Procfile": "web: node procfile.js\nrelease: node procfile-release.js\n",
    "app.json": #"{"healthchecks": {"web": [{"path": "/app-json"}]}}"#,
    "roost.yml":
      "start: node settings.js\nport: 4000\nhealth: {path: /settings}\nrelease: node settings-release.js\nbuild: make\n",
  ]

  @Test func optionsWinOverSettingsOverTheProcfileOverDetection() throws {
    var files = everywhere
    func start(_ change: (inout PlanOverrides) -> Void = { _ in }) throws -> String? {
      let plan = try plan(files, change)
      guard case .command(let line, _) = plan.start else { return nil }
      return line.split(separator: " ").last.map(String.init)
    }
    #expect(try start { $0.start = "node option.js" } == "option.js")
    #expect(try start() == "settings.js")
    files["roost.yml"] = nil
    #expect(try start() == "procfile.js")
    files["Procfile"] = nil
    #expect(try start() == "server.js")
  }

  @Test func everyOptionIsInThePlanAndIsNamedAsTheOneThatDecided() throws {
    let plan = try plan(everywhere) {
      $0.build = ["make one", "make two"]
      $0.release = ["node option-release.js"]
      $0.port = 5000
      $0.healthPath = "/option"
      $0.start = "node option.js"
    }
    #expect(plan.build == ["make one", "make two"] && plan.release == ["node option-release.js"])
    #expect(plan.port == 5000 && plan.healthPath == "/option")
    for key in ["build", "release", "start", "port", "health"] {
      #expect(plan.decisions?[key]?.description.hasPrefix("--") == true, "\(key): \(String(describing: plan.decisions))")
    }
    #expect(plan.decisions?["type"]?.file == "server.js")
    #expect(plan.warnings.contains { $0.contains("procfile.js is not used: --start decides") }, "\(plan.warnings)")
  }

  @Test func withoutOptionsTheFileAndTheLineAreNamed() throws {
    let plan = try plan(everywhere) { _ in }
    #expect(plan.decisions?["port"]?.description == "roost.yml:2 port is 4000")
    #expect(plan.decisions?["health"]?.description == "roost.yml:3 health")
    var files = everywhere
    files["roost.yml"] = nil
    let other = try self.plan(files) { _ in }
    #expect(other.decisions?["release"]?.description == "Procfile:2 release: node procfile-release.js")
    #expect(other.decisions?["health"]?.file == "app.json")
    #expect(other.decisions?["port"]?.description == "the default")
  }

  @Test func anEmptyCommandSaysThatThereIsNone() throws {
    let plan = try plan(everywhere) {
      $0.build = [""]
      $0.release = [""]
    }
    #expect(plan.build.isEmpty && plan.release == nil)
  }

  @Test func aTypeSettlesWhatIsAmbiguousAndForcesWhatIsNot() throws {
    let files = [
      "package.json": #"{"scripts": {"start": "node a.js"}}"#, "requirements.txt": "flask\n", "app.py": "app = Flask(__name__)\n",
    ]
    let problem = try #require(throws: Problem.self) { try plan(files) { _ in } }
    let ambiguity = try #require(ProjectAmbiguity(problem))
    #expect(ambiguity.choices.map(\.type) == [.flask, .node])
    #expect(problem.hint.contains("roost deploy shop --type flask") && problem.hint.contains("roost.yml"))
    let node = try plan(files) { $0.type = .node }
    #expect(node.type == .node && node.score == 100 && node.evidence.first?.says == "--type is node")
    #expect(try plan(["index.html": "", "main.py": ""]) { $0.type = .static }.start == .files(directory: ".", singlePage: false))
    #expect(try #require(throws: Problem.self) { try plan(files) { $0.type = .django } }.code != .projectAmbiguous)
  }

  @Test func aRootBringsItsOwnSettingsElseThoseOfTheTop() throws {
    let files = [
      "roost.yml": "root: web\nport: 4000\n", "web/server.js": "", "api/server.js": "", "api/roost.yml": "port: 5000\n",
      "tool/server.js": "",
    ]
    let web = try plan(files) { _ in }
    #expect(web.root == "web" && web.port == 4000 && web.decisions?["root"]?.description == "roost.yml:1 root is web")
    let api = try plan(files) { $0.root = "./api/" }
    #expect(api.root == "api" && api.port == 5000 && api.decisions?["root"]?.description == "--root is ./api/")
    #expect(try plan(files) { $0.root = "tool" }.port == 4000)
    #expect(try plan(["x/api/server.js": "", "x/package.json": "{}"]) { $0.root = "api" }.root == "x/api")
  }

  @Test func whatIsNotUnderstoodIsSaidWithTheOption() throws {
    func problem(_ change: (inout PlanOverrides) -> Void) throws -> Problem {
      try #require(throws: Problem.self) { try plan(everywhere, change) }
    }
    #expect(try problem { $0.root = "../up" }.code == .usageInvalid)
    #expect(try problem { $0.root = "missing" }.hint.contains("--root"))
    #expect(try problem { $0.port = 80 }.code == .usageInvalid)
    #expect(try problem { $0.healthPath = "health" }.code == .usageInvalid)
    #expect(try problem { $0.start = "  " }.code == .usageInvalid)
    #expect(try problem { $0.start = "a\0b" }.code == .usageInvalid)
    #expect(try problem { $0.build = Array(repeating: "x", count: 51) }.code == .usageInvalid)
  }

  @Test func onePartWithAProjectIsSuggestedAndNotTaken() throws {
    let problem = try #require(throws: Problem.self) {
      try plan(["README.md": "", "services/api/package.json": #"{"scripts": {"start": "x"}}"#]) { _ in }
    }
    #expect(problem.hint.contains("roost deploy shop --root services/api"), "\(problem.hint)")
  }
}
