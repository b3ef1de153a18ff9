/// What reaches a running process: the body of `POST /api/v1/environments/{name}/processes/{number}/input`. Each field that is
/// there is done, in this order.
package struct ProcessInput: Codable, Sendable, Equatable {
  package var bytes: EncodedBytes?
  package var closes: Bool?
  package var size: TerminalSize?
  package var signal: Int32?

  package init(bytes: [UInt8]? = nil, closes: Bool? = nil, size: TerminalSize? = nil, signal: Int32? = nil) {
    self.bytes = bytes.map { EncodedBytes($0) }
    self.closes = closes
    self.size = size
    self.signal = signal
  }
}
