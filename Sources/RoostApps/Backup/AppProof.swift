import Crypto
import RoostModel
import RoostSystem

/// The second member of an export: that its manifest is as it was written, and with a key, by whom. One or two lines of text:
/// `sha256 <digest>` and `sealed <the same digest, sealed>`.
enum AppProof {
  static let name = "manifest.proof"

  static func size(_ sealing: AppManifest.Sealing) -> UInt64 {
    let first = 7 + 64 + 1
    return UInt64(sealing == .none ? first : first + 7 + 2 * (64 + SealingKey.overhead) + 1)
  }

  static func make(of manifest: [UInt8], id: String, key: SealingKey?) throws(Problem) -> [UInt8] {
    let digest = HexText.of(SHA256.hash(data: manifest))
    var text = "sha256 \(digest)\n"
    if let key { text += "sealed \(HexText.of(try key.seal(Array(digest.utf8), for: context(id))))\n" }
    return Array(text.utf8)
  }

  /// Without a key: that no bit of it changed.
  static func check(_ proof: [UInt8], of manifest: [UInt8]) throws(Problem) {
    let first = Array("sha256 \(HexText.of(SHA256.hash(data: manifest)))\n".utf8)
    guard proof.starts(with: first) else { throw .exportInvalid("its manifest was changed") }
  }

  /// That whoever wrote the manifest had the key.
  static func check(_ proof: [UInt8], of manifest: [UInt8], id: String, key: SealingKey, sealing: AppManifest.Sealing)
    throws(Problem)
  {
    let line = String(decoding: proof.dropFirst(7 + 64 + 1), as: UTF8.self)
    guard line.hasPrefix("sealed "), line.hasSuffix("\n"), let sealed = bytes(line.dropFirst(7).dropLast()) else {
      throw .exportInvalid("the proof of its manifest is damaged")
    }
    guard let digest = try? key.open(sealed, for: context(id)), digest == Array(HexText.of(SHA256.hash(data: manifest)).utf8)
    else { throw wrong(sealing) }
  }

  private static func wrong(_ sealing: AppManifest.Sealing) -> Problem {
    guard sealing == .node else {
      return Problem(
        .passphraseWrong, "the passphrase is another one, or the file was changed by somebody who does not know it",
        hint: "try again: roost import FILE --ask")
    }
    return Problem(
      .keyUnusable, "the backup was not made with the key of this node, or it was changed",
      hint:
        "put back the file `key` of ROOST_HOME that it was made with; to take an app to another node: roost export APP -o FILE")
  }

  private static func context(_ id: String) -> String { "export|\(id)|manifest" }

  static func bytes(_ digits: some StringProtocol) -> [UInt8]? {
    let digits = Array(digits.utf8)
    guard digits.count % 2 == 0 else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let byte = UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16) else { return nil }
      bytes.append(byte)
    }
    return bytes
  }
}
