import Testing

@testable import RoostCatalog

@Suite struct PlainYAMLReaderTests {
  /// The quick reader serves every shipped file, and to the same effect; so does leaving out the checks that take long.
  @Test func everyShippedFileIsReadAsTheParserOfAllYAMLReadsIt() throws {
    for (name, text) in EmbeddedCatalogue.files {
      let document = try YAMLReader.read(text, file: name)
      #expect(PlainYAMLReader.read(text) == document, "\(name) goes beyond what PlainYAMLReader reads: keep texts on one line")
      let quick = try CatalogueDocument.read(text, file: name, isShipped: true)
      #expect(try quick == CatalogueDocument.read(text, file: name, isShipped: false), "\(name)")
    }
  }

  @Test(arguments: [
    "a: 1", "a: -1.5\nb: 1.2.3\n", "a: [x, 'it''s', \"q\\\"\\n\\t\\\\\", -v, ~]\n", "a: {b: c, d: [], e: {}}\n",
    "# first\n\na:\n  # inner\n  b: true\n\n  c: http://h:1/p#q # said\nd: x", "- a\n- b: 1\n  c:\n    - {d: e}\n  f: g\n",
    "a:\n  - - x\n    - y\n  - z\n", "lts/*: \"24\"\n18: x\n", "a: b  \nc: v{version}\n", "plain", "'quoted'", "[1, two]",
    "a: x:y\nb: 'é'\nc: É d\n", "a: [b c, d-e]\n", "a: ''\n",
  ])
  func agreesWhereItAnswers(_ text: String) throws {
    let document = try YAMLReader.read(text, file: "f")
    if let quick = PlainYAMLReader.read(text) { #expect(quick == document) }
  }

  @Test(arguments: [
    "a: [x, 'it''s', \"q\\\"\\n\\t\\\\\", -v, ~]\n", "# first\n\na:\n  # inner\n  b: true\n\n  c: http://h:1/p#q # said\nd: x",
    "- a\n- b: 1\n  c:\n    - {d: e}\n  f: g\n", "lts/*: \"24\"\n18: x\n", "a: {b: c, d: [], e: {}}\n",
  ])
  func answersWhatTheCatalogueIsWrittenIn(_ text: String) { #expect(PlainYAMLReader.read(text) != nil) }

  @Test(arguments: [
    "", "a: |\n  x\n", "a: >\n  x\n", "a: x\n  y\n", "a: &b c\n", "a: *b\n", "a: !t c\n", "a: \"x\n  y\"\n", "a: \"\\x41\"\n",
    "a: [b,\n  c]\n", "a: 1\na: 2\n", "a:\n- b\n", "a:\nb: c\n", "a: b: c\n", "a: [b: c]\n", "a: {b}\n", "a: [b\n", "a: 'b\n",
    "\ta: b\n", "? a\n: b\n", "--- \na: b\n", "a: [b, , c]\n", "a: 'b' c\n", "  a: b\nc: d\n", "a: %b\n", "{a: 1, a: 2}", "-",
  ])
  func leavesAllElseToTheParser(_ text: String) { #expect(PlainYAMLReader.read(text) == nil) }

  @Test func anyBytesEndInAnAnswer() throws {
    var random = SeededGenerator(seed: 7)
    let alphabet = Array("ab:- \n#[]{},'\"\\1.".utf8)
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0..<24, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? 0x20 }
      let text = String(decoding: bytes, as: UTF8.self)
      guard let quick = PlainYAMLReader.read(text) else { continue }
      let document = Result { try YAMLReader.read(text, file: "f") }
      #expect(quick == (try? document.get()), "\(text.debugDescription): \(document)")
    }
  }
}
