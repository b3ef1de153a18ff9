/// Why the `ssh` that holds a connection did not do what it was asked for directly. A command of its own tells the user more.
enum MuxFault: Error, Equatable {
  /// Nobody holds a connection.
  case nobody
  case refused(String)
  /// It speaks otherwise than its description says, or ended.
  case broken
  case late
  /// More is answered than is read.
  case tooMuch
}
