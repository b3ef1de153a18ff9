/// What the gateway does so that clients use TLS: `gateway.https` of `roost.yml`.
package struct SecureTransport: Codable, Sendable, Equatable {
  /// Requests without TLS are sent to the same address with it. `nil` leaves it to the gateway's own setting.
  package var redirect: Bool?
  /// Seconds for which browsers use nothing but TLS from then on; 0 makes them forget. `nil` leaves it to the gateway's own setting.
  package var hsts: Int?

  package init(redirect: Bool? = nil, hsts: Int? = nil) {
    self.redirect = redirect
    self.hsts = hsts
  }

  /// Two years, as browsers' own lists ask for at least half of.
  package static let longestHSTS = 63_072_000

  /// With the other's word where this says nothing.
  package func over(_ other: SecureTransport) -> SecureTransport {
    SecureTransport(redirect: redirect ?? other.redirect, hsts: hsts ?? other.hsts)
  }

  /// `180d`, `12h`, `30m` or `3600s`, in seconds; `nil` for anything else and for more than ``longestHSTS``.
  package static func seconds(_ text: String) -> Int? {
    let units: [Character: Int] = ["d": 86_400, "h": 3600, "m": 60, "s": 1]
    guard text != "0" else { return 0 }
    guard let unit = text.last.flatMap({ units[$0] }), text.utf8.count <= 10,
      text.dropLast().utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let count = Int(text.dropLast())
    else { return nil }
    let seconds = count * unit
    return seconds <= longestHSTS ? seconds : nil
  }
}
