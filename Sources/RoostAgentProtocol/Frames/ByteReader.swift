/// Takes values back out of what a ``ByteWriter`` made, trusting nothing: every count is checked against what is there.
package struct ByteReader: Sendable {
  private let bytes: [UInt8]
  private var position = 0

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  package var remaining: Int { bytes.count - position }

  package mutating func integer<Value: FixedWidthInteger>(_ type: Value.Type = Value.self) throws(DecodingFailure) -> Value {
    let width = Value.bitWidth / 8
    guard remaining >= width else { throw .truncated }
    defer { position += width }
    return bytes.withUnsafeBytes { Value(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: Value.self)) }
  }

  package mutating func flag() throws(DecodingFailure) -> Bool {
    switch try integer(UInt8.self) {
    case 0: return false
    case 1: return true
    default: throw .invalidValue
    }
  }

  package mutating func content() throws(DecodingFailure) -> [UInt8] {
    let count = Int(try integer(UInt32.self))
    guard count <= remaining else { throw .truncated }
    defer { position += count }
    return Array(bytes[position..<(position + count)])
  }

  /// UTF-8 without NUL: everything that is text here ends up in a system call.
  package mutating func text() throws(DecodingFailure) -> String {
    let content = try content()
    guard !content.contains(0), let text = String(validating: content, as: UTF8.self) else { throw .invalidText }
    return text
  }

  package mutating func list<Element>(
    _ read: (inout ByteReader) throws(DecodingFailure) -> Element
  ) throws(DecodingFailure) -> [Element] {
    let count = Int(try integer(UInt32.self))
    guard count <= remaining else { throw .oversize(count) }
    var elements: [Element] = []
    for _ in 0..<count { elements.append(try read(&self)) }
    return elements
  }

  package mutating func optional<Value>(
    _ read: (inout ByteReader) throws(DecodingFailure) -> Value
  ) throws(DecodingFailure) -> Value? {
    try flag() ? try read(&self) : nil
  }

  package mutating func rest() -> [UInt8] {
    defer { position = bytes.count }
    return Array(bytes[position...])
  }

  package func finish() throws(DecodingFailure) {
    if remaining > 0 { throw .trailing(remaining) }
  }
}
