package import RoostModel
import RoostSystem
import SystemPackage

/// Brings the code of a deployment into a directory of this machine.
package struct SourceFetcher: Sendable {
  package let settings: SourceSettings
  package var uploads: UploadSpool { UploadSpool(directory: settings.uploads, limit: settings.archiveLimit) }

  package init(settings: SourceSettings) { self.settings = settings }

  /// Makes the spool, empty: nothing in it outlives the daemon that began it.
  package func open() async throws(Problem) {
    let settings = settings
    try await BlockingWork.run { () throws(Problem) in
      try DirectoryCreation.ensure(settings.spool, mode: 0o711)
      for (directory, mode) in [(settings.uploads, UInt32(0o700)), (settings.fetches, 0o711)] {
        try DirectoryRemoval.removeNow(directory)
        try DirectoryCreation.ensure(directory, mode: mode)
      }
    }
  }

  /// What came with a source for its place's eyes only.
  package func credential(of source: DeploySource) async throws(Problem) -> [UInt8]? {
    guard let upload = source.credential else { return nil }
    return try await uploads.credential(upload)
  }

  /// `credential` is a token or a key for git, header lines for a server. What was fetched is the caller's to discard.
  package func fetch(
    _ source: DeploySource, credential: [UInt8]? = nil, progress: @escaping ProgressSink
  ) async throws(Problem) -> FetchedSource {
    switch source {
    case .directory(let path): return FetchedSource(directory: FilePath(path))
    case .archive(let archive):
      return try await inRoom { (room) async throws(Problem) in try await unpack(archive, in: room, progress) }
    case .url(let web):
      return try await inRoom { (room) async throws(Problem) in
        try await download(web, headers: credential, in: room, progress)
      }
    case .git(let git):
      let checkout = try GitCheckout(source: git, settings: settings, credential: credential, progress: progress)
      return try await inRoom { (room) async throws(Problem) in try await checkout.run(in: room) }
    }
  }

  /// A room that goes when `body` fails.
  private func inRoom(_ body: (FetchRoom) async throws(Problem) -> FetchedSource) async throws(Problem) -> FetchedSource {
    let room = try await FetchRoom.make(in: settings.fetches)
    do throws(Problem) {
      return try await body(room)
    } catch {
      await room.remove()
      throw error
    }
  }

  private func unpack(
    _ archive: DeploySource.Archive, in room: FetchRoom, _ progress: @escaping ProgressSink
  ) async throws(Problem) -> FetchedSource {
    let file: FilePath
    if let upload = archive.upload { file = try uploads.file(upload) } else { file = FilePath(archive.path ?? "") }
    let name = archive.name ?? file.lastComponent?.string ?? "the archive"
    guard file.isAbsolute else {
      throw Problem(.usageInvalid, "the archive's path is not absolute", hint: "name it: roost deploy ./shop.tar.gz")
    }
    var record = SourceRecord(kind: .archive, place: SourceText.line(name))
    let unpacking = ArchiveUnpacking(file: file, name: record.place, settings: settings)
    record.sha256 = try await unpacking.run(in: room, progress)
    return FetchedSource(directory: room.tree, room: room, record: record, name: ArchiveKind.stem(of: name))
  }

  private func download(
    _ web: DeploySource.Web, headers: [UInt8]?, in room: FetchRoom, _ progress: @escaping ProgressSink
  ) async throws(Problem) -> FetchedSource {
    let download = try WebDownload(source: web, headers: headers, settings: settings, progress: progress)
    let (file, sum) = try await download.run(in: room)
    let name = download.fileName
    let unpacking = ArchiveUnpacking(file: file, name: name, settings: settings)
    _ = try await unpacking.run(in: room, progress, knownSum: sum)
    var record = SourceRecord(kind: .url, place: download.shownAddress)
    record.sha256 = sum
    return FetchedSource(directory: room.tree, room: room, record: record, name: ArchiveKind.stem(of: name))
  }
}
