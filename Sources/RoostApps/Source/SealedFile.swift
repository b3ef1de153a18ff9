import RoostModel
import RoostStore
import RoostSystem
import SystemPackage

/// A secret of an app in a file of its own, sealed under the node's key.
struct SealedFile: Sendable {
  let path: FilePath
  /// What it is for; it opens for nothing else.
  let context: String
  let keys: SealingKeyFile

  private static let largest = (64 << 10) + SealingKey.overhead

  func write(_ bytes: [UInt8]) async throws(Problem) {
    let (path, context, keys) = (path, context, keys)
    try await BlockingWork.run { () throws(Problem) in
      let key = try keys.key(creating: true)
      try DirectoryCreation.ensure(path.removingLastComponent(), mode: 0o700)
      try AtomicFile.write(try key.seal(bytes, for: context), to: path, mode: 0o600)
    }
  }

  /// `nil` when there is none.
  func read() async throws(Problem) -> [UInt8]? {
    guard let sealed = try await AppDirectories.read(path, limit: SealedFile.largest) else { return nil }
    let (context, keys) = (context, keys)
    return try await BlockingWork.run { () throws(Problem) in try keys.key(creating: false).open(sealed, for: context) }
  }

  func remove() async throws(Problem) { try await DirectoryRemoval.remove(path) }
}

extension AppServices {
  func sourceCredential(of app: AppRecord) -> SealedFile {
    SealedFile(path: paths(of: app).sourceCredential, context: "\(app.id)|source-credential", keys: vault.keys)
  }

  func webhookSecret(of app: AppRecord) -> SealedFile {
    SealedFile(path: paths(of: app).webhookSecret, context: "\(app.id)|webhook-secret", keys: vault.keys)
  }
}
