import RoostModel
import RoostSources
import RoostStore
import RoostSystem
import SystemPackage

extension AppServices {
  /// Looks at every byte of an export and unpacks it below `room`. Touches nothing else.
  func unpack(
    _ file: FilePath, passphrase: String?, in room: FilePath, progress: @escaping ProgressSink
  ) async throws(Problem) -> UnpackedExport {
    progress(.stage("verify", detail: "every byte of the file"))
    let keys = vault.keys
    let (archive, secrets, history) = try await BlockingWork.run { () throws(Problem) in
      let archive = try AppArchive.open(file)
      let key = try archive.key(passphrase, keys)
      if let key { try archive.expect(key) }
      try archive.expectMembers()
      return (archive, try archive.secrets(key), try archive.history())
    }
    let variables = try secrets.checkedVariables()
    try ImportedHistory.check(history, of: archive.manifest)
    try archive.manifest.checkSource()
    try await archive.requireSpace(at: room)
    progress(.stage("unpack", detail: "the code"))
    var unpacked = UnpackedExport(
      manifest: archive.manifest, secrets: secrets, variables: variables, history: history, code: room.appending("code"))
    try await archive.make(.code, at: unpacked.code)
    guard let size = archive.manifest.dataSize else { return unpacked }
    progress(.stage("unpack", detail: "the data, \(size)"))
    let data = room.appending("data")
    try await archive.make(.data, at: data)
    unpacked.data = data
    return unpacked
  }
}

extension AppArchive {
  /// `nil` where nothing is sealed. Blocking.
  fileprivate func key(_ passphrase: String?, _ keys: SealingKeyFile) throws(Problem) -> SealingKey? {
    switch manifest.sealing {
    case .none: return nil
    case .node: return try keys.key(creating: false)
    case .passphrase:
      guard let passphrase else {
        throw Problem(
          .passphraseWrong, "the export is sealed with a passphrase, and none was given",
          hint: "say it: roost import FILE --ask; or --passphrase-file FILE")
      }
      return try PassphraseKey.derive(from: passphrase, salt: manifest.salt ?? "")
    }
  }

  fileprivate func requireSpace(at room: FilePath) async throws(Problem) {
    let needed = manifest.members.reduce(UInt64(0)) { $0 + ($1.tree?.bytes ?? 0) }
    try await BlockingWork.run { () throws(Problem) in
      try DiskSpace.at(room).require(ByteCount(needed + needed / 10), for: "what the export holds", at: room)
    }
  }

  fileprivate func make(_ part: AppArchivePart, at tree: FilePath) async throws(Problem) {
    try await BlockingWork.run { () throws(Problem) in try DirectoryCreation.ensure(tree, mode: 0o700) }
    try await unpack(part, into: tree)
  }
}

extension AppManifest {
  /// What it names as its source is fetched later.
  fileprivate func checkSource() throws(Problem) {
    switch settings.source {
    case .directory, .archive: throw .exportInvalid("it names a source on another machine")
    case .git, .url, nil: break
    }
    do throws(Problem) { try settings.source?.check() } catch { throw .exportInvalid("it names a source that is none") }
    guard settings.branch.map({ (1...200).contains($0.utf8.count) }) ?? true else { throw .exportInvalid("its branch is none") }
  }
}

/// Deployments that another node wrote down. Pure.
enum ImportedHistory {
  private static let most = 1000

  static func check(_ history: [DeploymentSummary], of manifest: AppManifest) throws(Problem) {
    let numbers = Set(history.map(\.number))
    let times = history.map(\.createdAt) + history.compactMap(\.endedAt)
    guard history.count <= most, numbers.count == history.count, numbers.allSatisfy({ (1...900_000).contains($0) }),
      times.allSatisfy({ $0.isFinite && $0 >= 0 && $0 < 1e11 }), history.allSatisfy({ $0.stage.utf8.count <= 100 })
    else { throw .exportInvalid("its history is none") }
  }
}
