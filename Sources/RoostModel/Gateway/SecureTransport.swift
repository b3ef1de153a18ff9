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

  /// With the other's word where this says nothing.
  package func over(_ other: SecureTransport) -> SecureTransport {
    SecureTransport(redirect: redirect ?? other.redirect, hsts: hsts ?? other.hsts)
  }
}
