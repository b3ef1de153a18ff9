import RoostModel
import Testing

@testable import RoostApps

@Suite struct OutputTailTests {
  @Test func linesAreTheSameHoweverTheyArrive() {
    let text = Array("one\ntwo\n\nthree".utf8)
    for cut in 0...text.count {
      let tail = OutputTail()
      let lines = tail.append(Array(text[..<cut])) + tail.append(Array(text[cut...]))
      #expect(lines == ["one", "two", ""])
      #expect(tail.text == "one\ntwo\n\nthree")
    }
  }

  @Test func onlyTheLastLinesAreKeptAndLongOnesAreCut() {
    let tail = OutputTail(limit: 2)
    tail.append(Array("a\nb\nc\n".utf8))
    #expect(tail.text == "b\nc")
    tail.append([UInt8](repeating: UInt8(ascii: "x"), count: OutputTail.longestLine * 5))
    #expect((tail.text?.utf8.count ?? 0) <= 3 * OutputTail.longestLine + 2)
  }

  @Test func nothingWrittenIsNothingToShow() { #expect(OutputTail().text == nil) }
}

@Suite struct HTTPProbeTests {
  @Test(arguments: [("HTTP/1.1 200 OK\r\n", 200), ("HTTP/1.0 503 x", 503)])
  func readsAStatus(text: String, status: Int) { #expect(HTTPProbe.status(in: Array(text.utf8)) == status) }

  @Test(arguments: ["HTTP/1.1 20", "SSH-2.0-OpenSSH", "HTTP/1.1 2x0 OK", "HTTP/1.1 999 ", ""])
  func takesNothingElseForOne(text: String) { #expect(HTTPProbe.status(in: Array(text.utf8)) == nil) }
}
