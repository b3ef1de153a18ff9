import RoostModel
import Testing

@testable import RoostApps

@Suite struct LogLinesTests {
  /// Output as it comes: pieces of two channels, some that end within a line.
  private static let pieces: [(OutputChannel, String)] = [
    (.standardOutput, "one\ntwo"), (.standardError, "warn a\nwarn b"), (.standardOutput, " goes on\nthree\n"),
    (.standardError, " ends\n"), (.standardOutput, "la"), (.standardError, "quick\n"), (.standardOutput, "st"),
  ]

  private func chunks(from place: UInt64 = 0) -> [OutputChunk] {
    var offset: UInt64 = 0
    var chunks: [OutputChunk] = []
    for (index, piece) in Self.pieces.enumerated() {
      let bytes = Array(piece.1.utf8)
      let end = offset + UInt64(bytes.count)
      if end > place {
        let cut = place > offset ? Int(place - offset) : 0
        chunks.append(
          OutputChunk(channel: piece.0, offset: offset + UInt64(cut), bytes: Array(bytes[cut...]), at: Double(100 + index)))
      }
      offset = end
    }
    return chunks
  }

  private func read(_ lines: LogLines, from place: UInt64 = 0) -> [LogLines.Line] {
    var lines = lines
    return chunks(from: place).flatMap { lines.take($0) } + lines.finish()
  }

  @Test func linesOfOneStreamAndOfALevelAreTold() {
    #expect(read(LogLines(.none, LogFilter(channel: .standardError))).map(\.text) == ["warn a\n", "warn b ends\n", "quick\n"])
    #expect(read(LogLines(.none, LogFilter(level: .warning))).isEmpty)
    var lines = LogLines(.none, LogFilter(level: .warning))
    let text = "INFO a\n[warn] b\nplain\nERROR c\n"
    let taken = lines.take(OutputChunk(channel: .standardOutput, offset: 0, bytes: Array(text.utf8), at: 1))
    #expect(taken.map(\.text) == ["[warn] b\n", "ERROR c\n"])
  }

  @Test func linesAreWholeWhateverPiecesTheyCameIn() {
    let lines = read(LogLines(.none, LogFilter()))
    #expect(lines.map(\.text) == ["one\n", "warn a\n", "two goes on\n", "three\n", "warn b ends\n", "quick\n", "last"])
    // A line has the time of its beginning.
    #expect(lines.map(\.at) == [100, 101, 100, 102, 101, 105, 104])
  }

  @Test func whoGoesOnMissesNothingAndSeesNothingTwice() {
    let all = read(LogLines(.none, LogFilter()))
    for (index, line) in all.enumerated() {
      let rest = read(LogLines(.none, LogFilter(), seen: line.after.seen), from: line.after.offset)
      #expect(rest.map(\.text) == all[(index + 1)...].map(\.text), "after \(line.text)")
      let again = read(LogLines(.none, LogFilter(), seen: line.before.seen), from: line.before.offset)
      #expect(again.map(\.text) == all[index...].map(\.text), "from \(line.text)")
    }
  }

  @Test func aFilterKeepsWhatHolds() {
    func texts(_ filter: LogFilter) -> [String] { read(LogLines(.none, filter)).map(\.text) }
    #expect(texts(LogFilter(text: "warn")) == ["warn a\n", "warn b ends\n"])
    #expect(texts(LogFilter(text: "WARN")) == [])
    #expect(texts(LogFilter(text: "WARN", ignoresCase: true)) == ["warn a\n", "warn b ends\n"])
    #expect(texts(LogFilter(since: 102)) == ["three\n", "quick\n", "last"])
    #expect(texts(LogFilter(until: 100)) == ["one\n", "two goes on\n"])
    #expect(texts(LogFilter(since: 101, until: 101, text: "ends")) == ["warn b ends\n"])
    // Regular expressions are not known: what looks like one is text.
    #expect(texts(LogFilter(text: ".*")) == [])
  }

  @Test func secretsAreMaskedBeforeTheyAreLookedFor() {
    var lines = LogLines(Redactor(secrets: ["hunter2-secret"]), LogFilter(text: "hunter2"))
    let chunk = OutputChunk(channel: .standardOutput, offset: 0, bytes: Array("pw hunter2-secret\n".utf8), at: 1)
    #expect(lines.take(chunk).isEmpty && lines.finish().isEmpty)
    var masked = LogLines(Redactor(secrets: ["hunter2-secret"]), LogFilter(text: "***"))
    #expect(masked.take(chunk).map(\.text) == ["pw ***\n"])
  }

  @Test func aSecretOfSeveralLinesStaysHidden() {
    var lines = LogLines(Redactor(secrets: ["aaaaaa\nbb"]), LogFilter())
    let found = ["x aaaaaa\n", "bb y\n", "z\n"].enumerated().flatMap { index, text in
      lines.take(OutputChunk(channel: .standardOutput, offset: UInt64(index * 10), bytes: Array(text.utf8), at: 1))
    }
    #expect(found.map(\.text).joined() == "x *** y\nz\n")
  }

  @Test func aLineWithoutEndIsCut() {
    var lines = LogLines(.none, LogFilter(byLine: true))
    var found: [LogLines.Line] = []
    for index in 0..<100 {
      found += lines.take(
        OutputChunk(
          channel: .standardOutput, offset: UInt64(index * 4096), bytes: [UInt8](repeating: 120, count: 4096), at: Double(index)))
    }
    found += lines.finish()
    #expect(found.allSatisfy { $0.text.utf8.count <= LogLines.longest + 4096 })
    #expect(found.reduce(0) { $0 + $1.text.utf8.count } == 409_600)
  }

  @Test func whatWasDroppedIsSaid() {
    var lines = LogLines(.none, LogFilter())
    _ = lines.take(OutputChunk(channel: .standardOutput, offset: 0, bytes: Array("a\nhalf".utf8), at: 1))
    let rest = lines.take(OutputChunk(channel: .standardOutput, offset: 900, bytes: Array("b\n".utf8), at: 2), afterGap: true)
    #expect(rest.map(\.text) == ["half", "b\n"] && rest.map(\.gap) == [false, true])
  }

  @Test(arguments: [("straße", "STRASSE", false), ("ÄRGER", "ärger", true), ("aab", "ab", true), ("ab", "abc", false)])
  func lettersOfEitherCase(_ line: String, _ text: String, _ isFound: Bool) {
    #expect(LineSearch(LogFilter(text: text, ignoresCase: true)).finds(in: Array(line.utf8)) == isFound)
  }
}
