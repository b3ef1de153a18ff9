import Crypto
import Foundation
import RoostModel

/// A way in which a bundle that is signed well is wrong.
struct SignedLie: Sendable, CustomStringConvertible {
  let description: String
  let code: ProblemCode
  /// A part of what its user is told.
  let message: String
  let tell: @Sendable (inout BundleBuilder) throws -> Void

  private init(
    _ description: String, _ message: String, code: ProblemCode = .bundleInvalid,
    _ tell: @escaping @Sendable (inout BundleBuilder) throws -> Void
  ) {
    self.description = description
    self.message = message
    self.code = code
    self.tell = tell
  }

  static let all = [
    SignedLie("another architecture", "is for riscv64", code: .unsupported) { $0.manifest.architecture = "riscv64" },
    SignedLie("another format", "roost.bundle/2") { $0.manifest.schema = "roost.bundle/2" },
    SignedLie("no layers", "holds 0 layers") {
      $0.manifest.layers = []
      $0.members = []
    },
    SignedLie("a layer twice", "a layer twice") {
      $0.manifest.layers += $0.manifest.layers
      $0.members += $0.members
    },
    SignedLie("a member more", "something follows its end") { $0.members += $0.members },
    SignedLie("a member less", "cut off") { $0.members = [] },
    SignedLie("a member elsewhere", "is not in the member named after it") {
      $0.manifest.layers[0].member = "../../etc/passwd"
      $0.members[0].name = "../../etc/passwd"
    },
    SignedLie("a version that leads elsewhere", "no usable version") { $0.manifest.layers[0].version = "../../x" },
    SignedLie("a name of another", "is not named after itself") { $0.manifest.layers[0].name = "nodejs-1-000000000000" },
    SignedLie("another hash", "is damaged") { $0.manifest.layers[0].sha256 = String(repeating: "0", count: 64) },
    SignedLie("another tree", "not the one that was signed") {
      $0.manifest.layers[0].treeDigest = String(repeating: "0", count: 64)
    },
    SignedLie("more than it says", "unpacks to more than it says") { $0.manifest.layers[0].unpacked = ByteCount(2048) },
    SignedLie("less than it says", "not the one that was signed") { $0.manifest.layers[0].unpacked.bytes += 512 },
    SignedLie("an impossible size", "impossible size") { $0.manifest.layers[0].unpacked = ByteCount(UInt64.max) },
    SignedLie("no compressed data", "ends too early") { $0.replaceMember([UInt8](repeating: 7, count: 4000)) },
    SignedLie("an unknown runtime", "no runtime named", code: .runtimeUnknown) { builder in
      let digest = builder.manifest.layers[0].digest
      builder.manifest.layers[0].runtime = try JSONDecoder().decode(RuntimeID.self, from: Data("\"other\"".utf8))
      builder.rename("other-1.2.0-\(digest.prefix(12))")
    },
  ]
}

extension BundleBuilder {
  mutating func rename(_ name: String) {
    manifest.layers[0].name = name
    manifest.layers[0].member = "layers/\(name).tar.zst"
    members[0].name = manifest.layers[0].member
  }

  mutating func replaceMember(_ contents: [UInt8]) {
    members[0].contents = contents
    manifest.layers[0].packed = ByteCount(UInt64(contents.count))
    manifest.layers[0].sha256 = SHA256.hash(data: contents).map { String(format: "%02x", $0) }.joined()
  }
}
