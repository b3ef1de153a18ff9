import Testing

@testable import RoostCatalog

@Suite struct TOMLReaderTests {
  private static let sample = """
    title = "x" # comment
    [project]
    name = 'shop'
    requires-python = ">=3.9"
    dependencies = [
      "flask>=3", # web
      'gunicorn',
    ]
    readme = {file = "README.md", "content-type" = "text/markdown"}
    [tool.poetry.dependencies]
    python = "^3.11"
    uvicorn = {version = "*", extras = ["standard"]}
    [[tool.sources]]
    name = "private"
    [tool.text]
    long = \"\"\"
    a "quoted" \\
    b\"\"\"
    raw = '''it's'''
    dates.first = 1979-05-27T07:32:00Z
    """

  @Test func readsWhatDetectionAsksFor() throws {
    let node = try TOMLReader.read(Self.sample, file: "f")
    #expect(node.at("project.requires-python")?.text == ">=3.9")
    #expect(node.at("project.dependencies")?.elements?.map(\.text) == ["flask>=3", "gunicorn"])
    #expect(node.at("project.dependencies")?.elements?.last?.position == SourcePosition(line: 7, column: 3))
    #expect(node.at("project.readme.content-type")?.text == "text/markdown")
    #expect(node.at("tool.poetry.dependencies")?.members?.map(\.key) == ["python", "uvicorn"])
    #expect(node.at("tool.sources") == nil)
    #expect(node.at("tool.text.raw")?.text == "it's")
    #expect(node.at("tool.text.dates.first")?.text == "1979-05-27T07:32:00Z")
  }

  @Test(arguments: [
    ("[a", "1:3: expected ']', found the end of the file"), ("a = ", "1:5: expected a value"), ("= 1", "1:1: expected a key"),
    ("a = 1 b = 2", "1:7: expected the end of the line, found 'b'"), ("a = [1, 2", "expected ',' or ']'"),
    ("a = \"x", "expected the closing"),
    ("a = '''x", "expected the end of a text of several lines"), ("a 1", "1:3: expected '=' after a key, found '1'"),
    ("a = " + String(repeating: "[", count: 100_000), "nested too deep"),
  ])
  func saysWhatWasExpectedWhere(_ text: String, _ expected: String) {
    let fault = #expect(throws: DocumentFault.self) { try TOMLReader.read(text, file: "f") }
    #expect(fault?.text.contains(expected) == true, "\(fault?.text ?? "")")
  }

  @Test func anyMutationIsEitherReadOrAFault() {
    var random = SeededGenerator(seed: 8)
    let original = Array(Self.sample.utf8)
    for _ in 0..<5000 {
      var bytes = original
      bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      _ = try? TOMLReader.read(String(decoding: bytes, as: UTF8.self), file: "f")
    }
  }
}
