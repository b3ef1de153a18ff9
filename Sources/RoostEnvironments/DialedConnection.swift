/// A byte stream into a port of an environment.
package enum DialedConnection: Sendable {
  /// A connected, non-blocking, close-on-exec socket that the receiver owns and closes.
  case descriptor(Int32)
}
