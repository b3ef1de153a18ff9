import ArgumentParser

/// `roost bundle`
struct BundleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bundle", abstract: "Runtimes in one signed file, for machines without a network.",
    discussion: """
      A bundle holds everything its runtimes need, the base system included. Each file in it is checked before anything is \
      installed; one that is cut, changed or signed by an unknown key is refused as a whole.

      EXAMPLES
        roost bundle create web ruby -o web.roost
        roost bundle verify web.roost
        roost bundle install web.roost
      """,
    subcommands: [
      BundleCreateCommand.self, BundleVerifyCommand.self, BundleDiffCommand.self, BundleInstallCommand.self,
    ])
}
