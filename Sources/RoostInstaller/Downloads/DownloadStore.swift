import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage

/// Verified downloads on disk, named by their SHA-256, and the fetching of those that are not there.
struct DownloadStore: Sendable {
  let paths: StorePaths
  let options: InstallerOptions
  let progress: ProgressSink
  var schedule = RetrySchedule()
  /// How long a server may send nothing.
  var stallLimit = TimeAmount.seconds(30)
  /// Sent to the servers that are asked, not to where they redirect.
  var headers: HTTPHeaders = [:]

  /// How many files are fetched at the same time.
  private static let width = 4

  /// Brings all of them; answers with their paths in the same order. What is there already is hashed again, not fetched.
  func fetch(_ artifacts: [Artifact], for title: String) async throws(Problem) -> [FilePath] {
    let clock = ContinuousClock()
    let begin = clock.now
    progress(.stage("download", detail: title))
    let sizes = artifacts.compactMap(\.size)
    let total = sizes.count == artifacts.count ? sizes.reduce(ByteCount(0), +) : nil
    let meter = TransferMeter(title: title, total: total, progress: progress)
    var found: [Int: FilePath] = [:]
    for proxy in proxies(of: artifacts) {
      let group = zip(artifacts.indices, artifacts).filter { server(for: $0.1) == proxy }
      do {
        let files = try await HTTPClient.withDownloads(through: proxy, stallLimit: stallLimit) { client in
          let downloader = Downloader(client: client, largest: options.largestDownload, schedule: schedule, headers: headers)
          return try await fetchTogether(group.map(\.1), downloader: downloader, meter: meter)
        }
        for (position, file) in zip(group.map(\.0), files) { found[position] = file }
      } catch {
        throw Problem.unexpected(error, during: "fetching \(title)")
      }
    }
    progress(.finished("download", seconds: (clock.now - begin) / .seconds(1)))
    return artifacts.indices.compactMap { found[$0] }
  }

  private func fetchTogether(_ artifacts: [Artifact], downloader: Downloader, meter: TransferMeter) async throws -> [FilePath] {
    try await withThrowingTaskGroup(of: (Int, FilePath).self) { group in
      var files: [Int: FilePath] = [:]
      for (index, artifact) in artifacts.enumerated() {
        if index >= DownloadStore.width, let (done, file) = try await group.next() { files[done] = file }
        group.addTask { (index, try await fetchOne(artifact, downloader: downloader, meter: meter)) }
      }
      for try await (done, file) in group { files[done] = file }
      return artifacts.indices.compactMap { files[$0] }
    }
  }

  private func fetchOne(_ artifact: Artifact, downloader: Downloader, meter: TransferMeter) async throws(Problem) -> FilePath {
    let lock = try await FileLock.acquire(PartialDownload.lock(for: artifact.key, in: paths.locks), within: options.lockLimit)
    defer { lock.release() }
    let target = paths.downloads.appending(artifact.key)
    if try await isWhole(target, artifact: artifact, meter: meter) { return target }
    let partial = try await GrowingFile.open(PartialDownload.path(for: artifact.key, in: paths.temporary), artifact.sum.algorithm)
    do throws(Problem) {
      try await receive(artifact, into: partial, downloader: downloader, meter: meter).move(to: target)
      return target
    } catch {
      // What fills the disk is not kept to be continued.
      if error.code == .diskFull { try partial.remove() }
      throw error
    }
  }

  private func receive(
    _ artifact: Artifact, into partial: GrowingFile, downloader: Downloader, meter: TransferMeter
  ) async throws(Problem) -> GrowingFile {
    switch ArtifactLocation(url: artifact.url) {
    case .web: return try await downloader.fetch(artifact, into: partial, meter: meter)
    case .file(let source): return try await LocalCopy(source: source).fetch(artifact, into: try partial.emptied(), meter: meter)
    case nil: throw unusable(artifact)
    }
  }

  /// Whether a file of the store is there and is still what its name says. One that is not is removed.
  private func isWhole(_ path: FilePath, artifact: Artifact, meter: TransferMeter) async throws(Problem) -> Bool {
    var status = stat()
    guard lstat(path.string, &status) == 0 else { return false }
    let file = try await GrowingFile.open(path, artifact.sum.algorithm)
    guard file.digits == artifact.sum.digits else {
      progress(.warning("a stored download of \(artifact.name) was damaged and is fetched again"))
      try file.remove()
      return false
    }
    meter.expect(file.size)
    meter.add(Int(file.size))
    return true
  }

  private func proxies(of artifacts: [Artifact]) -> [ProxySettings.Server?] {
    var servers: [ProxySettings.Server?] = []
    for server in artifacts.map(server(for:)) where !servers.contains(server) { servers.append(server) }
    return servers
  }

  private func server(for artifact: Artifact) -> ProxySettings.Server? {
    guard case .web(let scheme, let host) = ArtifactLocation(url: artifact.url) else { return nil }
    return options.proxy.server(scheme: scheme, host: host)
  }

  private func unusable(_ artifact: Artifact) -> Problem {
    Problem(
      .downloadFailed, "\(artifact.name) has an address Roost cannot fetch from",
      hint: "use a mirror with http or https: pip config list",
      cause: WebAddress.withoutUser(artifact.url))
  }
}
