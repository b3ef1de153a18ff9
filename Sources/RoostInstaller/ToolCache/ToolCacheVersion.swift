/// The name of a version's directory: a semantic version, as `findAllVersions` of the actions' tool-cache demands. Pure.
enum ToolCacheVersion {
  /// `3.13.0rc1` is `3.13.0-rc1`, `17.0.9+9` is `17.0.9-9` (a plus breaks class paths, so setup-java writes a minus), `1.27` is
  /// `1.27.0`. `nil` for what no semantic version can say.
  static func directory(_ version: String) -> String? {
    let core = version.prefix { $0.isNumber || $0 == "." }
    var numbers: [Int] = []
    for part in core.split(separator: ".", omittingEmptySubsequences: false) {
      guard let number = Int(part), String(number) == part else { return nil }
      numbers.append(number)
    }
    guard (1...3).contains(numbers.count) else { return nil }
    while numbers.count < 3 { numbers.append(0) }
    let release = numbers.map(String.init).joined(separator: ".")
    let rest = version.dropFirst(core.count).drop { $0 == "+" || $0 == "-" }
    let allowed = rest.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      case UInt8(ascii: "."), UInt8(ascii: "-"): true
      default: false
      }
    }
    guard allowed else { return nil }
    return rest.isEmpty ? release : "\(release)-\(rest)"
  }

  /// As Node names this machine's architecture.
  static var architecture: String { WheelPlatform.architecture == "aarch64" ? "arm64" : "x64" }
}
