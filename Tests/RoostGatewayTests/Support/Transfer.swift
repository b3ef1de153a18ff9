import Foundation
import Glibc
import RoostSystem
import SystemPackage

/// What the kernel holds for the clients of a listener, in bytes.
func unsent(by port: Int) throws -> Int {
  // Foundation takes the first short read of such a file for its end.
  let table = String(decoding: try SmallFile.read("/proc/net/tcp", limit: 1 << 22) ?? [], as: UTF8.self)
  let suffix = String(0x10000 + port, radix: 16, uppercase: true).dropFirst()
  return table.split(separator: "\n").reduce(0) { sum, line in
    let fields = line.split(separator: " ")
    guard fields.count > 4, fields[1].hasSuffix(suffix) else { return sum }
    return sum + (Int(fields[4].prefix(8), radix: 16) ?? 0)
  }
}

enum Transfer {
  /// The value once it stays the same for 300 ms: nothing moves any more.
  static func settled(_ value: () throws -> Int) rethrows -> Int {
    var last = -1
    var same = 0
    while same < 30 {
      // Between two looks at the value, which alone decides; nobody would wake this thread.
      usleep(10_000)
      let now = try value()
      same = now == last ? same + 1 : 0
      last = now
    }
    return last
  }

  /// Sends `size` bytes without waiting, notes where it got stuck, opens `go` and sends the rest.
  static func upload(_ size: Int, to port: Int, _ go: Door) async throws -> (stalledAt: Int, answer: Message?) {
    try await onThread {
      let reader = MessageReader(try RawSocket.connect(port))
      try reader.socket.send("POST /app/shop/ HTTP/1.1\r\nHost: h\r\nContent-Length: \(size)\r\n\r\n")
      let block = [UInt8](repeating: 97, count: 1 << 18)
      let sent = Slot<Int>()
      let socket = reader.socket
      Thread.detachNewThread {
        var left = size
        while left > 0 {
          // A failure shows as an answer that never comes.
          guard (try? socket.send(Array(block.prefix(left)))) != nil else { return }
          left -= min(left, block.count)
          sent.value = size - left
        }
      }
      let stalledAt = settled { sent.value ?? 0 }
      go.open()
      return (stalledAt, try reader.next(isResponse: true))
    }
  }
}
