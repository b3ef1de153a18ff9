import Crypto
import Foundation
import RoostModel
import RoostSystem
import SystemPackage

/// Writes bundles by their description, honest ones and others; shares no code with what reads them but values.
struct BundleBuilder {
  var manifest: BundleManifest
  /// Packed members, in the order of the manifest.
  var members: [(name: String, contents: [UInt8])]
  var key = Curve25519.Signing.PrivateKey()

  /// Takes a bundle apart.
  init(_ bundle: FilePath) throws {
    let data = try Data(contentsOf: URL(filePath: bundle.string))
    var rest = data[...]
    var found: [(String, [UInt8])] = []
    while let first = rest.first, first != 0 {
      let name = String(decoding: rest.prefix(100).prefix { $0 != 0 }, as: UTF8.self)
      let size = Int(String(decoding: rest.dropFirst(124).prefix(11), as: UTF8.self), radix: 8) ?? 0
      found.append((name, Array(rest.dropFirst(512).prefix(size))))
      rest = rest.dropFirst(512 + (size + 511) / 512 * 512)
    }
    manifest = try JSONDecoder().decode(BundleManifest.self, from: Data(found[0].1))
    members = found.dropFirst(2).map { (name: $0.0, contents: $0.1) }
  }

  var fingerprint: String {
    let text = Data(SHA256.hash(data: key.publicKey.rawRepresentation)).base64EncodedString()
    return "SHA256:" + text.replacing("=", with: "")
  }

  /// As a `.pub` file.
  var publicKey: String { "roost-ed25519 \(key.publicKey.rawRepresentation.base64EncodedString()) somebody\n" }

  func write(to path: FilePath) throws {
    let json = try JSONEncoder().encode(manifest)
    let words = [key.publicKey.rawRepresentation.base64EncodedString(), try key.signature(for: json).base64EncodedString()]
    let signature = "roost-ed25519 \(words[0]) \(words[1])\n"
    var file = BundleBuilder.member("manifest.json", Array(json))
    file += BundleBuilder.member("manifest.sig", Array(signature.utf8))
    for member in members { file += BundleBuilder.member(member.name, member.contents) }
    file += [UInt8](repeating: 0, count: 1024)
    try Data(file).write(to: URL(filePath: path.string))
  }

  private static func member(_ name: String, _ contents: [UInt8]) -> [UInt8] {
    let header = TreeHeader.encode(TreeEntry(path: Array(name.utf8), kind: .file(size: UInt64(contents.count)))) ?? []
    return header + contents + [UInt8](repeating: 0, count: (512 - contents.count % 512) % 512)
  }
}
