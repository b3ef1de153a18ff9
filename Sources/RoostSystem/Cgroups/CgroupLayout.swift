package import SystemPackage

/// How this machine's control groups are mounted, as `/proc/self/mountinfo` tells it.
package struct CgroupLayout: Sendable, Equatable {
  package enum Kind: String, Sendable {
    /// Version 2 alone.
    case unified
    /// Version 1 controllers, and a version 2 hierarchy beside them.
    case hybrid
    case legacy
    case none
  }

  /// Where version 2 is mounted.
  package var unified: FilePath?
  /// Controllers that version 2 offers at its top.
  package var unifiedControllers: Set<String> = []
  /// Where version 1 controllers are mounted.
  package var legacy: [CgroupController: FilePath] = [:]
  /// The group of this process in version 2, below ``unified``.
  package var ownGroup = "/"

  package init() {}

  package var kind: Kind {
    switch (unified != nil, legacy.isEmpty) {
    case (true, true): .unified
    case (true, false): .hybrid
    case (false, false): .legacy
    case (false, true): .none
    }
  }

  /// - Parameters:
  ///   - mountinfo: of `/proc/self/mountinfo`.
  ///   - membership: of `/proc/self/cgroup`.
  package init(mountinfo: String, membership: String) {
    for line in mountinfo.split(separator: "\n") { note(line) }
    for line in membership.split(separator: "\n") where line.hasPrefix("0::/") { ownGroup = String(line.dropFirst(3)) }
  }

  /// What holds on this machine now. A machine without /proc has no control groups either.
  package static func detect() -> CgroupLayout {
    let mountinfo = (try? KernelFile.text(of: "/proc/self/mountinfo")) ?? ""
    let membership = (try? KernelFile.text(of: "/proc/self/cgroup")) ?? ""
    var layout = CgroupLayout(mountinfo: mountinfo, membership: membership)
    if let unified = layout.unified, let offered = try? KernelFile.text(of: unified.appending("cgroup.controllers")) {
      layout.unifiedControllers = Set(offered.split(whereSeparator: \.isWhitespace).map(String.init))
    }
    return layout
  }

  /// `31 23 0:28 / /sys/fs/cgroup/cpu rw,relatime shared:9 - cgroup cgroup rw,cpu`; fields as in proc(5).
  private mutating func note(_ line: Substring) {
    let fields = line.split(separator: " ")
    guard let dash = fields.firstIndex(of: "-"), fields.count > dash + 3, fields.count > 4 else { return }
    let point = FilePath(CgroupLayout.unescaped(fields[4]))
    switch fields[dash + 1] {
    case "cgroup2": if unified == nil { unified = point }
    case "cgroup":
      for option in fields[dash + 3].split(separator: ",") {
        guard let controller = CgroupController(rawValue: String(option)), legacy[controller] == nil else { continue }
        legacy[controller] = point
      }
    default: break
    }
  }

  /// Mount points carry blanks and backslashes as three octal digits.
  private static func unescaped(_ field: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = field.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\\"), let code = UInt8(String(decoding: rest.prefix(3), as: UTF8.self), radix: 8) {
        bytes.append(code)
        rest = rest.dropFirst(3)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
