/// Appends values in the protocol's encoding: integers little-endian, text and bytes behind a u32 count.
package struct ByteWriter: Sendable {
  package private(set) var bytes: [UInt8] = []

  package init(capacity: Int = 64) { bytes.reserveCapacity(capacity) }

  package mutating func put<Value: FixedWidthInteger>(_ value: Value) {
    var rest = value.littleEndian
    withUnsafeBytes(of: &rest) { bytes.append(contentsOf: $0) }
  }

  package mutating func put(_ flag: Bool) { put(UInt8(flag ? 1 : 0)) }

  package mutating func put(_ content: [UInt8]) {
    put(UInt32(truncatingIfNeeded: content.count))
    bytes.append(contentsOf: content)
  }

  package mutating func put(_ text: String) { put(Array(text.utf8)) }

  package mutating func put<Element>(each elements: [Element], _ write: (inout ByteWriter, Element) -> Void) {
    put(UInt32(truncatingIfNeeded: elements.count))
    for element in elements { write(&self, element) }
  }

  package mutating func put<Value>(optional value: Value?, _ write: (inout ByteWriter, Value) -> Void) {
    put(value != nil)
    if let value { write(&self, value) }
  }

  /// Bytes without a count: they reach to the end of the message.
  package mutating func put(rest content: [UInt8]) { bytes.append(contentsOf: content) }
}
