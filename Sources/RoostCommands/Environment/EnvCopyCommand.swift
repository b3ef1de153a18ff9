import ArgumentParser
import FoundationEssentials
import RoostClient
import RoostModel

/// `roost env cp`
struct EnvCopyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cp", abstract: "Copy files into or out of an environment.",
    discussion: """
      One side is a path here, the other NAME:/path. A directory is copied with what it holds; what comes out becomes a new \
      file or directory, never one that is there already. Links that lead out of an environment are left behind. When it \
      fails, and at Ctrl-C, what was begun here is taken away again.

      EXAMPLES
        roost env cp ./site dev:/app/site
        roost env cp dev:/app/report.pdf ./report.pdf
      """)

  @Argument(help: "What is copied: a path, or NAME:/path.", completion: .file())
  var source: String
  @Argument(help: "What it becomes: NAME:/path, or a path.", completion: .file())
  var target: String
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if CopyPlace(source).environment == nil, CopyPlace(target).environment == nil {
      throw ValidationError("One side must be in an environment: roost env cp ./site dev:/app/site.")
    }
    if CopyPlace(source).environment != nil, CopyPlace(target).environment != nil {
      throw ValidationError("One side must be here: copy out of the one environment, then into the other.")
    }
  }

  func run() async throws {
    try common.expectHere("files are copied on the machine of the daemon")
    let (from, to) = (CopyPlace(source), CopyPlace(target))
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      let display = ProgressDisplay(console: console)
      // In JSON the answer is one value.
      let show: (ProgressEvent) -> Void = { if !console.json { display.show($0) } }
      defer { display.end() }
      let result: FileTransferResult
      if let name = to.environment {
        let transfer = FileTransfer(source: try FilePlace.absolute(from.path), target: to.path)
        result = try await daemon.put(transfer, into: try EnvironmentName(name), progress: show)
      } else {
        let transfer = FileTransfer(source: from.path, target: try FilePlace.absolute(to.path))
        result = try await daemon.get(transfer, from: try EnvironmentName(from.environment ?? ""), progress: show)
      }
      display.end()
      try console.show(result) { EnvironmentText(now: Now.seconds).copied(result, $0) }
    }
  }
}

/// `NAME:/path`, or a path here. Pure.
struct CopyPlace: Equatable {
  /// `nil` is here.
  let environment: String?
  let path: String

  init(_ text: String) {
    guard let colon = text.firstIndex(of: ":"), !text[..<colon].contains("/"), !text[..<colon].isEmpty else {
      environment = nil
      path = text
      return
    }
    environment = String(text[..<colon])
    path = String(text[text.index(after: colon)...])
  }
}
