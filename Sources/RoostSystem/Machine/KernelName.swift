import Glibc

/// What uname(2) answers.
struct KernelName: Sendable, Equatable {
  /// `6.1.0-28-amd64`.
  var release: String
  /// `x86_64`, `aarch64`.
  var machine: String

  static func current() -> KernelName {
    var name = utsname()
    guard uname(&name) == 0 else { return KernelName(release: "", machine: "") }
    return KernelName(release: text(of: name.release), machine: text(of: name.machine))
  }

  private static func text<Field>(of field: Field) -> String {
    withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
