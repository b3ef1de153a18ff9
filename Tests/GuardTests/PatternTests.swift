import Checkout
import Testing

@Suite("What the patterns find")
struct PatternTests {
  private func finds(_ source: String, in rules: [HouseRule]) throws -> Bool {
    try rules.contains { try !$0.violations(in: TextFile(path: "A.swift", text: source)).isEmpty }
  }

  @Test(arguments: [
    "let a = try! f()", "fatalError(\"x\")", "final class A: @unchecked Sendable {}", "struct PathHelper {}",
    "package actor AppManager {", "enum StringUtils {", "protocol HandlerBase {}", "x(\"\\(try! f())\")",
  ])
  func badCodeIsFound(source: String) throws {
    #expect(try finds(source, in: HouseRule.code))
  }

  @Test(arguments: [
    "// try! is bad", "let a = \"fatalError(\"", "struct BaseSource {}", "enum PackageManager {", "let pathHelper = 1", "try f()",
  ])
  func goodCodePasses(source: String) throws {
    #expect(try !finds(source, in: HouseRule.code))
  }

  @Test(arguments: [
    "Task { f() }", "Task.detached { f() }", "let t = Task<Void, Never>(priority: .low) {", "Task(name: \"x\") {",
  ])
  func unstructuredTasksAreFound(source: String) throws {
    #expect(try finds(source, in: [.unstructuredTasks]))
  }

  /// Texts to be judged; nothing sleeps here.
  @Test(arguments: ["withTaskGroup(of: Int.self) { group in", "Task.sleep(for: .seconds(1))", "group.addTask { f() }"])
  func structuredOnesPass(source: String) throws {
    #expect(try !finds(source, in: [.unstructuredTasks]))
  }

  @Test(arguments: [
    "// TO" + "DO: later", "see https://py" + "pi.org/simple", "\"/wor" + "k/main\"", "deb http://deb.deb" + "ian.org/debian x",
  ])
  func badTextIsFound(source: String) throws {
    #expect(try finds(source, in: HouseRule.text))
  }

  @Test(arguments: ["environments/e1/work/", "todos", "the PyPI package", "\\(directory)/work/index", "docker.io"])
  func goodTextPasses(source: String) throws {
    #expect(try !finds(source, in: HouseRule.text))
  }
}
