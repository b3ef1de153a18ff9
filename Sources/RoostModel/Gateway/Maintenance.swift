/// An app that its operator has closed for a while. Not a part of a release: it stays until it is ended.
package struct Maintenance: Codable, Sendable, Equatable {
  /// What visitors read; `nil` is a sentence of Roost's.
  package var message: String?
  /// Who is let through.
  package var allow: [AddressRange]

  package init(message: String?, allow: [AddressRange]) {
    self.message = message
    self.allow = allow
  }
}
