import Glibc
import RoostAgentProtocol

/// The hosts file of a machine with a network. It is outside the sandbox and mounted in it, so it is changed in place when
/// names that the sandbox may reach have other addresses.
enum GuestHosts {
  private static let path = "/hosts"
  private static let target = "/etc/hosts"
  private static let maximumLength = 1 << 20

  static func place(_ boot: BootSpec) throws(BootFailure) -> BootSpec {
    guard boot.network != nil, let file = boot.files.first(where: { $0.path == target }) else { return boot }
    try BootFailure.at(.files, "writing \(path)") { () throws(SystemFailure) in try write(file.bytes) }
    var boot = boot
    boot.mounts.append(BootMount(source: path, target: target, isReadOnly: true))
    return boot
  }

  /// - Parameter names: lines that take the place of those after the mark.
  static func replace(_ names: [UInt8]) throws(SystemFailure) {
    let present = try Descriptor.open(path, O_RDONLY).readAll(limit: maximumLength)
    guard let mark = present.firstRange(of: Array(MachinePlaces.namesMark.utf8)) else { throw SystemFailure(ENOENT) }
    let new = present[..<mark.upperBound] + names
    if Array(new) != present { try write(Array(new)) }
  }

  /// Longer first, so that no reader finds it empty.
  private static func write(_ bytes: [UInt8]) throws(SystemFailure) {
    let file = try Descriptor.open(path, O_WRONLY | O_CREAT | O_NOFOLLOW, mode: 0o644)
    try file.writeAll(bytes)
    try SystemFailure.checkLibrary(ftruncate(file.number, off_t(bytes.count)))
  }
}
