package import RoostModel

/// A host that the development CA may vouch for: of this machine or a private network, never one that others own.
package struct LocalHost: Sendable, Equatable {
  package let text: String
  /// Of an address.
  let address: [UInt8]?

  /// Top names that nobody can register (RFC 6761, RFC 6762, RFC 8375, and ICANN's `internal`).
  static let domains = ["localhost", "test", "local", "internal", "home.arpa"]
  /// With the bits of their network that are set; loopback and the private ranges of RFC 1918 and RFC 4193.
  static let ranges: [(network: [UInt8], mask: [UInt8])] = [
    ([127, 0, 0, 0], [255, 0, 0, 0]), ([10, 0, 0, 0], [255, 0, 0, 0]), ([172, 16, 0, 0], [255, 240, 0, 0]),
    ([192, 168, 0, 0], [255, 255, 0, 0]), ([UInt8](repeating: 0, count: 15) + [1], [UInt8](repeating: 255, count: 16)),
    ([0xFC] + [UInt8](repeating: 0, count: 15), [0xFE] + [UInt8](repeating: 0, count: 15)),
  ]

  /// Throws `usage.invalid` for a host of somebody's.
  package init(_ text: String) throws(Problem) {
    let name = text.lowercased()
    let address = AddressText.bytes(name)
    let isLocal = address.map(LocalHost.isPrivate) ?? (LocalHost.isName(name) && LocalHost.isInDomain(name))
    guard isLocal else {
      throw Problem(
        .usageInvalid, "\(text.debugDescription) is no host of this machine or a private network",
        hint: "the development CA vouches for .\(LocalHost.domains.joined(separator: ", .")) and private addresses; "
          + "for others: roost tls acme HOST --email ADDRESS")
    }
    self.text = name
    self.address = address
  }

  private static func isPrivate(_ address: [UInt8]) -> Bool {
    ranges.contains { range in
      range.network.count == address.count
        && zip(zip(address, range.mask), range.network).allSatisfy { $0.0 & $0.1 == $1 }
    }
  }

  private static func isInDomain(_ name: String) -> Bool { domains.contains { name == $0 || name.hasSuffix("." + $0) } }

  private static func isName(_ name: String) -> Bool {
    let labels = (name.hasPrefix("*.") ? name.dropFirst(2) : name[...]).split(separator: ".", omittingEmptySubsequences: false)
    guard name.utf8.count <= 253 else { return false }
    return labels.allSatisfy { label in
      (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
        && label.utf8.allSatisfy { byte in
          (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || byte == UInt8(ascii: "-")
        }
    }
  }
}
