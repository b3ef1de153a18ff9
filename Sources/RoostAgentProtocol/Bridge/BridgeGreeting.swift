/// How the two ends of a bridge find each other on a stream that may still hold what an earlier end had begun to say: the end
/// that listens says a word with a number of its own, the other end repeats it, and only then frames follow.
package struct BridgeGreeting: Equatable, Sendable {
  package static let magic = Array("roost bridge 1\r\n".utf8)
  package static let tokenLength = 16

  /// Random.
  package var token: [UInt8]

  package init(token: [UInt8]) { self.token = token }

  package var encoded: [UInt8] { BridgeGreeting.magic + token }

  /// With so many zeros in front that whatever frame had been begun is over, and the next one is none.
  package var encodedAfterRubbish: [UInt8] {
    [UInt8](repeating: 0, count: BridgeFrame.maximumData + 2 * Frame.headerLength) + encoded
  }
}
