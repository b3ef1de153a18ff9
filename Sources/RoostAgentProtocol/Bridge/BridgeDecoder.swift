/// Cuts the stream of a bridge into a greeting and frames. Pure; holds at most what was appended and not yet taken.
///
/// What is not understood makes it look for a greeting again.
package struct BridgeDecoder: Sendable {
  package enum Item: Equatable, Sendable {
    case greeting(BridgeGreeting)
    case frame(BridgeFrame)
  }

  /// The greeting to wait for; nil waits for any.
  private let expected: BridgeGreeting?
  private var isGreeted = false
  private var buffer: [UInt8] = []
  private var start = 0

  package init(expecting greeting: BridgeGreeting? = nil) { expected = greeting }

  package mutating func append(_ bytes: [UInt8]) {
    if start > 0 {
      buffer.removeSubrange(..<start)
      start = 0
    }
    buffer += bytes
  }

  /// The other end broke the rules in some other way.
  package mutating func lookForGreeting() { isGreeted = false }

  /// Nil when more bytes are needed.
  package mutating func next() throws(DecodingFailure) -> Item? {
    guard isGreeted else { return greeting().map(Item.greeting) }
    do throws(DecodingFailure) {
      return try frame().map(Item.frame)
    } catch {
      isGreeted = false
      throw error
    }
  }

  private mutating func greeting() -> BridgeGreeting? {
    let magic = BridgeGreeting.magic
    let length = magic.count + BridgeGreeting.tokenLength
    while buffer.count - start >= length {
      guard let first = buffer[start...].firstIndex(of: magic[0]) else {
        start = buffer.count
        return nil
      }
      start = first
      guard buffer.count - start >= length else { return nil }
      let found = BridgeGreeting(token: Array(buffer[(start + magic.count)..<(start + length)]))
      if buffer[start..<(start + magic.count)].elementsEqual(magic), expected == nil || expected == found {
        start += length
        isGreeted = true
        return found
      }
      start += 1
    }
    return nil
  }

  private mutating func frame() throws(DecodingFailure) -> BridgeFrame? {
    guard buffer.count - start >= Frame.headerLength else { return nil }
    let length = Int(word(at: start)) - Frame.lengthOfTypeAndChannel
    guard length >= 0 else { throw .truncated }
    guard length <= BridgeFrame.maximumData else { throw .oversize(length) }
    let body = start + Frame.headerLength
    guard buffer.count - body >= length else { return nil }
    let frame = try BridgeFrame(
      type: buffer[start + 4], channel: word(at: start + 5), payload: Array(buffer[body..<(body + length)]))
    start = body + length
    return frame
  }

  private func word(at index: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(buffer[index + $1]) << (8 * UInt32($1)) }
  }
}
