import RoostModel
import RoostStore
import RoostSystem
import SystemPackage

/// The backup of what a restoration takes away. All but the data is packed beforehand, while the app serves.
struct BackupBefore: Sendable {
  let services: AppServices
  let app: AppName
  /// How many scheduled ones stay, and one that does in any case: it is being restored.
  let keep: Int
  let sparing: String?
  /// An empty directory.
  let room: FilePath
  private var writing: AppArchiveWriting
  private let key: SealingKey

  init(
    of picture: AppPicture, _ services: AppServices, keep: Int, sparing: String?, in room: FilePath,
    progress: @escaping ProgressSink
  ) async throws(Problem) {
    (self.services, self.app, self.keep, self.sparing, self.room) = (services, picture.app.name, keep, sparing, room)
    key = try await services.vault.sealingKey()
    writing = picture.writing(.node, salt: nil, key: key, reason: .before, now: services.now(), in: room, progress: progress)
    try await writing.packCode()
  }

  /// Adds the data, which nobody may be writing now, and answers with the backup's name.
  func write(data: FilePath?) async throws(Problem) -> (name: String, warnings: [String]) {
    var (writing, warnings) = (writing, [String]())
    let now = services.now()
    writing.manifest.createdAt = now
    if let data, AppDirectories.exists(data) { (writing.data, warnings) = try await portable(data) }
    let directory = services.backups(of: app)
    let name = try await BlockingWork.run { () throws(Problem) in try directory.newName(at: now) }
    _ = try await writing.writeAndRead(to: directory.file(name))
    let (keep, spared) = (keep, Set([name, sparing].compactMap(\.self)))
    try await BlockingWork.run { () throws(Problem) in try directory.prune(keep: keep, sparing: spared) }
    return (name, warnings)
  }

  /// The tree itself, or a copy where it holds what cannot be carried anywhere.
  private func portable(_ data: FilePath) async throws(Problem) -> (FilePath, [String]) {
    guard try await BlockingWork.run({ () throws(Problem) in try SpecialFiles.exist(below: data) }) else { return (data, []) }
    let copy = room.appending("data")
    try await UpperCopy.copy(data, to: copy)
    let dropped = try await BlockingWork.run { () throws(Problem) in try SpecialFiles.remove(below: copy) }
    return (copy, [SpecialFiles.leftOut(dropped)])
  }
}
