import Glibc
import SystemPackage

/// The file this process runs.
enum OwnExecutable {
  static var path: FilePath {
    var buffer = [CChar](repeating: 0, count: 4096)
    let length = readlink("/proc/self/exe", &buffer, buffer.count)
    return FilePath(String(decoding: buffer.prefix(max(0, length)).map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }
}
