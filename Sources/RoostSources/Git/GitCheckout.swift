import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// One commit of a repository, fetched and laid out in a room. Git runs as a user of nobody's, with nothing of this machine's
/// configuration, and asks nobody.
struct GitCheckout: Sendable {
  let address: GitAddress
  let reference: GitReference?
  let subdirectory: FilePath?
  let withSubmodules: Bool
  let settings: SourceSettings
  let credential: [UInt8]?
  let hostKeys: HostKeys
  let progress: ProgressSink

  init(
    source: DeploySource.Git, settings: SourceSettings, credential: [UInt8]?, progress: @escaping ProgressSink
  ) throws(Problem) {
    address = try GitAddress(source.url)
    if let text = source.reference { reference = try GitReference(text) } else { reference = nil }
    if let text = source.subdirectory { subdirectory = try GitCheckout.plain(text) } else { subdirectory = nil }
    withSubmodules = source.submodules == true
    hostKeys = try HostKeys(source.hostKeys)
    self.settings = settings
    self.credential = credential
    self.progress = progress
  }

  func run(in room: FetchRoom) async throws(Problem) -> FetchedSource {
    progress(.stage("fetch", detail: address.url + (reference.map { " \($0.text)" } ?? "")))
    guard GitProgram.isPresent("git") else { throw RequiredTool.missing("git") }
    let git = try await GitProgram.make(self, in: room)
    try await git.succeed(["init", "--quiet", "--template="])
    try await git.succeed(["remote", "add", "origin", address.url])
    let commit = try await fetch(git)
    var record = SourceRecord(kind: .git, place: address.url, reference: reference?.text)
    try await git.describe(commit, in: &record)
    progress(.stage("fetch", detail: record.headline))
    let tree = try await git.tree(of: commit)
    try tree.check(settings)
    try await git.succeed(["checkout", "--quiet", "--detach", "--force", commit])
    if withSubmodules { try await GitModules(git: git, progress: progress).fetch(those: tree) }
    try room.takeBack()
    let directory = try await project(in: room)
    return FetchedSource(
      directory: directory, room: room, record: record, name: subdirectory?.lastComponent?.string ?? address.name)
  }

  private func fetch(_ git: GitProgram) async throws(Problem) -> String {
    let wanted = reference?.text ?? "HEAD"
    let common = ["fetch", "--no-tags", "--no-recurse-submodules", "--no-write-commit-graph", "--progress"]
    let result = try await git.run(common + ["--depth", "1", "--", "origin", wanted], progress: progress)
    var named = "FETCH_HEAD"
    if !result.succeeded {
      // Not every server gives a commit that no branch ends in.
      let refuses = ["not our ref", "unadvertised object"].contains { result.standardError.contains($0) }
      guard reference?.isCommit == true, refuses else { throw git.failure(result) }
      try await git.succeed(common + ["--", "origin", "+refs/heads/*:refs/remotes/origin/*"], progress: progress)
      named = wanted
    }
    let found = try await git.run(["rev-parse", "--verify", "--quiet", "\(named)^{commit}"])
    let commit = found.standardOutput.trimmingNewline
    guard found.succeeded, commit.utf8.count >= 40, commit.allSatisfy(\.isHexDigit) else {
      throw Problem(
        .downloadFailed, "\(address.url) has no \(wanted)", hint: "see what it has: git ls-remote \(address.url)",
        cause: found.standardError.isEmpty ? nil : found.standardError)
    }
    return commit
  }

  /// The tree, or the part that was asked for; no link leads there.
  private func project(in room: FetchRoom) async throws(Problem) -> FilePath {
    guard let subdirectory else { return room.tree }
    let tree = room.tree
    let wanted = address.url
    return try await BlockingWork.run { () throws(Problem) in
      var place = tree
      for component in subdirectory.components {
        place.append(component)
        var status = stat()
        guard lstat(place.string, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
          throw Problem(
            .projectNotFound, "\(wanted) has no directory \(subdirectory)", hint: "name one that is there: --subdirectory DIR")
        }
      }
      return place
    }
  }

  private static func plain(_ text: String) throws(Problem) -> FilePath {
    let path = FilePath(text).lexicallyNormalized()
    guard path.isRelative, !path.isEmpty, text.utf8.count <= 1000, text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }),
      !path.components.contains(where: { $0.string == ".." || $0.string == ".git" })
    else {
      throw Problem(
        .usageInvalid, "\(SourceText.line(text, atMost: 60).debugDescription) is no directory inside a repository",
        hint: "name one below its top: --subdirectory api")
    }
    return path
  }
}

extension GitProgram {
  func tree(of commit: String) async throws(Problem) -> GitTree {
    GitTree(try await succeed(GitTree.arguments + [commit]).standardOutput)
  }

  func describe(_ commit: String, in record: inout SourceRecord) async throws(Problem) {
    record.describe(commit, try await succeed(SourceRecord.question + [commit]).standardOutput)
  }
}

extension SourceRecord {
  /// Of git, about a commit.
  static let question = ["log", "-1", "--no-show-signature", "--format=%an%n%s"]

  mutating func describe(_ commit: String, _ answer: String) {
    let lines = answer.split(separator: "\n", omittingEmptySubsequences: false)
    self.commit = commit
    author = lines.first.map { SourceText.line(String($0), atMost: 80) }.flatMap { $0.isEmpty ? nil : $0 }
    message = lines.dropFirst().first.map { SourceText.line(String($0)) }
  }
}

extension String {
  var trimmingNewline: String { String(split(whereSeparator: \.isNewline).first ?? "") }
}
