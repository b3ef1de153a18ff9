import Glibc
import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage

/// The check of a detached OpenPGP signature with the keyring that this machine's administrator put there.
struct SignatureCheck: Sendable {
  let signature: Signature
  /// `/etc/roost/keyrings`
  let keyrings: FilePath

  private var keyring: FilePath { keyrings.appending("\(signature.keyring).gpg") }

  /// Whether there is a keyring to check with. Without one, nothing is checked.
  var isPossible: Bool { access(keyring.string, F_OK) == 0 }

  /// For a layer's provenance.
  var note: String {
    isPossible ? "signature good: \(signature.keyring)" : "signature not checked: no keyring \(signature.keyring)"
  }

  /// `signature.invalid` unless a key of the keyring has signed exactly `file`.
  func check(_ file: FilePath, signedBy bytes: [UInt8], in scratch: FilePath, title: String) async throws(Problem) {
    let detached = scratch.appending("signature")
    try await BlockingWork.run { () throws(Problem) in try AtomicFile.write(bytes, to: detached) }
    let command = ExternalCommand("gpgv", ["--keyring", keyring.string, detached.string, file.string])
    let result = try await command.run()
    guard result.succeeded else {
      throw Problem(
        .signatureInvalid, "\(title) is not signed by a key of \(keyring)",
        hint: "do not use it; when its maker has a new key, add that to the keyring: gpgv --keyring '\(keyring)' ...",
        cause: result.standardError)
    }
  }
}
