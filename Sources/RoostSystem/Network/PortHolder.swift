import SystemPackage

/// Who listens on a port of this machine.
package struct PortHolder: Sendable, Equatable {
  package var port: UInt16
  /// `nil` when the process belongs to somebody else and this one may not look.
  package var pid: Int32?
  /// The program's short name.
  package var name: String?
  /// The systemd unit it belongs to: `apache2.service`.
  package var unit: String?

  package init(port: UInt16, pid: Int32? = nil, name: String? = nil, unit: String? = nil) {
    self.port = port
    self.pid = pid
    self.name = name
    self.unit = unit
  }

  /// Holders of those of `ports` that are taken, one each. Blocking; walks all processes only when one is taken.
  package static func find(_ ports: Set<UInt16>) -> [PortHolder] {
    let taken = ListeningSocket.all().filter { ports.contains($0.port) }
    guard !taken.isEmpty else { return [] }
    let owners = SocketOwners.find(Set(taken.map(\.inode)))
    var holders: [UInt16: PortHolder] = [:]
    for socket in taken {
      let found = PortHolder(port: socket.port, process: owners[socket.inode])
      if holders[socket.port]?.pid == nil { holders[socket.port] = found }
    }
    return holders.values.sorted { $0.port < $1.port }
  }

  private init(port: UInt16, process: Int32?) {
    self.port = port
    pid = process
    guard let process else { return }
    name = (try? KernelFile.text(of: FilePath("/proc/\(process)/comm"))).map { String($0.prefix { $0 != "\n" }) }
    unit = (try? KernelFile.text(of: FilePath("/proc/\(process)/cgroup"))).flatMap { PortHolder.unit(inGroups: $0) }
  }

  /// `0::/system.slice/apache2.service` says `apache2.service`.
  static func unit(inGroups text: String) -> String? {
    for line in text.split(separator: "\n") {
      if let part = line.split(separator: "/").last(where: { $0.hasSuffix(".service") }) { return String(part) }
    }
    return nil
  }
}
