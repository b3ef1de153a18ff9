/// A descriptor that the event loop watches, until it is cancelled or this goes away.
final class Watch {
  let descriptor: Descriptor
  let token: UInt64
  private unowned let loop: EventLoop
  private var readable: Bool
  private var writable: Bool
  private var isCancelled = false

  init(loop: EventLoop, descriptor: Descriptor, token: UInt64, readable: Bool, writable: Bool) {
    self.loop = loop
    self.descriptor = descriptor
    self.token = token
    self.readable = readable
    self.writable = writable
  }

  deinit { cancel() }

  func want(readable: Bool? = nil, writable: Bool? = nil) {
    let wanted = (readable ?? self.readable, writable ?? self.writable)
    guard !isCancelled, wanted != (self.readable, self.writable) else { return }
    (self.readable, self.writable) = wanted
    loop.change(self, readable: self.readable, writable: self.writable)
  }

  func cancel() {
    if isCancelled { return }
    isCancelled = true
    loop.remove(self)
  }
}
