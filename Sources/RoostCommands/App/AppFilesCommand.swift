import ArgumentParser
import RoostClient
import RoostModel

/// `roost app files`, and `roost files`
struct AppFilesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "files", abstract: "Look at an app's files, without changing them.",
    discussion: """
      Lists a directory; of a file, its content comes out as it is. `code` is what the live release was made of, `build` what \
      building it added, `data` what the app keeps. Links are listed and not followed. What is in `data`, and in files that \
      hold secrets by their name (.env, keys), is for those who may deploy.

      EXAMPLES
        roost files shop
        roost files shop /src
        roost files shop /package.json
        roost files shop --tree data
        roost files shop /orders.db --tree data > orders.db
        roost files shop /src --json
      """)

  @OptionGroup var app: AppArgument
  @Argument(help: "From the top of the app's files.") var path = "/"
  @Option(help: "code, build or data.", completion: .list(AppTree.allCases.map(\.rawValue)))
  var tree = AppTree.code
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let path = try AppFilePath(path)
    try await common.withDaemon(for: app) { (name, daemon, console) async throws(Problem) in
      do throws(Problem) {
        let listing = try await whole(name, path, daemon)
        try console.show(listing) { AppFilesText(now: Now.seconds).list(listing, $0) }
      } catch {
        // It may be a file: then its content is what is asked for.
        guard error.code == .fileNotFound, path != .root else { throw error }
        let output = try FileOutput("the file", at: nil)
        try await daemon.file(of: name, tree, path) { (piece) throws(Problem) in try output.write(piece) }
      }
    }
  }

  private func whole(_ name: AppName, _ path: AppFilePath, _ daemon: DaemonClient) async throws(Problem) -> AppFileListing {
    var listing = try await daemon.files(of: name, tree, path)
    while let next = listing.next {
      let more = try await daemon.files(of: name, tree, path, from: next)
      listing.entries += more.entries
      listing.next = more.next
    }
    return listing
  }
}

extension AppTree: ExpressibleByArgument {}
