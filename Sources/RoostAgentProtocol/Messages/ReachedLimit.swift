/// A limit of the whole environment that it has come to.
package enum ReachedLimit: UInt8, Equatable, Sendable, CaseIterable {
  /// Everything in it is asked to end, and made to five seconds later; then the agent ends as well.
  case time = 1
  /// What is written over the stack took all the room there was. Told once.
  case disk = 2
}
