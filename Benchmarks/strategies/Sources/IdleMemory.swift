import Glibc

/// Memory of processes of this machine, each page divided by how many share it.
enum IdleMemory {
  static func kilobytes(ofUser user: UInt32) -> (kilobytes: Int, processes: Int) {
    var sum = (kilobytes: 0, processes: 0)
    guard let directory = opendir("/proc"), let offset = MemoryLayout<dirent>.offset(of: \dirent.d_name) else { return sum }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      // Read where it is: an entry at the end of the buffer is shorter than its type.
      let name = String(cString: UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self))
      var status = stat()
      guard Int32(name) != nil, stat("/proc/\(name)", &status) == 0, status.st_uid == user else { continue }
      let line = text("/proc/\(name)/smaps_rollup").split(separator: "\n").first { $0.hasPrefix("Pss:") }
      sum.kilobytes += line.flatMap { Int($0.split(separator: " ")[1]) } ?? 0
      sum.processes += 1
    }
    return sum
  }

  private static func text(_ path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 16 << 10)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self)
  }
}
