/// What one look at a running app showed. `nil` is not known here, and keeps nothing awake.
struct IdleSight: Sendable, Equatable {
  /// Seconds of a steady clock.
  var at: Double
  /// Requests whose answer has not begun.
  var requests = 0
  /// Answers under way and WebSockets, and seconds since a byte of any moved.
  var streams = 0
  var streamsQuiet: Double?
  /// Seconds since the last request ended.
  var sinceRequest: Double?
  /// Processor time of all its processes, in seconds.
  var cpu: Double?
  /// Processes besides its first.
  var children: Int?
  /// Established TCP connections it made to somewhere else.
  var outbound: Int?
  /// An hour in which it stays awake.
  var isAwakeHour = false
}
