import ArgumentParser

/// `roost toolcache`
struct ToolCacheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "toolcache", abstract: "Installed runtimes where actions/setup-* look for them.",
    discussion: """
      EXAMPLES
        roost toolcache link /opt/hostedtoolcache
      """,
    subcommands: [ToolCacheLinkCommand.self])
}
