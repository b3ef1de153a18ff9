import RoostModel
import Testing

@testable import RoostCatalog

@Suite struct PythonRequirementsTests {
  @Test func readsLinesAsPipDoes() {
    let text =
      "# comment\nFlask[async]>=3 # web\nZope.Interface\n\n-r more.txt\n--constraint=limits.txt\n--index-url x\n-e .\n./local\ngit+x\na \\\n  --hash=sha256:1\n"
    let lines = RequirementLine.lines(of: text)
    #expect(lines.map(\.number) == [2, 3, 5, 6, 7, 8, 9, 10, 11])
    #expect(
      lines.map(\.line) == [
        .package(name: "flask", specifier: "Flask[async]>=3"), .package(name: "zope-interface", specifier: "Zope.Interface"),
        .include("more.txt"),
        .include("limits.txt"), .other, .project, .project, .package(name: "git", specifier: "git+x"),
        .package(name: "a", specifier: "a    --hash=sha256:1"),
      ])
  }

  @Test func includesThatGoRoundEnd() throws {
    let tree = ProjectTree(
      name: "x",
      texts: ["requirements.txt": "-r a/b.txt\nflask", "a/b.txt": "-r ../requirements.txt\n-r c.txt", "a/c.txt": "gunicorn"])
    let requirements = try PythonRequirements.read(of: .requirements, in: tree)
    #expect(requirements.files == ["requirements.txt", "a/b.txt", "a/c.txt"])
    #expect(requirements.evidence(for: "gunicorn") == Evidence(file: "a/c.txt", line: 1, says: "requires gunicorn"))
  }

  @Test func endlessIncludesAreRefused() {
    var texts = ["requirements.txt": "-r 0.txt"]
    for index in 0..<40 { texts["\(index).txt"] = "-r \(index + 1).txt" }
    let tree = ProjectTree(name: "x", texts: texts)
    #expect(throws: Problem.self) { try PythonRequirements.read(of: .requirements, in: tree) }
  }

  @Test func theServerThatAnExtraBringsIsNotAdded() throws {
    let tree = ProjectTree(name: "x", texts: ["requirements.txt": "fastapi[standard]", "main.py": "app = FastAPI()"])
    let plan = try ProjectDetector.plan(for: tree, catalogue: Catalogue.load(extraDirectory: nil))
    #expect(plan.warnings.isEmpty && plan.dependencies?.command.contains("uvicorn") == false)
  }
}
