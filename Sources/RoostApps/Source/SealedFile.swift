import RoostModel
import RoostStore
import RoostSystem
import SystemPackage

/// A secret of an app in a file of its own, sealed under the node's key.
struct SealedFile: Sendable {
  let path: FilePath
  /// What it is for; it opens for nothing else.
  let context: String
  /// What earlier versions bound it to.
  var olderContext: String?
  let vault: VariableVault

  /// In bytes.
  var largest = (64 << 10) + SealingKey.overhead

  func write(_ bytes: [UInt8]) async throws(Problem) {
    let (path, context, key) = (path, context, try await vault.sealingKey())
    try await BlockingWork.run { () throws(Problem) in
      try DirectoryCreation.ensure(path.removingLastComponent(), mode: 0o700)
      try AtomicFile.write(try key.seal(bytes, for: context), to: path, mode: 0o600)
    }
  }

  /// `nil` when there is none.
  func read() async throws(Problem) -> [UInt8]? {
    guard let sealed = try await AppDirectories.read(path, limit: largest) else { return nil }
    let (context, older, keys) = (context, olderContext, vault.keys)
    return try await BlockingWork.run { () throws(Problem) in
      let key = try keys.key(creating: false)
      do throws(Problem) {
        return try key.open(sealed, for: context)
      } catch {
        guard let older, let bytes = try? key.open(sealed, for: older) else { throw error }
        return bytes
      }
    }
  }

  func remove() async throws(Problem) { try await DirectoryRemoval.remove(path) }

  /// Whether an app has one; then the key they were sealed with must not be made anew.
  static func exist(in home: FilePath) async throws(Problem) -> Bool {
    let apps = home.appending("apps")
    guard AppDirectories.exists(apps) else { return false }
    for name in try await AppDirectories.entries(of: apps) {
      guard let id = AppID(name) else { continue }
      let paths = AppPaths(home: home, app: id)
      let sealed = [paths.sourceCredential, paths.webhookSecret, paths.variablesBefore]
      if sealed.contains(where: AppDirectories.exists) { return true }
    }
    return false
  }
}

extension AppServices {
  /// Bound to the place that may be told it.
  func sourceCredential(of app: AppRecord, for source: DeploySource?) -> SealedFile {
    let plain = "\(app.id)|source-credential"
    return SealedFile(
      path: paths(of: app).sourceCredential, context: "\(plain)|\(source?.address ?? "")", olderContext: plain, vault: vault)
  }

  func webhookSecret(of app: AppRecord) -> SealedFile {
    SealedFile(path: paths(of: app).webhookSecret, context: "\(app.id)|webhook-secret", vault: vault)
  }
}

extension DeploySource {
  fileprivate var address: String? {
    switch self {
    case .url(let web): web.url
    case .git(let git): git.url
    case .directory, .archive: nil
    }
  }
}
