/// What `/proc/PID/net/tcp` and `tcp6` say of connections. Pure.
///
/// Source: proc_net_tcp of the kernel's documentation: local address, remote address and state are the second to fourth field.
enum TCPTable {
  private static let established = "01"
  private static let listening = "0A"

  /// Connections to somewhere else that nobody asked for from outside: neither within the namespace, nor to a port that is
  /// listened on. Behind `doors`, ports of loopback, is somewhere else.
  static func outbound(in tables: [String], doors: [UInt16] = []) -> Int {
    let doors = Set(doors)
    var open: [(local: Substring, remote: Substring)] = []
    var ports: Set<Substring> = []
    for table in tables {
      for line in table.split(separator: "\n").dropFirst() {
        let fields = line.split(separator: " ", maxSplits: 4)
        guard fields.count > 3, let port = fields[1].split(separator: ":").last else { continue }
        if fields[3] == listening { ports.insert(port) }
        if fields[3] == established { open.append((fields[1], fields[2])) }
      }
    }
    return open.count { connection in
      if isLoopback(connection.remote) { return !doors.isEmpty && port(of: connection.remote).map(doors.contains) ?? false }
      return !(connection.local.split(separator: ":").last.map(ports.contains) ?? false)
    }
  }

  private static func port(of address: Substring) -> UInt16? {
    address.split(separator: ":").last.flatMap { UInt16($0, radix: 16) }
  }

  /// Addresses are in the byte order of the machine, in words of 32 bits: 127.0.0.1 is `0100007F`.
  private static func isLoopback(_ address: Substring) -> Bool {
    let digits = address.prefix { $0 != ":" }
    if digits.count == 8 { return digits.hasSuffix("7F") }
    if digits == "00000000000000000000000001000000" { return true }
    return digits.hasPrefix("0000000000000000FFFF0000") && digits.hasSuffix("7F")
  }
}
