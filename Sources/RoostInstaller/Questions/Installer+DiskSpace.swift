import RoostModel
import RoostSystem
import SystemPackage

extension Installer {
  /// Room where layers go. A home that does not exist yet will be on the file system of the nearest directory above it.
  func diskSpace() async throws(Problem) -> Space {
    let home = store.paths.home
    let space = try await BlockingWork.run { () throws(Problem) in try Installer.diskSpace(nearest: home) }
    return Space(total: space.total, free: space.free)
  }

  private static func diskSpace(nearest home: FilePath) throws(Problem) -> DiskSpace {
    var path = home
    while true {
      do throws(Problem) {
        return try DiskSpace.at(path)
      } catch {
        guard path.lastComponent != nil else { throw error }
        path.removeLastComponent()
      }
    }
  }
}
