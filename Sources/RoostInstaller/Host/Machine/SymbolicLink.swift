import Glibc

/// What a symbolic link holds.
enum SymbolicLink {
  /// The text as it is written; `nil` when the path is no link. Blocking.
  static func target(of path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: 4096)
    let length = readlink(path, &buffer, buffer.count)
    guard length > 0 else { return nil }
    return String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
