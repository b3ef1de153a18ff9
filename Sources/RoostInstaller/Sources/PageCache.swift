import Crypto
import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// Documents of servers, kept for minutes: one install asks for the same lists several times.
struct PageCache: Sendable {
  let directory: FilePath
  let proxy: ProxySettings

  private static let lifetime = 600

  /// The document, from the disk when it was fetched just now. A cache that cannot be written is told to nobody: it is one.
  func page(_ address: String) async throws(Problem) -> [UInt8] {
    let file = directory.appending("page-" + HexText.of(SHA256.hash(data: Array(address.utf8))))
    let kept = try await BlockingWork.run { () throws(Problem) in try PageCache.recent(file) }
    if let kept { return kept }
    let bytes = try await WebPage(address: address, proxy: proxy).fetch()
    await keep(bytes, as: file)
    return bytes
  }

  private func keep(_ bytes: [UInt8], as file: FilePath) async {
    let directory = directory
    await BlockingWork.run {
      do throws(Problem) {
        try DirectoryCreation.ensure(directory)
        try AtomicFile.write(bytes, to: file)
      } catch {
        // The next question goes to the server again.
        unlink(file.string)
      }
    }
  }

  /// A file from a future, after a clock was set back, is as good as an old one.
  private static func recent(_ file: FilePath) throws(Problem) -> [UInt8]? {
    var status = stat()
    guard lstat(file.string, &status) == 0, (0..<lifetime).contains(time(nil) - status.st_mtim.tv_sec) else { return nil }
    return try SmallFile.read(file, limit: WebPage.longest)
  }
}
