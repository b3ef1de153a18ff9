import AsyncHTTPClient
import NIOCore
import NIOHTTP1
package import RoostModel

extension DaemonClient {
  package func files(
    of name: AppName, _ tree: AppTree, _ path: AppFilePath, from start: Int = 0
  ) async throws(Problem) -> AppFileListing {
    try await value(.GET, "apps/\(name)/files?tree=\(tree.rawValue)&path=\(PathSegment.encode(path.text))&from=\(start)")
  }

  /// Hands over a file's content piece by piece.
  package func file(
    of name: AppName, _ tree: AppTree, _ path: AppFilePath, _ write: ([UInt8]) throws(Problem) -> Void
  ) async throws(Problem) {
    let query = "tree=\(tree.rawValue)&path=\(PathSegment.encode(path.text))"
    do {
      let response = try await send(request("apps/\(name)/files/content?\(query)"))
      for try await piece in response.body { try write(Array(piece.readableBytesView)) }
    } catch {
      throw ConnectionProblem.from(error, place)
    }
  }
}
