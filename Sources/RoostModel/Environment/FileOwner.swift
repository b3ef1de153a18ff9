/// A user and a group of the host, by number.
package struct FileOwner: Codable, Sendable, Equatable {
  package var user: UInt32
  package var group: UInt32

  package init(user: UInt32, group: UInt32) {
    self.user = user
    self.group = group
  }
}
