import Glibc

/// Bytes on their way to a descriptor that takes what it can.
struct BridgeQueue {
  private var parts: [[UInt8]] = []
  /// Bytes of the first part that are gone already.
  private var sent = 0
  private(set) var length = 0

  mutating func append(_ bytes: [UInt8]) {
    if bytes.isEmpty { return }
    length += bytes.count
    parts.append(bytes)
  }

  /// Writes as much as is taken, and returns how much that was.
  mutating func flush(to descriptor: Descriptor) throws(SystemFailure) -> Int {
    var written = 0
    var done = 0
    defer { parts.removeFirst(done) }
    while done < parts.count {
      let count: Int
      do throws(SystemFailure) {
        count = try descriptor.writeSome(parts[done][sent...])
      } catch {
        if error.errno == EAGAIN { return written }
        throw error
      }
      written += count
      length -= count
      sent += count
      guard sent == parts[done].count else { continue }
      sent = 0
      done += 1
    }
    return written
  }
}
