import ArgumentParser
import RoostModel

/// `roost toolcache link`
struct ToolCacheLinkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link", abstract: "Lay a tool cache out in a directory.",
    discussion: """
      Makes `node/24.19.0/x64` with `x64.complete` beside it, and so on, from what is installed; unmodified actions find it \
      without a network when RUNNER_TOOL_CACHE names the directory.

      EXAMPLES
        roost toolcache link /opt/hostedtoolcache
        RUNNER_TOOL_CACHE=/opt/hostedtoolcache ./run.sh
      """)

  @Argument(help: "The directory; made when missing.", completion: .directory)
  var directory: String
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try common.expectHere("the cache is a directory of the machine it is used on")
    let path = try FilePlace.absolute(directory)
    try await common.withRuntimes { (session) async throws(Problem) in
      let entries = try await session.operations.linkToolCache(path)
      try session.console.show(entries) { ToolCacheText(directory: path, entries: entries).text($0) }
    }
  }
}
