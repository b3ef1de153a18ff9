/// An address of a host: IPv6, or IPv4 in its place there (`::ffff:0:0/96`), so that both forms of one are the same.
package struct IPAddress: Hashable, Sendable {
  package let high: UInt64
  package let low: UInt64

  package init?(_ text: String) {
    let text = text.prefix { $0 != "%" }
    if let address = IPAddress.version4(text) {
      (high, low) = (0, 0xFFFF_0000_0000 | UInt64(address))
      return
    }
    guard let groups = IPAddress.version6(text) else { return nil }
    high = groups[..<4].reduce(0) { $0 << 16 | UInt64($1) }
    low = groups[4...].reduce(0) { $0 << 16 | UInt64($1) }
  }

  package var isVersion4: Bool { high == 0 && low >> 32 == 0xFFFF }
  package var isLoopback: Bool { isVersion4 ? low >> 24 & 0xFF == 127 : high == 0 && low == 1 }

  private static func version4(_ text: Substring) -> UInt32? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var address: UInt32 = 0
    for part in parts {
      guard (1...3).contains(part.count), part.utf8.allSatisfy(ASCII.isDigit), let byte = UInt8(part),
        part.count == 1 || part.first != "0"
      else { return nil }
      address = address << 8 | UInt32(byte)
    }
    return address
  }

  /// Eight groups of 16 bits.
  private static func version6(_ text: Substring) -> [UInt16]? {
    guard let gap = text.firstRange(of: "::") else {
      let groups = groups(text)
      return groups?.count == 8 ? groups : nil
    }
    guard let front = groups(text[..<gap.lowerBound], mayEndInVersion4: false), let back = groups(text[gap.upperBound...]) else {
      return nil
    }
    let missing = 8 - front.count - back.count
    guard missing > 0 else { return nil }
    return front + [UInt16](repeating: 0, count: missing) + back
  }

  private static func groups(_ text: Substring, mayEndInVersion4: Bool = true) -> [UInt16]? {
    guard !text.isEmpty else { return [] }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    var groups: [UInt16] = []
    for (index, part) in parts.enumerated() {
      if mayEndInVersion4, index == parts.count - 1, let address = version4(part) {
        groups += [UInt16(address >> 16), UInt16(truncatingIfNeeded: address)]
        continue
      }
      guard (1...4).contains(part.utf8.count), part.first != "+", part.first != "-", let group = UInt16(part, radix: 16) else {
        return nil
      }
      groups.append(group)
    }
    return groups.count <= 8 ? groups : nil
  }
}
