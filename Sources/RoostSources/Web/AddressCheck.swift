import Glibc
import RoostModel
import RoostSystem

/// Looks a host up and says which of its addresses may be connected to. What is connected to is that address, so that a
/// name server cannot answer differently the next time.
struct AddressCheck: Sendable {
  let rule: PublicAddresses
  /// Numeric addresses of a host, in the resolver's order. Blocking.
  var lookup: @Sendable (_ host: String) -> [String] = AddressCheck.resolve

  struct Place: Sendable, Equatable {
    /// Numeric.
    var address: String
    /// Allowed by the operator, so that a connection without TLS stays in a network of theirs.
    var isAllowed: Bool
  }

  func place(of host: String) async throws(Problem) -> Place {
    let plain = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
    let lookup = lookup
    let found = IPAddress(plain) == nil ? await BlockingWork.run { lookup(plain) } : [plain]
    guard !found.isEmpty else {
      throw Problem(.downloadFailed, "the host \(plain) is not known", hint: "check its name: getent ahosts \(plain)")
    }
    for text in found {
      // With a scope an address is one of a link.
      guard !text.contains("%"), let address = IPAddress(text), rule.permits(address) else { continue }
      return Place(address: text, isAllowed: rule.isAllowed(address))
    }
    throw Problem(
      .permissionDenied, "\(plain) is at \(found.prefix(4).joined(separator: ", ")), which is no public address",
      hint: "if code may come from there, allow it and restart the daemon: ROOST_SOURCES_ALLOW_PRIVATE=\(found[0])")
  }

  private static let most = 32

  @Sendable private static func resolve(_ host: String) -> [String] {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var first: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &first) == 0 else { return [] }
    defer { freeaddrinfo(first) }
    var found: [String] = []
    var next = first
    while let entry = next, found.count < most {
      next = entry.pointee.ai_next
      var text = [CChar](repeating: 0, count: 1025)
      let length = socklen_t(text.count)
      guard getnameinfo(entry.pointee.ai_addr, entry.pointee.ai_addrlen, &text, length, nil, 0, NI_NUMERICHOST) == 0 else {
        continue
      }
      found.append(String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }
    return found
  }
}
