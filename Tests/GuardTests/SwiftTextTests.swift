import Checkout
import Testing

@Suite("Reading Swift source as text")
struct SwiftTextTests {
  @Test(arguments: [
    ("let a = 1 // try! b", "let a = 1 "),
    ("a /* x /* y */ z */ b", "a  b"),
    (#"print("try! // x") // y"#, #"print("") "#),
    (#"print("a \(f("b") + 1) c")"#, #"print("" f("") + 1)"#),
    (##"let x = #"a " \(no) "#; f()"##, #"let x = ""; f()"#),
    (#"let x = "\" try!"; g()"#, #"let x = ""; g()"#),
  ])
  func literalsAndCommentsGo(source: String, expected: String) {
    #expect(TextFile(path: "A.swift", text: source).codeLines == [Substring(expected)])
  }

  @Test func linesKeepTheirNumbers() {
    let text = "/*\n\n*/\nlet a = \"\"\"\n  import X\n  \"\"\"\nimport Y\n"
    let file = TextFile(path: "A.swift", text: text)
    #expect(file.lines.count == 7)
    #expect(file.codeLines.count == 7)
    #expect(file.imports == [ImportStatement(module: "Y", line: 7)])
  }

  @Test(arguments: [
    ("import A", "A"), ("  package import A", "A"), ("@testable import A", "A"), ("@preconcurrency internal import A", "A"),
    ("import struct A.B", "A"), ("public import func A.f", "A"), ("@_spi(Testing) import A", "A"), ("import A.Sub", "A"),
  ])
  func everyFormOfImportIsSeen(source: String, module: String) {
    #expect(TextFile(path: "A.swift", text: source).imports == [ImportStatement(module: module, line: 1)])
  }

  @Test(arguments: ["important(A)", "#if canImport(A)", "// import A", "let x = \"import A\"", "func `import`() {}"])
  func nothingElseIsAnImport(source: String) {
    #expect(TextFile(path: "A.swift", text: source).imports == [])
  }

  @Test func twoImportsMayShareALine() {
    #expect(
      TextFile(path: "A.swift", text: "import A; @_exported import B").imports == [
        ImportStatement(module: "A", line: 1), ImportStatement(module: "B", line: 1, isExported: true),
      ])
  }

  @Test(arguments: ["\"", "\"\"\"", "/*", "\"\\(", "#", "#\"", "\\", ""])
  func anUnfinishedSourceEnds(source: String) {
    #expect(TextFile(path: "A.swift", text: source).codeLines.count <= 1)
  }
}
