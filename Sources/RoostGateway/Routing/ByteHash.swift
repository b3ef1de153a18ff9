/// FNV-1a, taken byte by byte so that every prefix of a path is hashed on the way to its end.
struct ByteHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  init() {}

  init(_ bytes: [UInt8]) { for byte in bytes { take(byte) } }

  @inline(__always)
  mutating func take(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
}
