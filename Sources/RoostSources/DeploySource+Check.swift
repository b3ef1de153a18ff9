package import RoostModel
import SystemPackage

extension DeploySource {
  /// Refuses what could never be fetched. Asks nobody.
  package func check() throws(Problem) {
    switch self {
    case .directory(let path): try DeploySource.check(path)
    case .archive(let archive): if let path = archive.path { try DeploySource.check(path) }
    case .url(let web): _ = try WebPlace(web.url)
    case .git(let git):
      _ = try GitAddress(git.url)
      if let reference = git.reference { _ = try GitReference(reference) }
      _ = try HostKeys(git.hostKeys)
    }
  }

  private static func check(_ path: String) throws(Problem) {
    guard FilePath(path).isAbsolute, !path.utf8.contains(0) else {
      throw Problem(.usageInvalid, "the path is not absolute", hint: "name it from the root: /srv/shop")
    }
  }
}
