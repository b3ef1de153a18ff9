import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// The backups of one app: `backups/<app>/<time>.roost`. They outlive the app.
struct BackupDirectory: Sendable {
  let root: FilePath
  static let ending = ".roost"
  /// Of those made before something else, so many are kept.
  private static let keptBefore = 3

  init(home: FilePath, app: AppName) { root = home.appending("backups").appending(app.text) }

  func file(_ name: String) -> FilePath { root.appending(name + BackupDirectory.ending) }

  /// The file of one that is there.
  func existing(_ name: String, of app: AppName) throws(Problem) -> FilePath {
    guard BackupDirectory.isName(name), AppDirectories.exists(file(name)) else {
      throw Problem(
        .backupNotFound, "there is no backup '\(name.prefix(40))' of \(app)",
        hint: "see which there are: roost app backups \(app)")
    }
    return file(name)
  }

  /// `2026-11-22T03-00-00`, with a letter more when there is one of that second. Blocking.
  func newName(at seconds: Double) throws(Problem) -> String {
    try DirectoryCreation.ensure(root, mode: 0o700)
    guard chmod(root.string, 0o700) == 0 else { throw Problem.lastSystemCall("keep \(root) private") }
    let name = BackupDirectory.name(at: seconds)
    for suffix in [""] + "bcdefghijklmnopqrstuvwxyz".map({ "-\($0)" }) where !AppDirectories.exists(file(name + suffix)) {
      return name + suffix
    }
    throw Problem(
      .appBusy, "there are too many backups of this second", hint: "try again in a second: roost app backup NAME --now")
  }

  static func name(at seconds: Double) -> String {
    var moment = time_t(seconds)
    var parts = tm()
    gmtime_r(&moment, &parts)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let day = [two(parts.tm_year + 1900), two(parts.tm_mon + 1), two(parts.tm_mday)].joined(separator: "-")
    return day + "T" + [two(parts.tm_hour), two(parts.tm_min), two(parts.tm_sec)].joined(separator: "-")
  }

  /// Only what ``newName(at:)`` can have given.
  static func isName(_ text: String) -> Bool {
    (19...21).contains(text.utf8.count)
      && text.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0) || $0 == UInt8(ascii: "T") || $0 == 45 }
  }

  /// Newest first; `verifies` reads every byte. Blocking.
  func list(verifies: Bool = false) throws(Problem) -> [BackupSummary] {
    guard AppDirectories.exists(root) else { return [] }
    var found: [BackupSummary] = []
    for entry in try DirectoryListing.names(in: root, hidden: false) where entry.hasSuffix(BackupDirectory.ending) {
      let name = String(entry.dropLast(BackupDirectory.ending.count))
      guard BackupDirectory.isName(name) else { continue }
      found.append(try summary(name, verifies: verifies))
    }
    return found.sorted { ($0.createdAt, $0.name) > ($1.createdAt, $1.name) }
  }

  private func summary(_ name: String, verifies: Bool) throws(Problem) -> BackupSummary {
    do throws(Problem) {
      let archive = try AppArchive.open(file(name))
      let manifest = archive.manifest
      var summary = BackupSummary(
        name: name, reason: manifest.reason ?? .asked, createdAt: manifest.createdAt, size: archive.size,
        release: manifest.release, data: manifest.dataSize)
      if verifies {
        try archive.expectMembers()
        summary.isWhole = true
      }
      return summary
    } catch {
      guard error.code == .exportInvalid else { throw error }
      return BackupSummary(
        name: name, reason: .asked, createdAt: 0, size: ByteCount(0), release: nil, data: nil, isWhole: false)
    }
  }

  /// Removes the oldest of those made by themselves, and of those made before something else, but none of `spared`. Blocking.
  func prune(keep: Int, sparing spared: Set<String>) throws(Problem) {
    let all = try list().filter { $0.isWhole != false }
    let old =
      all.filter { $0.reason == .scheduled }.dropFirst(keep) + all.filter { $0.reason == .before }.dropFirst(Self.keptBefore)
    for backup in old where !spared.contains(backup.name) {
      guard unlink(file(backup.name).string) == 0 || errno == ENOENT else {
        throw Problem.lastSystemCall("remove an old backup")
      }
    }
    if !old.isEmpty { try AtomicFile.syncDirectory(root) }
  }
}

extension AppServices {
  func backups(of app: AppName) -> BackupDirectory { BackupDirectory(home: configuration.home, app: app) }
}
