import Glibc
import RoostDashboard
import RoostModel

extension MachineLoad {
  /// As it is now; what cannot be read is nothing.
  init(at home: String) {
    let processors = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    var loads = [0.0]
    let load = getloadavg(&loads, 1) == 1 ? loads[0] : nil
    self.init(disk: MachineLoad.disk(at: home), memory: MachineLoad.memory, processors: processors, load: load)
  }

  private static func disk(at path: String) -> Space {
    var found = statvfs()
    guard statvfs(path, &found) == 0 else { return Space(total: ByteCount(0), free: ByteCount(0)) }
    let unit = UInt64(found.f_frsize)
    return Space(total: ByteCount(UInt64(found.f_blocks) * unit), free: ByteCount(UInt64(found.f_bavail) * unit))
  }

  /// What could be given to programs counts as free, whatever it is used for until then.
  private static var memory: Space {
    guard let file = fopen("/proc/meminfo", "r") else { return Space(total: ByteCount(0), free: ByteCount(0)) }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = fread(&bytes, 1, bytes.count, file)
    let lines = String(decoding: bytes.prefix(count), as: UTF8.self).split(separator: "\n")
    func size(_ name: String) -> ByteCount {
      let line = lines.first { $0.hasPrefix(name + ":") }
      let kibibytes = line?.split(separator: " ").dropFirst().first.flatMap { UInt64($0) } ?? 0
      return ByteCount(kibibytes << 10)
    }
    return Space(total: size("MemTotal"), free: size("MemAvailable"))
  }
}
