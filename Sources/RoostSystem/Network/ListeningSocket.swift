import SystemPackage

/// A TCP socket that waits for connections, as `/proc/net/tcp` and `tcp6` list it.
package struct ListeningSocket: Sendable, Equatable {
  package var port: UInt16
  /// Number of the socket, by which its process is found. 0 for one that belongs to none.
  package var inode: UInt64

  package init(port: UInt16, inode: UInt64) {
    self.port = port
    self.inode = inode
  }

  /// Fields as in proc(5); states are hexadecimal, 0A is LISTEN. Other lines are passed over.
  package static func list(in table: String) -> [ListeningSocket] {
    table.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: " ", maxSplits: 10)
      guard fields.count > 9, fields[3] == "0A", let colon = fields[1].lastIndex(of: ":") else { return nil }
      guard let port = UInt16(fields[1][fields[1].index(after: colon)...], radix: 16), let inode = UInt64(fields[9]) else {
        return nil
      }
      return ListeningSocket(port: port, inode: inode)
    }
  }

  /// Those of this network namespace. The kernel lists them before all connections, so a long table does not hide them.
  package static func all() -> [ListeningSocket] {
    ["/proc/net/tcp", "/proc/net/tcp6"].flatMap { path in (try? KernelFile.text(of: FilePath(path))).map(list) ?? [] }
  }
}
