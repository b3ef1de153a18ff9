import ArgumentParser
import Glibc
import RoostClient
import RoostModel

/// How a source that is not a directory is fetched.
struct SourceOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Of a repository: a branch, a tag or a whole commit.", valueName: "ref"))
  var ref: String?
  @Option(help: ArgumentHelp("The directory of a repository that is the project.", valueName: "dir"))
  var subdirectory: String?
  @Flag(help: "Fetch a repository's submodules too, one level deep.")
  var submodules = false
  @Option(
    help: ArgumentHelp("A file with a token for a repository; '-' reads it from standard input.", valueName: "file"),
    completion: .file())
  var tokenFile: String?
  @Option(help: ArgumentHelp("A private key for a repository behind SSH.", valueName: "file"), completion: .file())
  var keyFile: String?
  @Option(
    help: ArgumentHelp("A file with the key of a host behind SSH, as ssh-keyscan prints it.", valueName: "file"),
    completion: .file())
  var knownHost: String?
  @Option(help: ArgumentHelp("What the archive behind a URL must be.", valueName: "digits"))
  var sha256: String?
  @Option(help: ArgumentHelp("A file with header lines for the server of a URL.", valueName: "file"), completion: .file())
  var headerFile: String?

  func validate() throws {
    if tokenFile != nil, keyFile != nil { throw ValidationError("--token-file and --key-file exclude each other.") }
  }

  private var speaksOfGit: Bool {
    ref != nil || subdirectory != nil || submodules || tokenFile != nil || keyFile != nil || knownHost != nil
  }
  private var speaksOfURL: Bool { sha256 != nil || headerFile != nil }

  /// The source with what was uploaded for it: to a daemon of another machine, whatever is on this one.
  func source(_ text: String, _ daemon: DaemonClient, _ console: Console) async throws(Problem) -> DeploySource {
    let upload = daemon.place.host == nil ? nil : SourceUpload(daemon: daemon, console: console)
    switch SourceArgument.read(text, isGit: speaksOfGit) {
    case .directory(let path):
      try refuse(speaksOfGit || speaksOfURL, "\(text) is a directory")
      let directory = try ProjectDirectory.absolute(path)
      if let upload { return try await upload.directory(directory) }
      return .directory(directory)
    case .archive(let path):
      try refuse(speaksOfGit || speaksOfURL, "\(text) is a file")
      let name = path.split(separator: "/").last.map(String.init)
      if let upload { return try await upload.archive(path, called: name) }
      return .archive(DeploySource.Archive(path: try ProjectFile.absolute(path), name: name))
    case .standardInput:
      try refuse(speaksOfGit || speaksOfURL || isatty(STDIN_FILENO) == 1, "standard input")
      return .archive(DeploySource.Archive(upload: try await daemon.upload(STDIN_FILENO).id, name: "standard input"))
    case .url(let url):
      try refuse(speaksOfGit, "\(text) is the URL of an archive")
      return .url(DeploySource.Web(url: url, sha256: sha256, headers: try await self.upload(headerFile, daemon)))
    case .git(let url):
      try refuse(speaksOfURL, "\(text) is a repository")
      return .git(
        DeploySource.Git(
          url: url, reference: ref, subdirectory: subdirectory, submodules: submodules ? true : nil,
          credential: try await self.upload(tokenFile ?? keyFile, daemon),
          hostKeys: try knownHost.map { (path) throws(Problem) in String(decoding: try ProjectFile.read(path), as: UTF8.self) }))
    }
  }

  private func upload(_ file: String?, _ daemon: DaemonClient) async throws(Problem) -> UploadID? {
    guard let file else { return nil }
    var bytes = try ProjectFile.read(file)
    // A token is one word; editors add a line end.
    if file == tokenFile { while let last = bytes.last, last <= 0x20 { bytes.removeLast() } }
    return try await daemon.upload(bytes).id
  }

  private func refuse(_ isWrong: Bool, _ what: String) throws(Problem) {
    guard isWrong else { return }
    throw Problem(
      .usageInvalid, "\(what): one of the options does not fit that", hint: "see which fit: roost help deploy")
  }
}
