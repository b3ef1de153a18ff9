import CRoost
import Glibc

/// Bytes on their way to a client, with the descriptors that travel along.
struct SendQueue {
  /// Small messages are put together up to this size.
  private static let portion = 64 << 10

  private struct Part {
    var bytes: [UInt8]
    var descriptor: Descriptor?
  }

  private var parts: [Part] = []
  /// Bytes of the first part that are gone already.
  private var sent = 0
  private(set) var length = 0

  mutating func append(_ bytes: [UInt8], with descriptor: Descriptor? = nil) {
    length += bytes.count
    if descriptor == nil, parts.count > 1, let last = parts.last, last.bytes.count + bytes.count <= SendQueue.portion {
      parts[parts.count - 1].bytes += bytes
    } else {
      parts.append(Part(bytes: bytes, descriptor: descriptor))
    }
  }

  /// Sends as much as is taken. True when nothing is left.
  mutating func flush(to socket: Descriptor) throws(SystemFailure) -> Bool {
    while let first = parts.first {
      let rest = first.bytes[sent...]
      let result = rest.withUnsafeBytes {
        roost_send(socket.number, $0.baseAddress, $0.count, first.descriptor?.number ?? -1)
      }
      if result == -EAGAIN { return false }
      let count = Int(try SystemFailure.check(result))
      length -= count
      sent += count
      // It went with the first byte.
      parts[0].descriptor = nil
      if sent == first.bytes.count {
        parts.removeFirst()
        sent = 0
      }
    }
    return true
  }
}
