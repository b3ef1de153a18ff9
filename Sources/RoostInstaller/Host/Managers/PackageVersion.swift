import RoostCatalog
import RoostModel

/// The version of the software in a package, from the version of the package. Pure.
enum PackageVersion {
  /// `1:18.20.4+dfsg-1~deb12u3` is `18.20.4`; `24.0.0~rc1-1` is `24.0.0-rc1`.
  static func upstream(_ version: String) -> String {
    var rest = version[...]
    if let colon = rest.firstIndex(of: ":") { rest = rest[rest.index(after: colon)...] }
    if let dash = rest.lastIndex(of: "-") { rest = rest[..<dash] }
    if let plus = rest.firstIndex(of: "+") { rest = rest[..<plus] }
    guard let tilde = rest.firstIndex(of: "~") else { return String(rest) }
    let suffix = rest[rest.index(after: tilde)...]
    let isPreRelease = ["alpha", "beta", "rc", "pre"].contains { suffix.hasPrefix($0) }
    return isPreRelease ? "\(rest[..<tilde])-\(suffix)" : String(rest[..<tilde])
  }
}
