import Testing

@testable import RoostCatalog

@Suite struct JSONReaderTests {
  @Test func readsEveryKindWithItsPlace() throws {
    let node = try JSONReader.read(
      "{\n  \"a\": [1, -2.5e+3, true, null],\n  \"é\": {\"b\": \"x\\n\\u00e9\\ud83d\\ude00\"}\n}\n", file: "f")
    #expect(node["a"]?.elements?.map(\.value) == [.number("1"), .number("-2.5e+3"), .bool(true), .null])
    #expect(node.at("é.b")?.text == "x\né😀")
    #expect(node.at("é.b")?.position == SourcePosition(line: 3, column: 14))
  }

  @Test(arguments: [
    ("", "1:1: expected a value, found the end of the file"),
    ("{", "1:2: expected a key in double quotes, found the end of the file"),
    ("{\"a\": 1,}", "1:9: expected a key in double quotes, found '}': is there a comma too many before it?"),
    ("{\"a\": 1\n \"b\": 2}", "2:2: expected ',' or '}', found '\"'"),
    ("{'a': 1}", "1:2: expected a key in double quotes, found ''': JSON has double quotes only"),
    ("{\n  // no\n}", "2:3: expected a key in double quotes, found '/': JSON has no comments"),
    ("[1, 2", "1:6: expected ',' or ']', found the end of the file"),
    ("{\"a\" 1}", "1:6: expected ':' after the key \"a\", found '1'"),
    ("\"abc\n\"", "1:5: expected the closing '\"' of a text, found the end of the line"),
    ("\"\\q\"", "1:3: '\\' cannot stand before 'q'"),
    ("\"\\u12x4\"", "1:6: expected four hexadecimal digits after \\u, found 'x'"),
    ("{} {}", "1:4: expected the end of the file, found '{'"),
    ("nul", "1:1: expected a value, found 'n'"),
    ("01", "1:3: this is not a number"), ("1.", "1:3: expected digits, found the end of the file"),
    ("[\u{7f}]", "1:2: expected a value, found a character that does not belong there"),
  ])
  func saysWhatWasExpectedWhere(_ text: String, _ expected: String) {
    let fault = #expect(throws: DocumentFault.self) { try JSONReader.read(text, file: "f") }
    #expect(fault?.text == "f:" + expected)
  }

  @Test func depthAndSizeAreLimited() {
    let deep = String(repeating: "[", count: 500_000)
    #expect(throws: DocumentFault.self) { try JSONReader.read(deep, file: "f") }
    let wide = "[" + String(repeating: "0,", count: DocumentLimits.nodes) + "0]"
    #expect(throws: DocumentFault.self) { try JSONReader.read(wide, file: "f") }
  }

  @Test func aMarkAtTheBeginningIsNoFault() throws {
    #expect(try JSONReader.read("\u{FEFF}{}", file: "f").members == [])
  }

  @Test func theLastOfTwoKeysCounts() throws {
    #expect(try JSONReader.read(#"{"a": 1, "a": 2}"#, file: "f")["a"]?.text == "2")
  }

  /// A change of one byte never crashes the reader, and is found wherever it breaks the text.
  @Test func anyMutationIsEitherReadOrAFault() {
    var random = SeededGenerator(seed: 5)
    let original = Array(#"{"name": "shop", "scripts": {"start": "node \u0041 a.js"}, "n": [1, 2.5, true, null]}"#.utf8)
    for _ in 0..<20_000 {
      var bytes = original
      bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      _ = try? JSONReader.read(String(decoding: bytes, as: UTF8.self), file: "f")
    }
  }
}
