/// Cuts a byte stream into frames. Pure; holds at most what was appended and not yet taken.
///
/// After a failure the stream is lost: every further call fails the same way.
package struct FrameDecoder: Sendable {
  private var buffer: [UInt8] = []
  private var start = 0
  private var failure: DecodingFailure?

  package init() {}

  /// Bytes waiting for the rest of their frame. Never more than one frame once ``next()`` returned nil.
  package var pending: Int { buffer.count - start }

  package mutating func append(_ bytes: some Sequence<UInt8>) {
    if failure == nil { buffer.append(contentsOf: bytes) }
  }

  /// The next complete frame, or nil when more bytes are needed.
  package mutating func next() throws(DecodingFailure) -> Frame? {
    if let failure { throw failure }
    guard pending >= 4 else { return compacted() }
    let length = Int(word(at: start))
    try check(length)
    guard pending >= 4 + length else { return compacted() }
    let body = start + Frame.headerLength
    let end = start + 4 + length
    let frame = Frame(type: buffer[start + 4], channel: word(at: start + 5), payload: Array(buffer[body..<end]))
    start = end
    return frame
  }

  /// Takes what is left, for whom frames are over.
  package mutating func takeRest() -> [UInt8] {
    defer {
      buffer = []
      start = 0
    }
    return Array(buffer[start...])
  }

  private mutating func check(_ length: Int) throws(DecodingFailure) {
    let payload = length - Frame.lengthOfTypeAndChannel
    if payload >= 0 && payload <= Frame.maximumPayload { return }
    let found: DecodingFailure = payload < 0 ? .truncated : .oversize(payload)
    failure = found
    buffer = []
    start = 0
    throw found
  }

  private mutating func compacted() -> Frame? {
    buffer.removeSubrange(..<start)
    start = 0
    return nil
  }

  private func word(at index: Int) -> UInt32 {
    var value: UInt32 = 0
    for step in 0..<4 { value |= UInt32(buffer[index + step]) << (8 * UInt32(step)) }
    return value
  }
}
