import RoostModel
import RoostSystem
import SystemPackage

/// The keys whose bundles this node installs: its own, those its user put beside it, and those of the machine.
struct TrustedKeys: Sendable, Equatable {
  private(set) var keys: Set<PublicKey>

  init(_ keys: Set<PublicKey> = []) { self.keys = keys }

  private static let sizeLimit = 4096

  /// Blocking. A file that ends in `.pub` and holds no key is a problem, not a key less.
  static func load(own directory: FilePath, others: [FilePath]) throws(Problem) -> TrustedKeys {
    var trusted = TrustedKeys()
    if let own = try NodeKey.load(in: directory) { trusted.keys.insert(try own.publicKey) }
    for folder in others {
      for name in try DirectoryListing.names(in: folder) where name.hasSuffix(".pub") {
        let path = folder.appending(name)
        guard let bytes = try SmallFile.read(path, limit: sizeLimit) else { continue }
        guard let key = PublicKey(file: bytes) else {
          throw Problem(
            .signatureInvalid, "\(path) holds no public key of a node",
            hint: "copy store/keys/node.pub of the node that signs there, or remove it: rm '\(path)'")
        }
        trusted.keys.insert(key)
      }
    }
    return trusted
  }

  /// `fingerprint` is one the user compared.
  func accepts(_ key: PublicKey, fingerprint: String?) -> Bool { keys.contains(key) || key.fingerprint == fingerprint }
}
