import Glibc
import SystemPackage

/// The C library of a root file system: `glibc 2.36`, `musl`.
enum CLibrary {
  /// Of the running system glibc says its version itself; of another root the libraries' names tell.
  static func detect(root: FilePath) -> String {
    if root == "/", let version = running() { return version }
    return named(root: root) ?? "unknown"
  }

  private static func running() -> String? {
    var buffer = [UInt8](repeating: 0, count: 64)
    let length = buffer.withUnsafeMutableBytes { bytes in
      bytes.withMemoryRebound(to: CChar.self) { confstr(Int32(_CS_GNU_LIBC_VERSION), $0.baseAddress, $0.count) }
    }
    guard length > 1, length <= buffer.count else { return nil }
    return String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
  }

  private static func named(root: FilePath) -> String? {
    for directory in ["lib", "lib64", "usr/lib", "usr/lib64"] {
      guard let names = try? DirectoryListing.names(in: root.appending(directory)) else { continue }
      if names.contains(where: { $0.hasPrefix("ld-musl-") }) { return "musl" }
      if names.contains(where: { $0.hasPrefix("ld-linux") }) { return "glibc" }
    }
    return nil
  }
}
