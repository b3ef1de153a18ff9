package import RoostModel
import SystemPackage

extension Space {
  /// The machine's memory: all of it, and what could be used without swapping. `nil` without /proc.
  package static func memory() -> Space? {
    (try? KernelFile.text(of: "/proc/meminfo")).flatMap(Space.init(meminfo:))
  }

  /// - Parameter meminfo: of `/proc/meminfo`; its unit is 1024 bytes.
  init?(meminfo: String) {
    var values: [Substring: UInt64] = [:]
    for line in meminfo.split(separator: "\n") {
      let fields = line.split(whereSeparator: { $0 == ":" || $0 == " " })
      if fields.count >= 2, let value = UInt64(fields[1]), value < 1 << 50 { values[fields[0]] = value << 10 }
    }
    guard let total = values["MemTotal"], let free = values["MemAvailable"] ?? values["MemFree"] else { return nil }
    self.init(total: ByteCount(total), free: ByteCount(free))
  }
}
