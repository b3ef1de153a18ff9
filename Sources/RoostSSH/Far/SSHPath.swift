/// Paths on a host.
enum SSHPath {
  /// What a socket's path may have at most, without its ending NUL.
  static let longestSocket = 107

  /// Absolute, and such that `ssh` and every shell take it as it is: an option of `ssh` splits at colons.
  static func isPlain(_ path: String) -> Bool {
    let isHarmless = path.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "@"):
        true
      default: false
      }
    }
    return path.hasPrefix("/") && isHarmless && !path.split(separator: "/").contains("..") && path.utf8.count <= 1024
  }
}
