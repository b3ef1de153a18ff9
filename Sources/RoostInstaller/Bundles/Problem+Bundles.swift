import RoostModel
import SystemPackage

extension Problem {
  /// The file is not a whole, unchanged bundle.
  static func bundleInvalid(_ path: FilePath, _ fault: String) -> Problem {
    Problem(
      .bundleInvalid, "\(path) is no whole bundle: \(fault)",
      hint: "bring it again from where it was made, and compare: sha256sum '\(path)'")
  }

  /// Names the bundle in a fault that was found inside it.
  func inBundle(_ path: FilePath, layer: BundleLayer) -> Problem {
    guard code == .bundleInvalid else { return self }
    return .bundleInvalid(path, "\(layer.runtime) \(layer.version): \(message)")
  }

  static func foreignKey(_ path: FilePath, _ fingerprint: String, asked: String?) -> Problem {
    let other = asked.map { $0.isEmpty ? "" : "; \($0.prefix(80)) is another one" } ?? ""
    return Problem(
      .signatureInvalid, "\(path) is signed with a key this node does not know: \(fingerprint)\(other)",
      hint: "compare it with what `roost bundle verify` says where it was made, then: "
        + "roost bundle install '\(path)' --trust \(fingerprint)")
  }
}
