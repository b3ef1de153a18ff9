import RoostAgentProtocol

/// What the two ends of a bridge do differently.
protocol BridgeEnd: AnyObject {
  func greeted(_ greeting: BridgeGreeting)
  func asked(toOpen channel: UInt32) throws(DecodingFailure)
  /// The other end is not understood.
  func lost()
  /// The stream is closed, and all channels with it.
  func ended()
  /// No channel is open, and nothing waits for the stream.
  func fellQuiet()
}
