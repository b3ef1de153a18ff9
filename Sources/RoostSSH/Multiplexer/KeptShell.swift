/// The shell of a connection, as far as there is one.
enum KeptShell {
  case none
  /// Somebody opens it, or runs a script in it.
  case inUse
  case idle(FarShell)
  /// This host has no shell that could stay, or no session for it. Until the connection is made anew.
  case refused

  init() { self = .none }
}
