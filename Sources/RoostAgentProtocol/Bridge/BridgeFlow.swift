/// How much may still be sent over a channel of a bridge, and how much may still come. Pure. One channel whose receiver is slow
/// holds no other up, and nobody has to hold more than a window of it.
package struct BridgeFlow: Equatable, Sendable {
  /// What may be on its way in one direction, in bytes.
  package static let window = 256 << 10

  package private(set) var room = window
  private var expected = window
  private var passedOn = 0

  package init() {}

  package mutating func sent(_ count: Int) { room -= count }

  package mutating func received(credit: UInt32) throws(DecodingFailure) {
    guard room + Int(credit) <= BridgeFlow.window else { throw .oversize(Int(credit)) }
    room += Int(credit)
  }

  package mutating func received(_ count: Int) throws(DecodingFailure) {
    guard count <= expected else { throw .oversize(count) }
    expected -= count
  }

  /// Bytes that came have gone on. Returns the credit to give for it, once that is worth a frame.
  package mutating func passedOn(_ count: Int) -> UInt32? {
    passedOn += count
    guard passedOn >= BridgeFlow.window / 2 else { return nil }
    defer { passedOn = 0 }
    expected += passedOn
    return UInt32(passedOn)
  }
}
