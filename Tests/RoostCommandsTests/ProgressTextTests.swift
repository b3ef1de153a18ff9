import RoostModel
import Testing

@testable import RoostCommands

@Suite struct ProgressTextTests {
  private let events: [(Double, ProgressEvent)] = [
    (0, .stage("download", detail: "nodejs 22.1.0")),
    (0, .transfer("nodejs", done: ByteCount(0), total: ByteCount(60_000_000))),
    (0.05, .transfer("nodejs", done: ByteCount(2_000_000), total: ByteCount(60_000_000))),
    (1, .transfer("nodejs", done: ByteCount(30_000_000), total: ByteCount(60_000_000))),
    (2, .transfer("nodejs", done: ByteCount(60_000_000), total: ByteCount(60_000_000))),
    (2, .transfer("nodejs", done: ByteCount(60_000_000), total: ByteCount(60_000_000))),
    (2, .finished("download", seconds: 2)),
    (2, .stage("build", detail: "")),
    (3, .output("added 12 packages\n\u{1B}[32mdone\u{1B}[0m\u{1B}[2J\n")),
    (3, .warning("no lockfile")),
  ]

  private func text(_ display: ProgressText) -> String {
    var display = display
    return events.map { display.happened($1, now: $0) }.joined() + display.end()
  }

  @Test func plainLines() {
    let expected = """
      download  nodejs 22.1.0
      nodejs  0 B of 60.0 MB (0 %)
      nodejs  60.0 MB of 60.0 MB (100 %), 30.0 MB/s
      download took 2.0 s
      build
          added 12 packages
          done?[2J
      warning: no lockfile

      """
    #expect(text(ProgressText(style: .plain, redraws: false, width: 80)) == expected)
  }

  @Test func aBarThatIsDrawnAgain() {
    let end = "\u{1B}[K\u{1B}[J"
    let expected =
      "download  nodejs 22.1.0\n"
      + "\rnodejs  [                        ]  0 B of 60.0 MB (0 %)\(end)"
      + "\rnodejs  [============            ]  30.0 MB of 60.0 MB (50 %), 30.0 MB/s\(end)"
      + "\rnodejs  [========================]  60.0 MB of 60.0 MB (100 %), 30.0 MB/s\(end)"
      + "\r\u{1B}[Jdownload took 2.0 s\nbuild\n    added 12 packages\n    done?[2J\nwarning: no lockfile\n"
    #expect(text(ProgressText(style: .plain, redraws: true, width: 80)) == expected)
  }

  @Test func linesStandAboveTheBarsThatGoOn() {
    var display = ProgressText(style: .plain, redraws: true, width: 80)
    _ = display.happened(.transfer("a", done: ByteCount(1), total: ByteCount(10)), now: 0)
    _ = display.happened(.transfer("b", done: ByteCount(1), total: ByteCount(10)), now: 0.2)
    let text = display.happened(.stage("verify", detail: "ruby"), now: 0.3)
    #expect(text.hasPrefix("\r\u{1B}[2A\u{1B}[Jverify  ruby\n\ra"), "up to the first of three lines, erase, line, bars")
    #expect(text.split(separator: "\n").count == 4)
    #expect(display.end() == "\r\u{1B}[2A\u{1B}[J")
    #expect(display.end() == "")
  }

  @Test func mixedTransfersDoNotFloodALog() {
    var display = ProgressText(style: .plain, redraws: false, width: 80)
    var lines = 0
    for step in 0..<1000 {
      for name in ["a", "b"] {
        let event = ProgressEvent.transfer(name, done: ByteCount(UInt64(step)), total: ByteCount(5000))
        lines += display.happened(event, now: Double(step) / 100).isEmpty ? 0 : 1
      }
    }
    #expect(lines == 4, "each at once and after five seconds")
  }

  @Test func aNarrowTerminalNeverWraps() {
    var display = ProgressText(style: .plain, redraws: true, width: 30)
    let line = display.happened(.transfer("a-very-long-runtime-name", done: ByteCount(5), total: ByteCount(10)), now: 0)
    #expect(line.count <= 29 + "\r\u{1B}[K\u{1B}[J".count)
  }

  @Test func anUnknownTotalHasNoBarAndNoPercent() {
    var display = ProgressText(style: .plain, redraws: true, width: 80)
    #expect(display.happened(.transfer("x", done: ByteCount(5), total: nil), now: 0) == "\rx  5 B\u{1B}[K\u{1B}[J")
    #expect(display.happened(.transfer("x", done: ByteCount(50), total: ByteCount(0)), now: 1).contains("50 B of 0 B"))
  }

  @Test func coloursAreForTerminals() {
    var display = ProgressText(style: TextStyle(enabled: true), redraws: true, width: 80)
    #expect(display.happened(.warning("w"), now: 0) == "\u{1B}[33mwarning: w\u{1B}[0m\n")
  }
}
