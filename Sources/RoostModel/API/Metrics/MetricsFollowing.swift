/// Which samples of an app's last hour are wanted, oldest first.
package struct MetricsFollowing: Sendable, Equatable {
  /// Those behind the one that began then, in seconds since 1970.
  package var after: Int?
  /// The newest so many; `nil` is all that are kept.
  package var tail: Int?
  /// Goes on with new ones until the client leaves.
  package var follows: Bool

  package init(after: Int? = nil, tail: Int? = nil, follows: Bool = false) {
    self.after = after
    self.tail = tail
    self.follows = follows
  }
}
