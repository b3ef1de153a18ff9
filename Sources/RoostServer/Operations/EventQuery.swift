/// Which events a client wants.
package struct EventQuery: Sendable, Equatable {
  /// Those after this number; `nil` is all that are kept.
  package var after: Int?
  /// Goes on with new ones until the client leaves.
  package var follows: Bool

  package init(after: Int? = nil, follows: Bool = false) {
    self.after = after
    self.follows = follows
  }
}
