/// A user that a server changes to, so that it need not be root. In the group of nobody, without a shell.
package struct SystemUser: Hashable, Sendable, Codable {
  package var name: String
  /// As inside the stack, 100 to 999.
  package var number: UInt32
  /// An absolute path; it need not exist.
  package var home: String

  /// `nogroup`.
  package static let group: UInt32 = 65534

  package init(name: String, number: UInt32, home: String) {
    self.name = name
    self.number = number
    self.home = home
  }
}
