import Glibc
package import RoostModel
import RoostSources
import RoostStore
import RoostSystem
import SystemPackage

extension AppSupervisor {
  /// The largest token, key or list of header lines.
  private static let longestCredential = 64 << 10

  package var source: AppSource {
    AppSource(source: app.source, hasCredential: AppDirectories.exists(services.paths(of: app).sourceCredential))
  }

  /// Remembers where its code comes from, for the next time.
  func keep(_ kept: KeptSource) async throws(Problem) {
    guard kept.replaces(app.source) else { return }
    let path = services.paths(of: app).sourceCredential
    let (root, credential) = (services.paths(of: app).root, kept.credential)
    let isSame = kept.source.isSamePlace(as: app.source)
    try await BlockingWork.run { () throws(Problem) in
      if let credential {
        try DirectoryCreation.ensure(root, mode: 0o700)
        try AtomicFile.write(credential, to: path, mode: 0o600)
      } else if !isSame {
        // What was for another place is told to nobody else.
        guard unlink(path.string) == 0 || errno == ENOENT else { throw Problem.lastSystemCall("remove \(path)") }
      }
    }
    try await services.store.setSource(kept.source, app: app.id)
    app.source = kept.source
  }

  /// What its own place is asked with; nothing for another one.
  func credential(for source: DeploySource) async throws(Problem) -> [UInt8]? {
    guard source.isSamePlace(as: app.source) else { return nil }
    return try await AppDirectories.read(services.paths(of: app).sourceCredential, limit: AppSupervisor.longestCredential)
  }
}
