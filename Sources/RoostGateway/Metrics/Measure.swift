/// What is measured of the request at hand. Times are nanoseconds of the event loop's clock, 0 before they are known.
struct Measure {
  /// When the head was complete.
  var began: UInt64 = 0
  /// When the app's answer began.
  var answered: UInt64 = 0
  /// Of the answer; 0 before there is one.
  var status = 0
  /// Bytes to and from the client, heads included.
  var received = 0
  var sent = 0
  var isTunnel = false
  /// Somebody uses the app, and does not only look whether it is there.
  var isUse = true

  var isOpen: Bool { began != 0 }

  mutating func begin(at time: UInt64, receiving count: Int) {
    self = Measure()
    began = time
    received = count
  }

  func duration(until time: UInt64) -> UInt64 { time > began ? time - began : 0 }
  /// `nil` where no app answered.
  var firstByte: UInt64? { answered == 0 ? nil : duration(until: answered) }
}
