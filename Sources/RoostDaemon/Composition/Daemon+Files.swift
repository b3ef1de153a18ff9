import RoostApps
import RoostModel
import RoostServer
import RoostSystem

extension Daemon {
  var fileOperations: AppFileOperations {
    let supervisor = parts.supervisor
    return AppFileOperations(
      list: { (name, tree, path, start) async throws(Problem) in
        try await supervisor.supervisor(of: name).files(tree, path, from: start)
      },
      open: { (name, tree, path) async throws(Problem) in
        let file = try await supervisor.supervisor(of: name).file(tree, path)
        return StoredFile(size: file.size) { (offset, count) async throws(Problem) in
          try await BlockingWork.run { () throws(Problem) in try file.read(offset, count) }
        }
      })
  }
}
