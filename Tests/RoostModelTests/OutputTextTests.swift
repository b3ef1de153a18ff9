import RoostModel
import Testing

@Suite struct OutputTextTests {
  private let words = "aä€😀z"

  /// However it is cut, the text is the same.
  @Test func charactersStayWhole() {
    let bytes = Array(words.utf8)
    for first in 0...bytes.count {
      for second in first...bytes.count {
        var text = OutputText()
        let pieces = [bytes[..<first], bytes[first..<second], bytes[second...]]
        let shown = pieces.map { text.take(Array($0), on: .standardOutput) }.joined()
        #expect(shown == words && text.takeRest() == nil)
      }
    }
  }

  @Test func channelsDoNotMix() {
    var text = OutputText()
    #expect(text.take([0xC3], on: .standardOutput) == "" && text.waiting(on: .standardOutput) == 1)
    #expect(text.take([0xA4], on: .standardError) == "\u{FFFD}")
    #expect(text.take([0xA4], on: .standardOutput) == "ä" && text.waiting(on: .standardOutput) == 0)
  }

  @Test(arguments: [[0xFF], [0x80, 0x80, 0x80, 0x80], [0xC3, 0x41], [0xF8, 0x80]] as [[UInt8]])
  func whatIsNoTextIsReplacedAtOnce(bytes: [UInt8]) {
    var text = OutputText()
    #expect(text.take(bytes, on: .terminal) == String(decoding: bytes, as: UTF8.self))
    #expect(text.takeRest() == nil)
  }

  @Test func whatIsNeverFinishedIsReplacedAtTheEnd() {
    var text = OutputText()
    #expect(text.take([0x61, 0xE2, 0x82], on: .terminal) == "a")
    let rest = text.takeRest()
    #expect(rest?.channel == .terminal && rest?.text == "\u{FFFD}")
  }
}
