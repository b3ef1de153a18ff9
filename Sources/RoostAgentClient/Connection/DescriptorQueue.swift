import Glibc

/// Descriptors in the order they came. What nobody took is closed with the queue.
struct DescriptorQueue: ~Copyable {
  private var waiting: [Int32] = []

  init() {}

  deinit {
    for descriptor in waiting { close(descriptor) }
  }

  var count: Int { waiting.count }

  mutating func append(_ descriptor: Int32) { waiting.append(descriptor) }

  mutating func takeFirst() -> Int32? { waiting.isEmpty ? nil : waiting.removeFirst() }
}
