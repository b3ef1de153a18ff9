import NIOCore

/// Writes an ``AccessRecord`` as a line of JSON. By hand, as every byte of it may be hostile: what comes out is printable
/// ASCII between two braces, and a line end.
struct AccessLine {
  private(set) var bytes: [UInt8] = [UInt8(ascii: "{")]

  mutating func add(_ key: StaticString, _ value: some Sequence<UInt8>) {
    addKey(key)
    bytes.append(UInt8(ascii: "\""))
    for byte in value { add(byte) }
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func add(_ key: StaticString, _ value: String) { add(key, value.utf8) }

  mutating func add(_ key: StaticString, _ value: Int) {
    addKey(key)
    bytes += "\(value)".utf8
  }

  mutating func add(_ key: StaticString, _ value: Bool) {
    addKey(key)
    bytes += (value ? "true" : "false").utf8
  }

  mutating func end() { bytes += "}\n".utf8 }

  private mutating func addKey(_ key: StaticString) {
    if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
    bytes.append(UInt8(ascii: "\""))
    bytes += UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount)
    bytes += "\":".utf8
  }

  private mutating func add(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
    case 0x20...0x7E: bytes.append(byte)
    default:
      bytes += "\\u00".utf8
      bytes.append(AccessLine.digits[Int(byte >> 4)])
      bytes.append(AccessLine.digits[Int(byte & 15)])
    }
  }

  private static let digits = Array("0123456789abcdef".utf8)
}
