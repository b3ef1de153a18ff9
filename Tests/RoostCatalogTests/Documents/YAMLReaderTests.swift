import Testing

@testable import RoostCatalog

@Suite struct YAMLReaderTests {
  @Test func keepsNumbersAsTheyAreWritten() throws {
    let node = try YAMLReader.read("a: 22.10\nb: 'x'\nc: yes\nd: true\ne: ~\nf: 2>&1\n", file: "f")
    #expect(
      node.members?.map(\.value.value) == [.number("22.10"), .string("x"), .string("yes"), .bool(true), .null, .string("2>&1")])
  }

  @Test(arguments: [
    "a: &a [x]\nb: [*a, *a]", "? &k {a: b}\n: *k", "- &a x", "!!map &a {}", "[&a x]", "{k: &a x}", "--- &a\nx: y", "a:\n  &a x",
    "a: !t\n  &b x", "\u{FEFF}&a x: y",
  ])
  func anchorsAreRefusedBeforeTheyCanExpand(_ text: String) {
    let fault = #expect(throws: DocumentFault.self) { try YAMLReader.read(text, file: "f") }
    #expect(fault?.message.contains("anchors") == true, "\(fault?.message ?? "")")
  }

  @Test(arguments: ["a: b & c", "a: x 2>&1", "a: b&c", "a: x && y"])
  func anAmpersandInATextIsNoAnchor(_ text: String) throws {
    #expect(try YAMLReader.read(text, file: "f")["a"]?.text == String(text.dropFirst(3)))
  }

  @Test(arguments: [
    (String(repeating: "[", count: 900), "f:"), (String(repeating: "[", count: 2000), "nesting"),
    (String(repeating: "- ", count: 300) + "x", "nested"),
    (String(repeating: "a: b\n", count: 20_000), "64 KiB"), ("a: b\n--- \nc: d", "f:"), ("[a, b]: c", "a key must be a text"),
    ("a: *b", "alias"), ("a: \"x", "f:1:"), ("a: b: c", "f:1:"), ("\tx: y", "f:1:"), ("a: \u{1}", "f:1:"),
  ])
  func refusesWithAPlace(_ text: String, _ expected: String) {
    let fault = #expect(throws: DocumentFault.self) { try YAMLReader.read(text, file: "f") }
    #expect(fault?.text.contains(expected) == true, "\(fault?.text ?? "")")
  }

  @Test func anEmptyFileHasNoKeys() throws {
    #expect(try YAMLReader.read("# nothing\n", file: "f").members == [])
  }

  @Test func anyMutationIsEitherReadOrAFault() {
    var random = SeededGenerator(seed: 6)
    let original = Array("name: app\nruntimes: {nodejs: \"22\"}\nbuild:\n  - npm ci\n  - |\n    x\n    y\nenv: {A: 'b'}\n".utf8)
    for _ in 0..<5000 {
      var bytes = original
      for _ in 0..<2 { bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 9...126, using: &random) }
      _ = try? YAMLReader.read(String(decoding: bytes, as: UTF8.self), file: "f")
    }
  }
}
