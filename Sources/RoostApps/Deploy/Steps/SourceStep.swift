import Glibc
import RoostModel
import RoostSources
import RoostStore
package import RoostSystem
import SystemPackage

extension DeployStep {
  /// Copies the project into the release, as its lowest layer.
  static let source = DeployStep(name: "source") { (context) async throws(Problem) in
    if context.hasEnded("source") {
      context.appLayers = [context.releasePaths.source.string]
      return context.progress(.stage("source", detail: "copied before the interruption"))
    }
    let directory = context.fetched.directory
    context.release.source = context.fetched.record
    context.progress(.stage("source", detail: "copying \(context.fetched.record.headline)"))
    let (fetched, isFollowed) = (context.fetched, context.fetched.record.kind == .sync)
    let from = try await BlockingWork.run { () throws(Problem) in
      try OpenDirectory(directory, to: "read", expecting: fetched.identity, followsLinks: !isFollowed)
    }
    if isFollowed { context.release.source?.directory = from.identity }
    try await AppDirectories.make(context.paths, user: context.app.user)
    // The power may have gone before the end of a release of that number was on the disk.
    try await DirectoryRemoval.remove(context.releasePaths.root)
    try await AppDirectories.make(context.releasePaths.project, user: context.app.user)
    let copied = try await TreeCopy.copy(
      from: from, into: context.releasePaths.project, options: SourceRules.options(owner: context.app.user))
    context.release.source?.tree = copied.digest
    // What an export says of another node's release.
    context.release.source?.inputs = nil
    context.appLayers = [context.releasePaths.source.string]
    context.progress(.stage("source", detail: "\(copied.entries) \(copied.entries == 1 ? "file" : "files"), \(copied.bytes)"))
  } undo: { (context) async throws(Problem) in
    try await DirectoryRemoval.remove(context.releasePaths.root)
  }
}

/// What of a project's directory becomes part of a release.
package enum SourceRules {
  /// Made again by the deployment, or nobody's business on a server.
  static let excluded: Set<String> = [
    ".git", ".hg", ".svn", "node_modules", ".venv", "venv", "__pycache__", ".DS_Store", "__MACOSX",
    AddedFile.directory,
  ]

  /// Only build output where that file is: elsewhere the name means something else.
  static let excludedBeside = ["target": "Cargo.toml"]

  static let settingsFile = "roost.yml"

  /// As whoever asks.
  package static var options: TreeCopyOptions {
    var options = TreeCopyOptions()
    options.excludedNames = excluded
    options.excludedBeside = excludedBeside
    return options
  }

  static func options(owner: UInt32) -> TreeCopyOptions {
    var options = options
    options.owner = geteuid() == 0 ? owner : nil
    return options
  }
}
