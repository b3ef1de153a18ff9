/// An IPv4 address as a number, most significant byte first.
package struct IPv4Address: Hashable, Sendable, Comparable, CustomStringConvertible {
  package var number: UInt32

  package init(_ number: UInt32) { self.number = number }

  /// `10.213.0.1`: four decimal numbers, none with a leading zero.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var number: UInt32 = 0
    for part in parts {
      guard part.utf8.allSatisfy({ (48...57).contains($0) }), let byte = UInt8(part), "\(byte)" == part else { return nil }
      number = number << 8 | UInt32(byte)
    }
    self.number = number
  }

  /// In network byte order.
  package var bytes: [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) } }
  package var description: String { bytes.map(String.init).joined(separator: ".") }
  package var isLoopback: Bool { number >> 24 == 127 }

  package static func < (left: IPv4Address, right: IPv4Address) -> Bool { left.number < right.number }
}
