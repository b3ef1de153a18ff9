import Crypto
import FoundationEssentials
import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// The Ed25519 key this node signs its bundles with, made when it is first needed. Only its owner can read it.
struct NodeKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey

  /// Beside it lies `node.pub`, to be given to the nodes that are to trust it.
  static let fileName = "node.key"
  static let publicName = "node.pub"

  private static let sizeLimit = 256

  /// Blocking. Reads the key in `directory`, or makes it; two that make it at once end up with one.
  static func loadOrMake(in directory: FilePath) throws(Problem) -> NodeKey {
    if let key = try load(in: directory) { return key }
    try DirectoryCreation.ensure(directory, mode: 0o700)
    let made = NodeKey(key: Curve25519.Signing.PrivateKey())
    let text = Array((made.key.rawRepresentation.base64EncodedString() + "\n").utf8)
    let fresh = directory.appending("\(fileName).\(String(UInt64.random(in: .min ... .max), radix: 36))")
    try AtomicFile.write(text, to: fresh, mode: 0o600)
    defer { unlink(fresh.string) }
    // A link is made by one of two only.
    guard link(fresh.string, directory.appending(fileName).string) == 0 || errno == EEXIST else {
      throw Problem.lastSystemCall("make the signing key in \(directory)")
    }
    guard let key = try load(in: directory) else {
      throw Problem.system(.noSuchFileOrDirectory, "read the signing key in \(directory)")
    }
    try AtomicFile.write(try key.publicKey.file, to: directory.appending(publicName))
    return key
  }

  /// `nil` when there is none yet.
  static func load(in directory: FilePath) throws(Problem) -> NodeKey? {
    let path = directory.appending(fileName)
    guard let bytes = try SmallFile.read(path, limit: sizeLimit) else { return nil }
    let text = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    guard let data = Data(base64Encoded: text), let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: data) else {
      throw Problem(
        .signatureInvalid, "\(path) holds no signing key",
        hint: "restore it from a backup, or remove it to get a new one that nobody trusts yet: rm '\(path)'")
    }
    return NodeKey(key: key)
  }

  var publicKey: PublicKey {
    get throws(Problem) {
      guard let key = PublicKey(Array(key.publicKey.rawRepresentation)) else {
        throw Problem(.internal, "a signing key has no public half", hint: "run `roost doctor`, then report this")
      }
      return key
    }
  }

  func sign(_ manifest: [UInt8]) throws(Problem) -> BundleSignature {
    do {
      return BundleSignature(key: try publicKey, signature: Array(try key.signature(for: manifest)))
    } catch { throw Problem.unexpected(error, during: "signing the bundle") }
  }
}
