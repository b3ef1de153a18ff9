import Glibc

/// Which wheels run in a stack: its architecture, and the C library of its base (not this machine's). Pure.
struct WheelPlatform: Sendable, Equatable {
  /// As wheels name it: `x86_64`, `aarch64`.
  var architecture: String
  /// Major and minor version of glibc.
  var glibc: (Int, Int)

  static func == (left: WheelPlatform, right: WheelPlatform) -> Bool {
    left.architecture == right.architecture && left.glibc == right.glibc
  }

  #if arch(arm64)
    static let architecture = "aarch64"
  #else
    static let architecture = "x86_64"
  #endif

  /// The platform of a base, from the package list it was made with; this machine's C library where there is no base.
  init(baseProvenance: [String]?) {
    architecture = WheelPlatform.architecture
    let package = baseProvenance?.first { $0.hasPrefix("libc6=") }.map { String($0.dropFirst("libc6=".count)) }
    glibc = WheelPlatform.version(package ?? WheelPlatform.hostLibrary)
  }

  /// For a base that is not there yet: whatever C library its wheels need, it may have it.
  static let ofBaseToCome = WheelPlatform(architecture: architecture, glibc: (99, 0))

  init(architecture: String, glibc: (Int, Int)) {
    self.architecture = architecture
    self.glibc = glibc
  }

  /// How well a wheel fits: the higher the better, `nil` when it does not run. Only archives without Python's own
  /// binary interface are of use here.
  func fit(_ wheel: WheelName) -> Int? {
    guard wheel.abi.contains("none") else { return nil }
    return wheel.platforms.compactMap(fit(platform:)).max()
  }

  private func fit(platform: String) -> Int? {
    if platform == "any" { return 0 }
    guard platform.hasSuffix("_" + architecture) else { return nil }
    let system = platform.dropLast(architecture.count + 1)
    guard let needed = WheelPlatform.needed(by: String(system)), needed <= glibc else { return nil }
    return needed.0 * 1000 + needed.1
  }

  /// The C library a tag asks for. PEP 600; the older names are those of PEP 513, 571 and 599.
  private static func needed(by system: String) -> (Int, Int)? {
    switch system {
    case "linux": return (0, 1)
    case "manylinux1": return (2, 5)
    case "manylinux2010": return (2, 12)
    case "manylinux2014": return (2, 17)
    default:
      let parts = system.split(separator: "_")
      guard parts.count == 3, parts[0] == "manylinux", let major = Int(parts[1]), let minor = Int(parts[2]) else { return nil }
      return (major, minor)
    }
  }

  /// `glibc 2.36`
  private static var hostLibrary: String {
    var text = [CChar](repeating: 0, count: 64)
    confstr(Int32(_CS_GNU_LIBC_VERSION), &text, text.count)
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func version(_ text: String) -> (Int, Int) {
    let numbers = text.split { !$0.isNumber }.prefix(2).compactMap { Int($0) }
    return numbers.count == 2 ? (numbers[0], numbers[1]) : (0, 0)
  }
}
