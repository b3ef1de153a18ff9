/// Something that a client follows on a channel of its own, at its own pace.
protocol ClientChannel: AnyObject {
  func add(credit more: UInt32)
  /// Sends what is there, what the client can take, and what its connection has room for.
  func pump()
  /// Ends it, and has the client forget it. Nothing is sent.
  func cancel()
}
