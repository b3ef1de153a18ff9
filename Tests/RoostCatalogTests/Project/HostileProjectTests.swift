import RoostModel
import Testing

@testable import RoostCatalog

/// Projects made to take long or to break the reader. A plan or a problem must come within a few seconds, even unoptimised.
@Suite struct HostileProjectTests {
  private func seconds(_ texts: [String: String]) throws -> Double {
    let catalogue = try Catalogue.load(extraDirectory: nil)
    let clock = ContinuousClock()
    let time = clock.measure {
      _ = try? ProjectDetector.plan(for: ProjectTree(name: "x", texts: texts), catalogue: catalogue)
    }
    return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
  }

  private static let mebibyte = 1 << 20

  @Test(arguments: [
    "a = (", "a: " + String(repeating: "b", count: 290) + "(", "def " + String(repeating: "a ", count: 140) + "(", "'''\n",
    "x(\\\n",
  ])
  func sourcesOfAnyShape(_ line: String) throws {
    let source = String(repeating: line + "\n", count: Self.mebibyte / (line.utf8.count + 1) - 1)
    let texts = Dictionary(uniqueKeysWithValues: (0..<12).map { ("m\($0).py", source) })
    #expect(try seconds(texts.merging(["requirements.txt": "flask"]) { $1 }) < 20)
  }

  @Test(
    arguments: [
      "package.json", "requirements.txt", "pyproject.toml", "Procfile", "roost.yml", "app.json", ".nvmrc", "Pipfile",
      ".tool-versions",
    ], ["[", "{\"a\":", "- ", "a = [", "-r x\n", "\\\n", "web: ", "a: b\n", "\"", " ", "&a ", "\u{0}", "é", "^1 || "])
  func manifestsOfAnyShape(_ file: String, _ piece: String) throws {
    let text = String(repeating: piece, count: (Self.mebibyte / 4) / piece.utf8.count)
    #expect(try seconds([file: text, "server.js": "", "Pipfile.lock": ""]) < 20)
  }

  @Test func manyEvidenceLinesAreBounded() throws {
    let source = String(repeating: "app = Flask(x)\n", count: 5000)
    let plan = try ProjectDetector.plan(
      for: ProjectTree(name: "x", texts: ["app.py": source, "requirements.txt": "flask"]),
      catalogue: Catalogue.load(extraDirectory: nil))
    #expect(plan.evidence.count < 20)
  }
}
