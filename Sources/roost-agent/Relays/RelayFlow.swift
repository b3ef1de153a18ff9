import Glibc

/// One direction of a relay: at most one portion is on its way, so that a slow reader holds back the writer.
struct RelayFlow {
  private static let portion = 128 << 10

  private let source: Descriptor
  private let sink: Descriptor
  private var waiting: ArraySlice<UInt8>
  private var isRead = false
  /// All was written, and the end was passed on.
  private(set) var isOver = false

  init(from source: Descriptor, to sink: Descriptor, _ early: [UInt8]) {
    self.source = source
    self.sink = sink
    waiting = early[...]
  }

  var wantsInput: Bool { !isRead && waiting.isEmpty }
  var wantsRoom: Bool { !waiting.isEmpty }

  mutating func move(turns: Int) throws(SystemFailure) {
    for _ in 0..<turns {
      if !(try write()) { return }
      if isRead { return try end() }
      if !(try read()) { return }
    }
  }

  /// False when there is no room.
  private mutating func write() throws(SystemFailure) -> Bool {
    while !waiting.isEmpty {
      guard let count = try RelayFlow.unlessBlocked({ () throws(SystemFailure) in try sink.sendSome(waiting) }) else {
        return false
      }
      waiting = waiting.dropFirst(count)
    }
    return true
  }

  /// False when nothing is there.
  private mutating func read() throws(SystemFailure) -> Bool {
    let bytes = try RelayFlow.unlessBlocked { () throws(SystemFailure) in try source.read(RelayFlow.portion) }
    guard let bytes else { return false }
    waiting = bytes[...]
    isRead = bytes.isEmpty
    return true
  }

  private mutating func end() throws(SystemFailure) {
    if isOver { return }
    isOver = true
    // The other side may have gone already.
    if shutdown(sink.number, Int32(SHUT_WR)) < 0 && errno != ENOTCONN { throw .last }
  }

  private static func unlessBlocked<Value>(
    _ body: () throws(SystemFailure) -> Value
  ) throws(SystemFailure) -> Value? {
    do throws(SystemFailure) {
      return try body()
    } catch {
      if error.errno == EAGAIN { return nil }
      throw error
    }
  }
}
