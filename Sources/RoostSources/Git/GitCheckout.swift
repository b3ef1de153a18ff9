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
  let progress: ProgressSink

  init(
    source: DeploySource.Git, settings: SourceSettings, credential: [UInt8]?, progress: @escaping ProgressSink
  ) throws(Problem) {
    address = try GitAddress(source.url)
    if let text = source.reference { reference = try GitReference(text) } else { reference = nil }
    if let text = source.subdirectory { subdirectory = try GitCheckout.plain(text) } else { subdirectory = nil }
    withSubmodules = source.submodules == true
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
    try await describe(commit, git, in: &record)
    progress(.stage("fetch", detail: record.headline))
    try await check(commit, git)
    try await git.succeed(["checkout", "--quiet", "--detach", "--force", commit])
    if withSubmodules { try await fetchSubmodules(git, room) }
    try await git.keepKnownHosts()
    try git.takeBack()
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

  private func describe(_ commit: String, _ git: GitProgram, in record: inout SourceRecord) async throws(Problem) {
    let text = try await git.succeed(["log", "-1", "--no-show-signature", "--format=%an%n%s", commit]).standardOutput
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    record.commit = commit
    record.author = lines.first.map { SourceText.line(String($0), atMost: 80) }.flatMap { $0.isEmpty ? nil : $0 }
    record.message = lines.dropFirst().first.map { SourceText.line(String($0)) }
  }

  /// A repository of a few kilobytes can hold a tree of any size: it is counted before it is laid out.
  private func check(_ commit: String, _ git: GitProgram) async throws(Problem) {
    let listed = try await git.run(["ls-tree", "-r", "-l", "-z", "--full-tree", commit])
    guard listed.succeeded else { throw git.failure(listed) }
    var size: UInt64 = 0
    var entries = 0
    for entry in listed.standardOutput.utf8.split(separator: 0) {
      entries += 1
      let words = entry.prefix { $0 != UInt8(ascii: "\t") }.split(separator: UInt8(ascii: " "))
      if words.count == 4, let length = Substring(words[3]).description.wholeNumber { size += length }
    }
    guard entries <= settings.entryLimit, size <= settings.treeLimit.bytes else {
      throw Problem(
        .projectFileRefused,
        "the repository holds \(entries) files with \(ByteCount(size)); \(settings.entryLimit) and \(settings.treeLimit) are accepted",
        hint: "deploy a repository with less in it")
    }
  }

  private func fetchSubmodules(_ git: GitProgram, _ room: FetchRoom) async throws(Problem) {
    let listed = try await git.run(["config", "--file", ".gitmodules", "--get-regexp", #"^submodule\..*\.url$"#])
    guard listed.succeeded else { return }
    var places: [GitProgram.Pin] = []
    for line in listed.standardOutput.split(separator: "\n") {
      guard let url = line.split(separator: " ", maxSplits: 1).last.map(String.init) else { continue }
      if url.hasPrefix("./") || url.hasPrefix("../") { continue }
      let module = try GitAddress(url)
      guard module.transport == address.transport || module.transport == .https else {
        throw Problem(
          .projectFileRefused, "the submodule \(module.url) is not fetched by \(module.transport.rawValue)",
          hint: "give it an https address in .gitmodules, or deploy without --submodules")
      }
      if let pin = try await GitProgram.pin(module, settings) { places.append(pin) }
    }
    try await git.with(pins: places).succeed(
      ["submodule", "--quiet", "update", "--init", "--depth", "1", "--jobs", "1"], progress: progress)
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

extension String {
  fileprivate var trimmingNewline: String { String(split(whereSeparator: \.isNewline).first ?? "") }
  fileprivate var wholeNumber: UInt64? { UInt64(self) }
}
