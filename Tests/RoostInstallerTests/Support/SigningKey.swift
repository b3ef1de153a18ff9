import Foundation
import RoostSystem
import SystemPackage

/// An OpenPGP key of a test's own, made by gpg.
struct SigningKey {
  let directory: FilePath

  static func make(in directory: FilePath) async throws -> SigningKey {
    try FileManager.default.createDirectory(
      atPath: directory.string, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let key = SigningKey(directory: directory)
    try await key.gpg(["--quick-generate-key", "test", "ed25519", "sign", "never"])
    return key
  }

  func export(to path: FilePath) async throws { try await gpg(["--output", path.string, "--export", "test"]) }

  /// A detached signature.
  func sign(_ text: String, in scratch: FilePath) async throws -> [UInt8] {
    let (file, signature) = (scratch.appending("signed"), scratch.appending("signed.sig"))
    try file.write(text)
    try await gpg(["--yes", "--output", signature.string, "--detach-sign", file.string])
    return Array(try Data(contentsOf: URL(fileURLWithPath: signature.string)))
  }

  /// Ends what gpg left running.
  func stop() async throws {
    var command = ExternalCommand("gpgconf", ["--kill", "all"])
    command.variables["GNUPGHOME"] = directory.string
    try await command.succeed()
  }

  private func gpg(_ arguments: [String]) async throws {
    var command = ExternalCommand("gpg", ["--batch", "--quiet", "--pinentry-mode", "loopback", "--passphrase", ""] + arguments)
    command.variables["GNUPGHOME"] = directory.string
    try await command.succeed()
  }
}
