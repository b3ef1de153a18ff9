import Glibc

/// What waits to be read by a process. Never blocks; bounded.
final class ProcessInput {
  /// Bytes that may wait; what comes on top is refused.
  private static let limit = 4 << 20

  private struct Entry {
    var bytes: ArraySlice<UInt8>
    /// Told 0 once all was taken, or why not.
    var done: (Int32) -> Void
  }

  private let descriptor: Descriptor
  private var watch: Watch?
  private var queue: [Entry] = []
  private var waiting = 0
  private var closesWhenEmpty = false

  init(_ descriptor: Descriptor, _ loop: EventLoop) throws(SystemFailure) {
    self.descriptor = descriptor
    try descriptor.setNonBlocking()
    watch = try loop.watch(descriptor, readable: false) { [unowned self] ready in
      if ready.isClosed { fail(EPIPE) } else { flush() }
    }
  }

  func write(_ bytes: [UInt8], done: @escaping (Int32) -> Void) {
    guard watch != nil, !closesWhenEmpty else { return done(EPIPE) }
    guard waiting + bytes.count <= ProcessInput.limit else { return done(EAGAIN) }
    waiting += bytes.count
    queue.append(Entry(bytes: bytes[...], done: done))
    flush()
  }

  /// Ends the input behind what waits.
  func closeWhenEmpty() {
    closesWhenEmpty = true
    if queue.isEmpty { close() }
  }

  /// Gives up what waits.
  func fail(_ errno: Int32) {
    let entries = queue
    queue = []
    waiting = 0
    close()
    for entry in entries { entry.done(errno) }
  }

  private func flush() {
    do throws(SystemFailure) {
      while let first = queue.first {
        let count = try descriptor.writeSome(first.bytes)
        waiting -= count
        queue[0].bytes = first.bytes.dropFirst(count)
        if queue[0].bytes.isEmpty { queue.removeFirst().done(0) }
      }
      watch?.want(writable: false)
      if closesWhenEmpty { close() }
    } catch {
      if error.errno == EAGAIN { watch?.want(writable: true) } else { fail(error.errno) }
    }
  }

  private func close() {
    watch?.cancel()
    watch = nil
    descriptor.close()
  }
}
